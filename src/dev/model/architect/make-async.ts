import type { Changed } from './apply-change.ts';
import { kebab, nodeName, type Part, snake, tidy, toPart } from './parts.ts';

/** Answers at once with "accepted"; the slow step moves to a worker, and who called now hears the result. */
export function makeAsync(parts: readonly Part[], id: string, text: string): Changed {
  const target = parts.find((part) => part.id === id);
  if (target === undefined) return { parts: [...parts], note: 'Nothing to decouple' };
  const words = text.toLowerCase();
  const named = target.entities.find((one) => words.includes(one.name.replaceAll('_', ' ')));
  const entity = named?.name ?? target.entities[0]?.name ?? snake(id);
  const requested = `${target.id}.${entity}.requested`;
  const workerId = `${named === undefined ? target.id.replace(/-worker$/, '') : kebab(entity)}-worker`;
  // Of a part that does many things only what concerns the matter moves to the worker.
  const concerned = target.emits.filter((event) => named === undefined || event.split('.').includes(entity));
  const done = concerned.length > 0 ? concerned : [`${workerId}.${entity}.completed`];
  const moved = target.uses.filter(
    (use) => named === undefined || target.uses.length === 1 || use.startsWith(entity.slice(0, 5)),
  );
  const callers = parts.filter((part) => part.calls.includes(id));
  const hasWorker = parts.some((part) => part.id === workerId);
  const worker: Part = {
    ...toPart(
      {
        id: workerId,
        does: `Does the slow part of ${nodeName(target)}, one ${entity.replaceAll('_', ' ')} at a time, with retries`,
        entities: [],
        emits: done,
        hears: [requested],
        calls: [],
        uses: moved,
        store: 'none',
        traits: ['internal'],
      },
      { kind: 'worker', within: target.within ?? target.id },
    ),
  };
  const next = parts.map((part) => {
    if (part === target) {
      return {
        ...part,
        uses: part.uses.filter((use) => !moved.includes(use)),
        emits: [requested, ...part.emits.filter((event) => !done.includes(event))],
        hears: [...part.hears, ...done],
        does: `${part.does}; accepts at once and does the slow part later`,
      };
    }
    if (!callers.includes(part)) return part;
    return { ...part, calls: part.calls.filter((one) => one !== id), hears: [...part.hears, ...done] };
  });
  const all = hasWorker ? next : [...next, worker];
  return {
    parts: tidy(all),
    note: `${nodeName(target)} answers 202 and sends ${requested}; ${nodeName(worker)} does the work and sends ${done.join(', ')}`,
  };
}
