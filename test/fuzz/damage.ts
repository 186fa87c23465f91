import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { keys } from '../../src/adapters/redis/keys.ts';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';
import { mutated } from './odd.ts';
import { stand } from './stand.ts';
import {
  PHASES,
  type Stand,
  storedOutcome,
  storedState,
  storedTurns,
  threadIdOf,
  VERSIONS,
} from './stored.ts';

const CHANNEL = 'slack:T0LIGHTHOUSE:C0ARCHITECTURE';

const damage = fc.record({
  version: fc.constantFrom(...VERSIONS),
  phase: fc.constantFrom(...Object.keys(PHASES)),
  what: fc.constantFrom('state', 'state', 'state', 'turn', 'outcome', 'type', 'cut'),
  key: fc.constantFrom('thread', 'transcript', 'outcomes', 'progress', 'ledger'),
  type: fc.constantFrom('string', 'list', 'hash', 'set', 'zset'),
  cut: fc.double({ min: 0, max: 0.99, noNaN: true }),
  seed: fc.integer(),
});

type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

/** Keeps that many threads of all versions, each damaged in some way, where workers look for them. */
export async function keepDamaged(
  slack: SlackStandIn,
  redis: Redis,
  count: number,
  seed: number,
): Promise<Stand[]> {
  const kept: Stand[] = [];
  for (const one of fc.sample(damage, { numRuns: count, seed })) {
    const where = await stand(slack);
    await keepOne(redis, where, one);
    kept.push(where);
  }
  await redis.zadd(keys.channels, Date.now(), CHANNEL);
  return kept;
}

async function keepOne(redis: Redis, where: Stand, { version, phase, what, key, type, cut, seed }: Damage) {
  const id = threadIdOf(where);
  const change = PHASES[phase]?.change ?? {};
  const changed = (json: string) => {
    const [value] = fc.sample(mutated(fc.constant(JSON.parse(json)), 2), { numRuns: 1, seed });
    return JSON.stringify(value) ?? 'undefined';
  };
  const stored = storedState(where, version, change);
  const head = stored.slice(0, stored.indexOf('{'));
  const state = what === 'state' ? head + changed(stored.slice(head.length)) : stored;
  await redis.set(keys.thread(id), what === 'cut' ? state.slice(0, state.length * cut) : state);
  const turns = storedTurns(version, change);
  await redis.rpush(keys.transcript(id), ...(what === 'turn' ? turns.map(changed) : turns));
  const outcome = storedOutcome(version);
  await redis.hset(keys.outcomes(id), '1', what === 'outcome' ? changed(outcome) : outcome);
  if (what === 'type') await setType(redis, keys[key as 'thread'](id), type);
  await redis.sadd(keys.active(CHANNEL), id);
}

async function setType(redis: Redis, key: string, type: string): Promise<void> {
  await redis.del(key);
  if (type === 'string') await redis.set(key, 'x');
  else if (type === 'list') await redis.rpush(key, 'x');
  else if (type === 'hash') await redis.hset(key, 'x', 'y');
  else if (type === 'set') await redis.sadd(key, 'x');
  else await redis.zadd(key, 1, 'x');
}
