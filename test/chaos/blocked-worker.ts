import { writeSync } from 'node:fs';
import { loadEnvironment, parseConfig } from '../../src/config.ts';
import { NO_SOURCES } from '../../src/core/design/sources/sources.ts';
import type { Workshop } from '../../src/core/design/workshop.ts';
import { createWorkerServices } from '../../src/services.ts';
import { startWorkers } from '../../workers/index.ts';
import { unpaced, withPlatform } from '../fakes/with-platform.ts';
import { watchCalls } from './crash-points.ts';
import { createRandom } from './random.ts';

/**
 * A worker whose event loop stands still, as in a long computation: told so by SIGUSR2, it stops for one
 * of the times in `BLOCK_MS`, right before or after one of its next calls. `BLOCK_AT` names the calls that count; without it all do, each name as likely
 * as any other.
 */
const env = loadEnvironment();
const times = (env.BLOCK_MS ?? '12000').split(',').map(Number);
const names = new Set<string>(env.BLOCK_AT?.split(',') ?? []);
const isFixed = names.size > 0;
const random = createRandom(Number(env.BLOCK_SEED ?? 1));

/** A name may not come again for long: then it is any call. */
const SAME_NAME_WITHIN_MS = 4_000;

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];

type Target = { name: string; when: 'before' | 'after' | 'after its check' };

let target: Target | undefined;

process.on('SIGUSR2', () => {
  const name = pick([...names]) ?? 'any';
  const isShown = name === 'chat.post' || name === 'chat.update';
  const when = pick<Target['when']>(['before', 'after', ...(isShown ? (['after its check'] as const) : [])]);
  const own: Target = { name, when: when ?? 'before' };
  target = own;
  if (isFixed) return;
  setTimeout(() => {
    if (target === own) target = { name: 'any', when: own.when === 'after its check' ? 'before' : own.when };
  }, SAME_NAME_WITHIN_MS).unref();
});

function block({ name, when }: Target): void {
  target = undefined;
  writeSync(1, `blocked ${when} ${name}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pick(times));
  writeSync(1, 'goes on\n');
}

/** Pictures cost more time than all else here, and play no part. */
const workshop: Workshop = {
  readSources: async () => NO_SOURCES,
  draw: async () => [],
  drawChart: async () => undefined,
};

const services = await createWorkerServices(parseConfig(env, 'worker'), { workshop });
const blocking = withPlatform(unpaced(services), ({ chat, ...platform }) => ({
  ...platform,
  chat: {
    ...chat,
    post: (where, part, key, guard) => chat.post(where, part, key, checked('chat.post', guard)),
    update: (where, ref, part, guard) => chat.update(where, ref, part, checked('chat.update', guard)),
  },
}));

/** The worst moment: it was just found that the job is still this worker's. */
function checked(name: string, guard: () => Promise<void>): () => Promise<void> {
  return async () => {
    await guard();
    if (target?.name === name && target.when === 'after its check') block(target);
  };
}

const watched = watchCalls(blocking, ({ name }, run) => {
  if (!isFixed) names.add(name);
  const own = target;
  const isMeant =
    own !== undefined && own.when !== 'after its check' && (own.name === name || own.name === 'any');
  if (!isMeant) return run();
  if (own.when === 'before') {
    block({ ...own, name });
    return run();
  }
  target = undefined;
  const end = () => block({ ...own, name });
  return Promise.resolve(run()).finally(end);
});

await startWorkers(watched, JSON.parse(env.TIMING ?? 'null') ?? undefined);
writeSync(1, 'workers are up\n');
