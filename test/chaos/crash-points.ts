import type { WorkerServices } from '../../src/services.ts';
import { withPlatform } from '../fakes/with-platform.ts';

/**
 * A call of a worker to something outside it: the `nth` of that name for one cell, counted from 1. A cell is one
 * conversation in a channel of its own.
 */
export type Point = { name: string; nth: number };

/** `before`: the call is not made. `after`: it is, and the worker does not get to see its answer. */
export type Crash = Point & { when: 'before' | 'after' };

/** The brief of a cell names its channel, so that calls which bear the one or the other tell whose they are. */
export const cellName = (channel: number): string => `c${channel}`;

const OF_CELL = /C0CHAOS(\d+)(?!\d)|\bdesign-c(\d+)\b/;

/** Reads of what is kept, and waiting: a crash there is one after the change before, or one before the next. */
const READS =
  /^(store\.(load|find|transcript|outcome|active|due|progress\.read|agents\.read|index\.\w+)|ledger\.peek|settings\.agent|chat\.ready)$/;

/** Parts of the services that are no way out of the process, or that a way out goes through. */
const NO_PORTS = new Set(['config', 'log', 'metrics', 'redis', 'catalog', 'slack', 'teams']);

type Call = (...args: unknown[]) => unknown;
type Around = (point: Point & { cell: number }, run: () => unknown) => unknown;

/** The same services, with each call that belongs to a cell handed to `around`. */
export function watchCalls(services: WorkerServices, around: Around): WorkerServices {
  const counts = new Map<string, number>();

  function watched(name: string, call: Call, self: unknown): Call {
    if (READS.test(name)) return call.bind(self);
    return (...args) => {
      const [, channel, brief] = OF_CELL.exec(textOf(args)) ?? [];
      const cell = channel ?? brief;
      const run = () => call.apply(self, args);
      if (cell === undefined) return run();
      const nth = (counts.get(`${cell} ${name}`) ?? 0) + 1;
      counts.set(`${cell} ${name}`, nth);
      return around({ cell: Number(cell), name, nth }, run);
    };
  }

  function port<T>(name: string, value: T): T {
    if (typeof value === 'function')
      return watched(name, value as unknown as Call, undefined) as unknown as T;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === 'function' ? watched(`${name}.${key}`, inner, value) : port(`${name}.${key}`, inner),
    ]);
    return Object.fromEntries(entries) as T;
  }

  const entries = Object.entries(services).map(([key, value]) =>
    NO_PORTS.has(key) || key === 'close' || key === 'platformOf' ? [key, value] : [key, port(key, value)],
  );
  const watching = Object.fromEntries(entries) as WorkerServices;
  return withPlatform({ ...watching, platformOf: services.platformOf }, (platform) => ({
    ...platform,
    chat: port('chat', platform.chat),
  }));
}

/** Without what has no words, such as a signal. */
function textOf(args: readonly unknown[]): string {
  return args.map((arg) => (typeof arg === 'function' ? '' : (JSON.stringify(arg) ?? ''))).join(' ');
}
