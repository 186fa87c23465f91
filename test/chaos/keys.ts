import { setTimeout as wait } from 'node:timers/promises';
import type { Retention } from '../../src/adapters/redis/retention.ts';
import { startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createAppServices, createWorkerServices } from '../../src/services.ts';
import { startWorkers } from '../../workers/index.ts';
import { createMixedBrain, DEED_COUNT, doDeed } from './every-kind.ts';
import { type KeyKinds, readKeyKinds } from './keys-in-redis.ts';
import { openStage, type Stage } from './stage.ts';

export type KeysOptions = {
  /** How often each kind of deed is done. */
  rounds?: number;
  /** How long everything is kept. */
  keepMs?: number;
  /** How long to wait until only those keys are left that the first use of the queues made. */
  goneWithinMs?: number;
};

export type Keys = {
  deeds: number;
  problems: string[];
  /** How many keys of each kind there were when all was done, and how many of them are left. */
  full: KeyKinds;
  left: KeyKinds;
  /** Kinds without a time to live once all is settled, but for those of the queues themselves. */
  eternal: string[];
  /** Kinds of which there are more than before, a line each. */
  more: string[];
};

/** Jobs are done soon after what they show. */
const SETTLED_WITHIN_MS = 20_000;

/** Everything that people do, in a program that keeps all of it for a short time only; then the keys are counted. */
export async function watchKeys(options: KeysOptions = {}): Promise<Keys> {
  const { rounds = 6, keepMs = 60_000, goneWithinMs = 0 } = options;
  const deeds = rounds * DEED_COUNT;
  const stage = await openStage({ channels: deeds + 1, brain: createMixedBrain() });
  const retention = { threadMs: keepMs, seenMs: keepMs, progressMs: keepMs, teamMs: keepMs };
  const close = await startShortLived(stage, retention);
  const read = () => readKeyKinds(stage.env.REDIS_URL ?? '');
  try {
    // The queues make keys of their own when they are first used.
    const first = await doDeed(stage, deeds);
    const before = await readUntil(read, (kinds) => jobsOf(kinds).length === 0, SETTLED_WITHIN_MS);
    const problems = [...first];
    for (let round = 0; round < rounds; round++) {
      const done = await Promise.all(
        Array.from({ length: DEED_COUNT }, (_, n) => tryDeed(stage, round * DEED_COUNT + n)),
      );
      problems.push(...done.flat());
    }
    const newEternal = ({ eternal }: KeyKinds) => [...eternal].filter((kind) => !before.eternal.has(kind));
    const more = ({ counts }: KeyKinds) =>
      [...counts]
        .map(([kind, count]) => ({
          kind,
          count,
          was: before.eternal.has(kind) ? before.counts.get(kind) : 0,
        }))
        .filter(({ count, was = 0 }) => count > was)
        .map(({ kind, count, was = 0 }) => `${kind}: ${was} before, ${count} now`);
    const full = await readUntil(read, (kinds) => newEternal(kinds).length === 0, SETTLED_WITHIN_MS);
    const left = await readUntil(read, (kinds) => more(kinds).length === 0, goneWithinMs);
    return {
      deeds,
      problems,
      full,
      left,
      eternal: newEternal(full),
      more: more(left),
    };
  } finally {
    await close();
    await stage.close();
  }
}

async function tryDeed(stage: Stage, i: number): Promise<string[]> {
  try {
    return await doDeed(stage, i);
  } catch (error) {
    return [`deed ${i}: ${String(error).split('\n')[0]}`];
  }
}

function jobsOf({ counts }: KeyKinds): string[] {
  return [...counts.keys()].filter((kind) => kind.endsWith(':*'));
}

async function readUntil(
  read: () => Promise<KeyKinds>,
  isEnough: (kinds: KeyKinds) => boolean,
  withinMs: number,
): Promise<KeyKinds> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const kinds = await read();
    if (isEnough(kinds) || performance.now() > deadline) return kinds;
    await wait(250);
  }
}

async function startShortLived(stage: Stage, retention: Retention): Promise<() => Promise<void>> {
  const { env, slack } = stage;
  const workers = await createWorkerServices(parseConfig(env, 'worker'), { retention });
  const running = await startWorkers(workers);
  const services = await createAppServices(parseConfig(env, 'app'), { retention });
  const app = await startApp({ ...services, config: { ...services.config, port: 0 } });
  slack.setRequestUrl(`http://127.0.0.1:${app.port}/slack/events`);
  return async () => {
    await app.close();
    await services.close();
    await running.close();
    await workers.close();
  };
}
