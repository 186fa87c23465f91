import { type Design, parseDesign } from '../../../core/design/document.ts';
import type { Catalogue } from '../catalogue/load-catalogue.ts';
import { changeContext } from './advice.ts';
import type { AgentProfile } from './agent-profile.ts';
import { answerAbout, explain, greet } from './answers.ts';
import { applyChange, type Place } from './apply-change.ts';
import { type Blueprint, reckonLoad } from './blueprint.ts';
import { chooseStyle } from './choose-style.ts';
import type { Conversation, Submission } from './conversation.ts';
import { collectFacts, type FinishInput, finish } from './design.ts';
import { partsOfModel } from './existing-parts.ts';
import { type Facts, readFacts } from './facts.ts';
import { type Base, findBase } from './find-base.ts';
import { readIntent } from './intent.ts';
import { optionStyles } from './options.ts';
import { type Part, type Style, tidy, toPart, unique } from './parts.ts';
import { readChanges } from './read-changes.ts';

type FollowUp = { kind: 'answer'; text: string } | { kind: 'design'; blueprint: Blueprint };

/** What people say after a design was accepted: a changed design that starts from it, or an answer from it. */
export function followUp(
  catalogue: Catalogue,
  profile: AgentProfile,
  conversation: Conversation,
  submission: Submission,
): FollowUp {
  const parsed = parseDesign(submission.input);
  const text = submission.followUps.map((said) => said.text).join('\n');
  if (!('design' in parsed)) return { kind: 'answer', text: answerAbout({ title: 'before' }, text) };
  const { design } = parsed;
  const { model } = design;
  if (model === null) return { kind: 'answer', text: answerAbout(design, text) };
  const base = findBase(catalogue, profile, conversation);
  if (base === undefined) return { kind: 'answer', text: answerAbout(design, text) };

  const later = conversation.submissions.flatMap((one) =>
    [...one.answered, ...one.followUps].map((said) => said.text),
  );
  const facts = preferLater(collectFacts(conversation, later), later);
  const earlier = design.decisions.filter((one) => one.context === changeContext).map((one) => one.title);
  const styles = optionStyles(design.options, base);
  const before = styles[design.options.findIndex((option) => option.recommended)] ?? 'services';
  const accepted = design.decisions[0]?.status === 'accepted' ? before : undefined;

  const common = { base, profile, conversation, facts };
  const said = [...(base.extends ? [conversation.request.text] : []), ...later];

  const chosen = chosenStyle(text, design, styles);
  if (chosen !== undefined) {
    const parts = redo(catalogue, base, said.slice(0, -submission.followUps.length), placeOf(chosen, base));
    const name = design.options[styles.indexOf(chosen)]?.name ?? chosen;
    return toDesign({ ...common, style: chosen, parts, changes: earlier, chosen, news: `Chosen: ${name}` });
  }

  const known = [...base.domain.services, ...catalogue.common].map((seed) => toPart(seed));
  let parts = partsOfModel(model, known);
  const notes = [...earlier];
  for (const { text: words } of submission.followUps) {
    for (const change of readChanges(words, parts)) {
      const result = applyChange(catalogue, parts, change, words);
      parts = result.parts;
      notes.push(result.note);
    }
  }
  if (notes.length === earlier.length) return { kind: 'answer', text: answer(design, text) };
  const style =
    base.extends || accepted !== undefined ? before : restyle(before, base, facts, conversation, submission);
  if (style !== before) {
    return toDesign({
      ...common,
      style,
      parts: redo(catalogue, base, said, 'best'),
      changes: notes,
      chosen: undefined,
    });
  }
  return toDesign({ ...common, style, parts, changes: notes, chosen: accepted, composed: true });
}

function toDesign(input: FinishInput): FollowUp {
  return { kind: 'design', blueprint: finish(input) };
}

/** Another load may ask for another cut; nothing else does. */
function restyle(
  before: Style,
  base: Base,
  facts: Facts,
  conversation: Conversation,
  submission: Submission,
): Style {
  const resized = submission.followUps.some((said) => readFacts([said.text]).volumes.length > 0);
  return resized ? chooseStyle(facts, reckonLoad(facts, base.domain), conversation.request.text) : before;
}

function placeOf(style: Style, base: Base): Place {
  if (!base.extends) return 'best';
  return style === 'monolith' ? 'host' : 'apart';
}

/** The last word on technology and load counts. */
function preferLater(facts: Facts, texts: readonly string[]): Facts {
  const last = readFacts([...texts].reverse());
  return {
    ...facts,
    languages: unique([...last.languages, ...facts.languages]),
    databases: unique([...last.databases, ...facts.databases]),
    brokers: unique([...last.brokers, ...facts.brokers]),
    volumes: [...last.volumes, ...facts.volumes],
  };
}

/** Another cut can't be made from the old one: start from the brief and make the same changes again. */
function redo(catalogue: Catalogue, base: Base, texts: readonly string[], place: Place): Part[] {
  let { parts } = base;
  for (const text of texts) {
    for (const change of readChanges(text, parts))
      parts = applyChange(catalogue, parts, change, text, place).parts;
  }
  return tidy(parts);
}

function answer(design: Design, text: string): string {
  const intent = readIntent(text);
  if (intent.kind === 'greeting') return greet();
  if (intent.kind === 'explain' && !/\b(why|this|our|the design|you)\b/i.test(text))
    return explain(intent.patterns);
  return answerAbout(design, text);
}

/** "choose option B", "go with the second one", "we take the modular monolith". */
function chosenStyle(
  text: string,
  design: Design,
  styles: readonly (Style | undefined)[],
): Style | undefined {
  if (
    !/\b(choose|chose|chosen|go (for|with)|pick|take|prefer|decide(d)? (for|on)|option [a-z0-9]\b|nehmen|elegimos)\b/i.test(
      text,
    )
  )
    return undefined;
  const letter =
    /\boption\s+([a-e]|\d)\b/i.exec(text)?.[1]?.toLowerCase() ??
    /\b(?:choose|pick|take|with|for)\s+([a-e])\b/i.exec(text)?.[1]?.toLowerCase();
  if (letter !== undefined) return styles[/\d/.test(letter) ? Number(letter) - 1 : letter.charCodeAt(0) - 97];
  const ordinal = ['first', 'second', 'third'].findIndex((word) =>
    new RegExp(`\\b${word}\\b`, 'i').test(text),
  );
  if (ordinal >= 0) return styles[ordinal];
  const lower = text.toLowerCase();
  const byName = design.options.findIndex((option) => {
    const name = option.name.replace(/^[A-Z]\. /, '').toLowerCase();
    return (
      lower.includes(name) ||
      (name.split(' ').slice(0, 2).join(' ').length > 8 &&
        lower.includes(name.split(' ').slice(0, 2).join(' ')))
    );
  });
  return byName < 0 ? undefined : styles[byName];
}
