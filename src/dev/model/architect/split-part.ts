import type { Entity } from '../catalogue/domain.ts';
import type { Changed } from './apply-change.ts';
import { nounService } from './choose-domain.ts';
import { isDetail } from './openapi.ts';
import { kebab, nextPort, nodeName, type Part, snake, tidy, toPart } from './parts.ts';
import { singular } from './words.ts';

/**
 * Cuts a service in two along its data. What stays keeps its id, its externals and its place for callers; events keep
 * their names, so that nobody who hears them has to change.
 */
export function splitPart(parts: readonly Part[], id: string, text: string): Changed {
  const target = parts.find((part) => part.id === id);
  const cut = target === undefined ? undefined : findCut(target, parts, text);
  if (target === undefined || cut === undefined) return { parts: [...parts], note: cannotSplit };
  const stays = target.entities.filter((entity) => !cut.entities.includes(entity));
  const left: Part = { ...target, entities: stays };
  const added = toPart(
    {
      id: cut.id,
      does: `Keeps each ${cut.id.replaceAll('-', ' ')} and its state apart from ${nodeName(target)}`,
      entities: cut.entities,
      emits: [],
      hears: [],
      calls: [],
      uses: [],
      store: 'sql',
      traits: target.traits.filter((trait) => trait === 'money' || trait === 'personal'),
    },
    { port: nextPort(parts) },
  );
  const [kept, apart] = join(left, added, parts);
  const data = cut.entities.map((entity) => entity.name).join(', ');
  const sends = apart.emits.length === 0 ? '' : ` and sends ${apart.emits.join(', ')}`;
  return {
    parts: tidy([...parts.map((part) => (part === target ? kept : part)), apart]),
    note: `${nodeName(target)} is split: a new ${nodeName(apart)} owns ${data}${sends}`,
  };
}

/**
 * How the two halves go on working together: by a call where nobody waits before or behind it, else by events; without
 * either each is reached by its own callers.
 */
function join(left: Part, added: Part, parts: readonly Part[]): [kept: Part, apart: Part] {
  const name = added.entities[0]?.name ?? snake(added.id);
  const isConcerned = (event: string): boolean =>
    added.entities.some((one) => event.split('.')[1] === one.name);
  const concerned = left.emits.filter(isConcerned);
  const parted: Part = { ...left, emits: left.emits.filter((event) => !isConcerned(event)) };
  const usesEvents = parts.some((part) => part.emits.length > 0);
  const asks = left.uses.length + left.calls.length > 0;
  const isNeeded = added.entities.some((one) => left.entities.some((entity) => pointsAt(entity, one)));
  if (isNeeded) {
    if (!parts.some((part) => part.calls.includes(left.id)))
      return [
        { ...parted, calls: [...left.calls, added.id] },
        { ...added, emits: concerned },
      ];
    const changed = usesEvents ? [`${added.id}.${name}.changed`] : [];
    return [
      { ...parted, hears: [...left.hears, ...changed] },
      { ...added, emits: [...concerned, ...changed] },
    ];
  }
  if (usesEvents && asks) {
    const requested = `${added.id}.${name}.requested`;
    return [
      { ...left, hears: [...left.hears, requested] },
      { ...added, emits: [requested], hears: concerned },
    ];
  }
  return [parted, { ...added, emits: concerned, calls: asks || left.kind === 'worker' ? [] : [left.id] }];
}

/** Who keeps the id of another's data has to ask for it. */
function pointsAt(entity: Entity, other: Entity): boolean {
  return entity.fields.some((field) => field.name === `${other.name}_id`);
}

/** What is said of a service that is one thing only. */
export const cannotSplit =
  'Nothing to split: it keeps one kind of data, and two owners of it would be one too many';

type Cut = { id: string; entities: Part['entities'] };

/** Along the names that were said; without any, the last of the data leaves, with its details. */
function findCut(target: Part, parts: readonly Part[], text: string): Cut | undefined {
  const heads = target.entities.filter((entity) => !isDetail(entity, target));
  const named = namesOf(text).filter((name) => name !== target.id && !parts.some((part) => part.id === name));
  for (const name of named) {
    const own = heads.filter((entity) => entity.name.includes(snake(name)) && heads[0] !== entity);
    if (own.length > 0) return { id: name, entities: withDetails(own, target) };
  }
  const fresh = named.find((name) => !heads.some((entity) => entity.name.includes(snake(name))));
  if (fresh !== undefined) return { id: fresh, entities: newData(fresh, parts) };
  const last = heads.length > 1 ? heads.at(-1) : undefined;
  if (last === undefined) return undefined;
  const id = kebab(last.name);
  const isTaken = parts.some((part) => part.id === id);
  return { id: isTaken ? `${target.id}-${id}` : id, entities: withDetails([last], target) };
}

function newData(name: string, parts: readonly Part[]): Entity[] {
  const isTaken = parts.some((part) => part.entities.some((entity) => entity.name === snake(name)));
  return nounService(isTaken ? `${name}-record` : name, undefined).entities;
}

function withDetails(heads: Part['entities'], target: Part): Part['entities'] {
  return target.entities.filter(
    (entity) =>
      heads.includes(entity) ||
      (isDetail(entity, target) && heads.some((head) => entity.fields[0]?.name === `${head.name}_id`)),
  );
}

/** "into payments and refunds", "into a capture and a payout service". */
function namesOf(text: string): string[] {
  const list = /\binto ([^.;:!?]+)/i.exec(text)?.[1] ?? '';
  return list
    .split(/,|\band\b|&/)
    .map((one) => one.replace(/\b(an?|the|two|three|services?|parts?|own|separate|smaller)\b/gi, ' ').trim())
    .filter((one) => /^[a-z][a-z -]{2,30}$/i.test(one))
    .map((one) => kebab(singular(one.toLowerCase())));
}
