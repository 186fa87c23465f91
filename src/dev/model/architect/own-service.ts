import type { Feature } from '../catalogue/features.ts';
import type { Changed } from './apply-change.ts';
import { hearsAbout, nextPort, nodeName, type Part, tidy, titleCase, toPart } from './parts.ts';

/** How a note ends when there was nothing to do. */
export const thereAlready = 'is there already';

export function asksForService(feature: Feature, text: string): boolean {
  const found = feature.words.exec(text);
  return found !== null && /^[ -](micro-?)?service\b/i.test(text.slice(found.index + found[0].length));
}

/** A matter that a service could take in as well, but people said "service": it asks that one for what it does. */
export function addOwnService(
  parts: readonly Part[],
  feature: Feature,
  host: Part,
  entities: Part['entities'],
  events: readonly string[],
): Changed {
  if (parts.some((part) => part.id === feature.id))
    return { parts: [...parts], note: `${feature.name}: ${titleCase(feature.id)} ${thereAlready}` };
  const isOwner = feature.into?.some((word) => host.id.includes(word)) ?? false;
  const emits = events.map((event) => `${feature.id}.${event.split('.').slice(1).join('.')}`);
  const usesEvents = parts.some((part) => part.emits.length > 0);
  const [approved = ''] = emits;
  const added = toPart(
    {
      id: feature.id,
      does: `${feature.name} from the wish to the end, each one once`,
      entities: [...entities],
      emits,
      hears: [],
      calls: isOwner && !usesEvents ? [host.id] : [],
      uses: [],
      store: 'sql',
      traits: host.traits.filter((trait) => trait === 'money'),
    },
    { port: nextPort(parts) },
  );
  const told = parts.map((part) => {
    const informed = hearsAbout(part, usesEvents ? emits.slice(1) : []);
    return part === host && isOwner && usesEvents
      ? { ...informed, hears: [...informed.hears, approved] }
      : informed;
  });
  return {
    parts: tidy([...told, added]),
    note: `${feature.name}: a new ${nodeName(added)}${isOwner ? ` that asks ${nodeName(host)} to carry out what it has approved` : ''}`,
  };
}
