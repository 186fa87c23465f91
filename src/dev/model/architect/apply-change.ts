import type { ServiceSeed } from '../catalogue/domain.ts';
import type { Feature } from '../catalogue/features.ts';
import type { Catalogue } from '../catalogue/load-catalogue.ts';
import { parseServices } from '../catalogue/parse-domain.ts';
import { eventsWorthHearing, nounService } from './choose-domain.ts';
import { readFacts } from './facts.ts';
import { makeAsync } from './make-async.ts';
import { addOwnService, asksForService, thereAlready } from './own-service.ts';
import {
  hearsAbout,
  nextPort,
  nodeName,
  type Part,
  partTitle,
  snake,
  tidy,
  titleCase,
  toPart,
} from './parts.ts';
import { type Change, findTarget, hostFor } from './read-changes.ts';
import { splitPart } from './split-part.ts';
import { readBareRates } from './volumes.ts';

/** Where something new is put: into the service that owns the matter, or into one of its own; `best` decides by the words. */
export type Place = 'best' | 'host' | 'apart';

export type Changed = { parts: Part[]; note: string };

/** Returns the changed parts and a sentence of what was done, or why nothing was. */
export function applyChange(
  catalogue: Catalogue,
  parts: readonly Part[],
  change: Change,
  text: string,
  place: Place = 'best',
): Changed {
  switch (change.kind) {
    case 'feature':
      return addFeature(catalogue, parts, change.feature, text, place);
    case 'thing':
      return addThing(parts, change.noun, text, place);
    case 'async':
      return makeAsync(parts, change.target, text);
    case 'remove': {
      const gone = parts.find((part) => part.id === change.target);
      const left = tidy(parts.filter((part) => part.id !== change.target));
      return {
        parts: left,
        note: `${gone === undefined ? change.target : nodeName(gone)} is left out; what it owned and sent goes with it`,
      };
    }
    case 'split':
      return splitPart(parts, change.target, text);
    case 'technology': {
      const facts = readFacts([text]);
      const left = /\b(?:instead of|rather than|replac(?:e|ing)|away from) ([A-Z][\w.]+)/.exec(text)?.[1];
      return {
        parts: [...parts],
        note: `Technology as asked: ${[...facts.databases, ...facts.brokers, ...facts.languages].join(', ')}${left === undefined ? '' : ` in the place of ${left}`}`,
      };
    }
    case 'scale':
      return {
        parts: [...parts],
        note: `Sized again for: ${
          [...readFacts([text]).volumes, ...readBareRates(text)]
            .map((volume) => volume.text)
            .filter((words, index, all) => all.findIndex((other) => other.includes(words)) === index)
            .join(', ') || text.slice(0, 120)
        }`,
      };
    case 'team':
      return { parts: [...parts], note: `Cut again for ${readFacts([text]).team?.text ?? 'the team'}` };
    default:
      return change satisfies never;
  }
}

function addFeature(
  catalogue: Catalogue,
  parts: readonly Part[],
  feature: Feature,
  text: string,
  place: Place,
): Changed {
  const common = catalogue.common.find((service) => service.id === feature.service);
  if (common !== undefined) {
    const seed = withOwnNames(common, parts);
    const there = parts.find((part) => part.id === seed.id);
    if (there !== undefined) {
      const events = eventsWorthHearing(
        seed.id,
        parts.filter((part) => part !== there),
        undefined,
        6,
      ).filter((event) => !there.hears.includes(event));
      const next = parts.map((part) =>
        part === there ? { ...part, hears: [...part.hears, ...events.slice(0, 2)] } : part,
      );
      return {
        parts: tidy(next),
        note: `${feature.name}: ${nodeName(there)} is there already and now also hears ${events.slice(0, 2).join(', ') || 'what it needs'}`,
      };
    }
    const host = takesItIn(parts, text, place);
    if (host !== undefined)
      return extendHost(parts, host, seed.entities, seed.emits, feature.name, seed.uses);
    const audience = hostFor(text, parts);
    const told = audience === undefined ? undefined : tellingEvent(seed.id, audience, text);
    if (audience !== undefined && told !== undefined) {
      const speaking = parts.map((part) =>
        part === audience ? { ...part, emits: [...part.emits, told] } : part,
      );
      const listener = toPart({ ...seed, hears: [told] }, { port: nextPort(parts) });
      return {
        parts: tidy([...speaking, listener]),
        note: `${feature.name}: a new ${nodeName(listener)}; ${nodeName(audience)} sends ${told}, and nothing else of it changes`,
      };
    }
    const hears = seed.id === 'privacy' ? [] : eventsWorthHearing(seed.id, parts, audience, 3);
    const asked = asksDirectly(seed, parts, hears, text);
    if (asked !== undefined) return asked;
    const added = toPart({ ...seed, hears }, { port: nextPort(parts) });
    const hearing = parts.map((part) =>
      part.id === 'notification' ? { ...part, hears: [...part.hears, ...seed.emits.slice(0, 1)] } : part,
    );
    const next = seed.id === 'privacy' ? withErasure(parts) : hearing;
    return {
      parts: tidy([...next, added]),
      note: `${feature.name}: a new ${nodeName(added)}${hears.length === 0 ? '' : ` that hears ${hears.join(', ')}`}`,
    };
  }
  const host =
    (feature.into ?? [])
      .map((word) => parts.find((part) => part.id.includes(word)))
      .find((part) => part !== undefined) ??
    parts.find((part) => part.traits.includes('core')) ??
    parts[0];
  if (host === undefined || feature.owns === undefined)
    return { parts: [...parts], note: `${feature.name} changes nothing here` };
  const [source] = parseServices(
    `${host.id}: x\nowns ${feature.owns}\nemits ${(feature.emits ?? []).join(' ')}`,
  );
  if (place !== 'host' && asksForService(feature, text))
    return addOwnService(parts, feature, host, source?.entities ?? [], source?.emits ?? []);
  return extendHost(parts, host, source?.entities ?? [], source?.emits ?? [], feature.name);
}

const waiting = /^(notification|webhook|audit|export)$/;

/**
 * Where nothing sends events yet, a service that others need is called: a broker for one message would be a system more
 * to run. Where one runs already, the others hand in requests through it.
 */
function asksDirectly(
  seed: ServiceSeed,
  parts: readonly Part[],
  hears: readonly string[],
  text: string,
): Changed | undefined {
  if (hears.length > 0 || !waiting.test(seed.id)) return undefined;
  const askers = parts
    .filter((part) => part.existing && !/auth|gateway|session|user/.test(part.id))
    .slice(0, 4);
  if (askers.length === 0) return undefined;
  const names = askers.map(nodeName).join(', ');
  const [broker] = readFacts([text]).brokers;
  if (broker !== undefined) {
    const event = `${seed.id}.${seed.entities[0]?.name ?? 'request'}.requested`;
    const listener = toPart({ ...seed, hears: [event] }, { port: nextPort(parts) });
    const speaking = parts.map((part) =>
      askers.includes(part) ? { ...part, emits: [...part.emits, event] } : part,
    );
    return {
      parts: tidy([...speaking, listener]),
      note: `${titleCase(seed.id)}: a new ${nodeName(listener)} that hears ${event}; ${names} send it over ${broker}, which runs already, and wait for nothing`,
    };
  }
  const added = toPart(seed, { port: nextPort(parts) });
  const entity = seed.entities[0]?.name ?? 'request';
  return {
    parts: tidy([
      ...parts.map((part) => (askers.includes(part) ? { ...part, calls: [...part.calls, seed.id] } : part)),
      added,
    ]),
    note: `${titleCase(seed.id)}: a new ${nodeName(added)} that ${names} call; it stores the ${entity.replaceAll('_', ' ')}, answers 202 and works from its own table, so no broker is needed`,
  };
}

/** Data of a new service that is called like data of another gets the service's name in front. */
function withOwnNames(seed: ServiceSeed, parts: readonly Part[]): ServiceSeed {
  const taken = new Set(
    parts.filter((part) => part.id !== seed.id).flatMap((part) => part.entities.map((one) => one.name)),
  );
  const entities = seed.entities.map((one) =>
    taken.has(one.name) ? { ...one, name: `${snake(seed.id)}_${one.name}` } : one,
  );
  return { ...seed, entities };
}

function withErasure(parts: readonly Part[]): Part[] {
  return parts.map((part) =>
    part.store === 'none' ? part : { ...part, hears: [...part.hears, 'privacy.erasure.requested'] },
  );
}

function addThing(parts: readonly Part[], noun: string, text: string, place: Place): Changed {
  const host = hostFor(text, parts);
  // A word for a service of its own, or nobody to take it in: a new one. Otherwise the smallest change is new data in its host.
  if (host === undefined || place === 'apart' || (place === 'best' && /\bservices?\b/i.test(text))) {
    const seed = nounService(noun, host);
    if (parts.some((part) => part.id === seed.id))
      return { parts: [...parts], note: `${titleCase(noun.replaceAll('-', ' '))} ${thereAlready}` };
    const added = toPart(seed, { port: nextPort(parts) });
    return {
      parts: tidy([...parts, added]),
      note: `${partTitle(added)}: a new ${nodeName(added)} with its own data`,
    };
  }
  const { entities } = nounService(noun, undefined);
  return extendHost(parts, host, entities, [`${host.id}.${snake(noun)}.created`], noun.replaceAll('-', ' '));
}

/** Services that live from what others tell need at least one event, named by the words of the wish. */
function tellingEvent(id: string, audience: Part, text: string): string | undefined {
  const listens = ['notification', 'webhook', 'audit', 'analytics', 'reporting'].includes(id);
  if (!listens || audience.emits.length > 0) return undefined;
  const action =
    /\b(?:is|are|was|were|gets?|been) (?:\w+ly )?(\w+ed|sent|paid|done)\b/i.exec(text)?.[1]?.toLowerCase() ??
    'changed';
  return `${audience.id}.${audience.entities[0]?.name ?? snake(audience.id)}.${action}`;
}

/** In a running system the smallest change is made by the service that owns the matter. */
function takesItIn(parts: readonly Part[], text: string, place: Place): Part | undefined {
  if (place === 'host') {
    const isMatter = (part: Part): boolean => !/auth|gateway|session|user/.test(part.id);
    return (
      hostFor(text, parts) ??
      parts.find((part) => part.traits.includes('core')) ??
      parts.find(isMatter) ??
      parts[0]
    );
  }
  const running = parts.some((part) => part.existing);
  if (
    place === 'apart' ||
    !running ||
    /\b(new|separate|own|notification|chat) [a-z -]*services?\b/i.test(text)
  )
    return undefined;
  return findTarget(text, parts);
}

function extendHost(
  parts: readonly Part[],
  host: Part,
  entities: Part['entities'],
  events: readonly string[],
  name: string,
  uses: readonly string[] = [],
): Changed {
  const fresh = entities.filter(
    (entity) => !parts.some((part) => part.entities.some((own) => own.name === entity.name)),
  );
  // A system without events gets none just for this.
  const usesEvents = parts.some((part) => part.emits.length > 0);
  const sent = usesEvents ? events.map((event) => `${host.id}.${event.split('.').slice(1).join('.')}`) : [];
  const next = parts.map((part) =>
    part === host
      ? {
          ...part,
          entities: [...part.entities, ...fresh],
          emits: [...part.emits, ...sent],
          uses: [...part.uses, ...uses],
        }
      : hearsAbout(part, sent),
  );
  const owned = fresh.map((entity) => entity.name).join(', ') || 'nothing new';
  return {
    parts: tidy(next),
    note: `${titleCase(name)}: ${nodeName(host)}, which owns the matter, now also owns ${owned}${sent.length === 0 ? '' : ` and sends ${sent.join(', ')}`}`,
  };
}
