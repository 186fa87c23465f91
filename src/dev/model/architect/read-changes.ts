import { type Feature, features } from '../catalogue/features.ts';
import { readFacts } from './facts.ts';
import { kebab, type Part } from './parts.ts';
import { readBareRates } from './volumes.ts';
import { isStopWord, singular } from './words.ts';

/** A change that somebody asks of a design or of a running system. */
export type Change =
  | { kind: 'feature'; feature: Feature }
  | { kind: 'thing'; noun: string }
  | { kind: 'async'; target: string }
  | { kind: 'remove'; target: string }
  | { kind: 'split'; target: string }
  | { kind: 'technology' }
  | { kind: 'scale' }
  | { kind: 'team' };

const adds =
  /\b(add(s|ing)?|introduc(e|ing)|include|integrat(e|ing)|support(ing)? for|we (also )?(want|need)|need(s)? (a|an|to)|extend|what about|how about|let (users|people|customers)|allow|new (service|endpoint)|hinzufügen|ergänze|añad(e|ir)|agrega|增加|添加|加入)\b|增加|添加|加入/i;

/** Reads what a sentence asks to change; nothing when it only asks or tells. */
export function readChanges(text: string, parts: readonly Part[]): Change[] {
  const changes: Change[] = [];
  const target = findTarget(text, parts);
  if (
    /\basync(hronous(ly)?)?\b|\bevent[- ]driven\b|\bdecouple\b|\bin the background\b|asynchron/i.test(text) &&
    target !== undefined
  ) {
    return [{ kind: 'async', target: target.id }];
  }
  if (/\b(remove|drop|without|leave out|get rid of)\b/i.test(text) && target !== undefined) {
    return [{ kind: 'remove', target: target.id }];
  }
  if (
    /\b(split|cut|break) (up )?(the |our |this )?[^.]*\b(service|module|app|in two|into|apart|up)\b/i.test(
      text,
    ) &&
    target !== undefined
  ) {
    return [{ kind: 'split', target: target.id }];
  }
  const facts = readFacts([text]);
  const names = [...facts.databases, ...facts.brokers, ...facts.languages];
  if (names.length > 0 && /\b(use|switch|instead|replace|move|with|on|prefer|rather|nutze|usa)\b/i.test(text))
    changes.push({ kind: 'technology' });
  if (
    facts.volumes.length + readBareRates(text).length > 0 ||
    /\b(\d+ ?x|ten times|twice) (the )?(load|traffic|users|orders|more)\b/i.test(text)
  )
    changes.push({ kind: 'scale' });
  if (facts.team !== undefined) changes.push({ kind: 'team' });
  if (!adds.test(text)) return changes;
  const wanted = features.filter((feature) => feature.words.test(text));
  changes.push(...wanted.map((feature): Change => ({ kind: 'feature', feature })));
  if (wanted.length === 0 && changes.length === 0) {
    const noun = newThing(text);
    if (noun !== undefined) changes.push({ kind: 'thing', noun });
  }
  return changes;
}

export function findTarget(text: string, parts: readonly Part[]): Part | undefined {
  const words = (text.toLowerCase().match(/[a-z-]+/g) ?? []).map(singular);
  const joined = words.join(' ');
  const scored = parts.map((part) => {
    const name = part.id.replaceAll('-', ' ');
    const byName = joined.includes(name) || words.includes(part.id) ? 3 : 0;
    const byData = part.entities.some((entity) => joined.includes(entity.name.replaceAll('_', ' '))) ? 2 : 0;
    return { part, score: byName + byData };
  });
  scored.sort((a, b) => b.score - a.score);
  const [best] = scored;
  return best !== undefined && best.score > 0 ? best.part : undefined;
}

/** The service that a wish concerns: by name, by data, then by what it says it does. */
export function hostFor(text: string, parts: readonly Part[]): Part | undefined {
  const named = findTarget(text, parts);
  if (named !== undefined) return named;
  const words = new Set(
    (text.toLowerCase().match(/[a-z]{4,}/g) ?? []).map(singular).filter((word) => !isStopWord(word)),
  );
  let best: { part: Part; hits: number } | undefined;
  for (const part of parts) {
    const hits = (part.does.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter((word) =>
      words.has(singular(word)),
    ).length;
    if (hits > (best?.hits ?? 0)) best = { part, hits };
  }
  return best?.part;
}

function newThing(text: string): string | undefined {
  const match =
    /\b(?:add(?:ing)?|introduce|include|integrate|need|want|new|about|allow|build|design)\s+(?:(?:a|an|the|some|our|support for|new|real-time)\s+)*([a-z][a-z -]{2,40}?)(?:\s+(?:service|endpoint|feature|function|module|support)s?\b|\s+(?:to|in|into|for|that|which|so|with|on|from|as|of|by)\b|[.,;:!?]|$)/i.exec(
      text,
    );
  const words = (match?.[1] ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !isStopWord(word));
  const last = words.slice(-2).map(singular).join('-');
  return last.length > 2 ? kebab(last) : undefined;
}
