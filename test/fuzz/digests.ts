import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { keys } from '../../src/adapters/redis/keys.ts';
import { mutated, oddString, oddValue } from './odd.ts';

const TEAM = 'T0LIGHTHOUSE';

/** Presses on a digest's buttons, of which few name an item that is there. */
export function pressesOn(threadId: string, channel: string): fc.Arbitrary<unknown> {
  const verb = fc.constantFrom('discuss', 'done', 'not-for-us', 'digest');
  const option = fc.oneof(fc.integer({ min: -2, max: 101 }), oddValue);
  const ref = fc.oneof(fc.constant(threadId), oddString);
  const press = fc
    .record({ verb, option, ref, trigger: fc.uuid(), user: fc.constantFrom('U0ADA', 'U0BOB', 'U0GUS') })
    .map(({ verb: what, option: o, ref: t, trigger, user }) => ({
      type: 'block_actions',
      api_app_id: 'A0ARCHITECT',
      team: { id: TEAM, domain: 'lighthouse' },
      user: { id: user, username: 'ada', team_id: TEAM },
      trigger_id: trigger,
      channel: { id: channel, name: 'architecture' },
      message: { ts: '1700000000.000100' },
      response_url: 'http://127.0.0.1:9/nowhere',
      actions: [
        {
          type: 'button',
          action_id: `architect:${what}:${JSON.stringify(o)}`,
          value: JSON.stringify({ t, n: 0, o }),
        },
      ],
    }));
  return fc.oneof({ weight: 4, arbitrary: press }, mutated(press, 2));
}

const setting = (channelId: string) => ({
  place: { platform: 'slack', workspaceId: TEAM, channelId, direct: false },
  schedule: { period: 'weekly', weekday: 1, hour: 9, minute: 0, zone: 'UTC' },
  ownerId: 'U0ADA',
  heartbeat: false,
  without: [],
  setAt: 1_700_000_000_000,
});
const progress = { slotAt: 1_700_000_000_000, untilAt: 1_700_000_000_000, told: ['design:x:1'], pausedAt: 5 };

const FIELDS = ['digest-daily', 'digest-weekly', 'digest-monthly', 'digest-now'] as const;
const PERIODS = ['daily', 'weekly', 'monthly', 'now', 'weekly-paused'] as const;

const json = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: mutated(value, 2).map((changed) => JSON.stringify(changed) ?? 'undefined') },
    { weight: 1, arbitrary: oddString },
    { weight: 1, arbitrary: fc.tuple(value, fc.double({ min: 0, max: 0.99, noNaN: true })).map(cut) },
  );

function cut([value, share]: [unknown, number]): string {
  const text = JSON.stringify(value);
  return text.slice(0, text.length * share);
}

/** What no version of ours wrote, in the place of what a channel has set and of how far its digests have come. */
export async function damageDigests(redis: Redis, channelId: string, seed: number): Promise<void> {
  const channel = `slack:${TEAM}:${channelId}`;
  const [settings] = fc.sample(fc.record(recordOf(FIELDS, json(fc.constant(setting(channelId))))), {
    numRuns: 1,
    seed,
  });
  const [come] = fc.sample(fc.record(recordOf(PERIODS, json(fc.constant(progress)))), { numRuns: 1, seed });
  await redis.del(keys.settings(channel), keys.digests(channel));
  await redis.hset(keys.settings(channel), settings ?? {});
  await redis.hset(keys.digests(channel), come ?? {});
  const ids = ['daily', 'weekly', 'monthly', 'now', 'yearly', ''].map((period) => `${channel}:${period}`);
  const odd = fc.sample(oddString, { numRuns: 5, seed });
  await redis.zadd(keys.digestsDue, ...[...ids, ...odd].flatMap((id) => [1, id]));
}

function recordOf<K extends string>(
  names: readonly K[],
  value: fc.Arbitrary<string>,
): Record<K, fc.Arbitrary<string>> {
  return Object.fromEntries(names.map((name) => [name, value])) as Record<K, fc.Arbitrary<string>>;
}
