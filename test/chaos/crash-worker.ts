import { writeSync } from 'node:fs';
import { loadEnvironment, parseConfig } from '../../src/config.ts';
import { NO_SOURCES } from '../../src/core/design/sources/sources.ts';
import type { Workshop } from '../../src/core/design/workshop.ts';
import { createWorkerServices } from '../../src/services.ts';
import { startWorkers } from '../../workers/index.ts';
import { unpaced, withPlatform } from '../fakes/with-platform.ts';
import { type Crash, watchCalls } from './crash-points.ts';

/**
 * A worker that kills itself at a named point. Each cell of the plan is held where it shall crash; when all are there,
 * one SIGKILL ends them together. Without a plan it prints the points that it passes.
 */
const env = loadEnvironment();
const plan = new Map<number, Crash>(JSON.parse(env.CRASH_PLAN ?? '[]') as [number, Crash][]);
const held = new Set<number>();

/** A cell whose run takes another way may never come to its point: the others don't wait for it for ever. */
const HELD_FOR_MS = 30_000;

/** Parsing and drawing take a second of a process that lives for five, and crashes don't depend on what they give. */
const workshop: Workshop = {
  readSources: async () => NO_SOURCES,
  draw: async () => [],
  drawChart: async () => undefined,
};

const services = await createWorkerServices(parseConfig(env, 'worker'), { workshop });
const eager = withPlatform(unpaced(services), (platform) => ({
  ...platform,
  mayShowProgress: async () => true,
  mayShowChart: async () => true,
}));
const print = (line: string) => writeSync(1, `${line}\n`);

const watched = watchCalls(eager, ({ cell, name, nth }, run) => {
  const crash = plan.get(cell);
  if (crash?.name !== name || crash.nth !== nth) {
    const result = run();
    if (plan.size === 0 && result instanceof Promise) print(`point ${cell} ${name} ${nth}`);
    return result;
  }
  if (crash.when === 'before') return hold(cell);
  const end = () => hold(cell);
  return Promise.resolve(run()).then(end, end);
});

function hold(cell: number): Promise<never> {
  held.add(cell);
  print(`held ${cell}`);
  if (held.size === 1) setTimeout(crashNow, HELD_FOR_MS);
  if (held.size === plan.size) crashNow();
  return new Promise(() => {});
}

function crashNow(): void {
  process.kill(process.pid, 'SIGKILL');
}

await startWorkers(watched);
print('workers are up');
