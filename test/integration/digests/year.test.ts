import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeRedis, createPatientRedis } from '../../../src/adapters/redis/connection.ts';
import { HALF_PERIOD_MS, type Schedule } from '../../../src/core/digest/schedule.ts';
import { createRandom } from '../../chaos/random.ts';
import { clockOf, slotsByMinute } from '../../core/digest/slots-by-minute.ts';
import { testRedisUrl } from '../../fakes/redis.ts';
import { type Lived, liveThrough, type SlotEnd } from './a-year.ts';

const DAY_MS = 86_400_000;
const FROM = Date.parse('2027-01-01T00:00Z');
const UNTIL = Date.parse('2028-01-01T00:00Z');

/** With a clock change in spring and one in autumn: at 2, at 2, by half an hour, at midnight, at midnight. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
];

/** At times that the changes of one zone or another skip and repeat. */
const schedules: Record<string, Schedule> = Object.fromEntries(
  ZONES.flatMap((zone, i): [string, Schedule][] => [
    [`C${i}DAY`, { period: 'daily', hour: i < 3 ? 2 : 0, minute: 15, zone }],
    [`C${i}WEEK`, { period: 'weekly', weekday: 7, hour: 1, minute: 45, zone }],
    [`C${i}MONTH`, { period: 'monthly', day: 31, hour: 9, minute: 0, zone }],
  ]),
);

let redis: Redis;
let lived: Lived;
beforeAll(async () => {
  redis = createPatientRedis(await testRedisUrl());
  lived = await liveThrough({
    redis,
    schedules,
    from: FROM,
    until: UNTIL,
    random: createRandom(2027),
    killChance: 0.01,
    downChance: 0.004,
  });
  process.stdout.write(`${tableOf(lived)}\n`);
}, 300_000);
afterAll(() => closeRedis(redis));

/** The slots of a year, less those so near to its end that nobody lived to see them. */
function slotsOf(schedule: Schedule): number[] {
  const clock = clockOf(schedule.zone, FROM - 40 * DAY_MS, UNTIL + 40 * DAY_MS);
  return slotsByMinute(schedule, clock).filter((at) => at > FROM && at < UNTIL);
}

describe('a year of digests, with clock changes, kills at every step and days without any process', () => {
  it.each(Object.entries(schedules))(
    '%s: every slot once, none missing, none double',
    (channel, schedule) => {
      const ends = lived.ends.get(channel) ?? [];
      const seen = ends.map(({ slotAt }) => slotAt).sort((a, b) => a - b);
      const expected = slotsOf(schedule);
      // What was due while nothing ran, and still does not at the end of the year, is told by the next one.
      const lastSeen = seen.at(-1) ?? 0;
      expect(seen.map(toIso)).toEqual(expected.filter((at) => at <= lastSeen).map(toIso));
      expect(expected.filter((at) => at > lastSeen).length).toBeLessThanOrEqual(4);
      expect(UNTIL - lastSeen).toBeLessThan(35 * DAY_MS);
    },
  );

  it('what is caught up comes within half of its period, and what is told as missed is later', () => {
    const all = [...lived.ends].flatMap(([channel, ends]) =>
      ends.map((one) => ({ ...one, halfMs: HALF_PERIOD_MS[schedules[channel]?.period ?? 'daily'] })),
    );
    const caughtUp = all.filter(({ end }) => end === 'caught up');
    const reported = all.filter(({ end }) => end === 'reported');
    expect(caughtUp.length).toBeGreaterThan(0);
    expect(reported.length).toBeGreaterThan(0);
    expect(caughtUp.filter(({ lateMs, halfMs }) => lateMs > halfMs)).toEqual([]);
    expect(reported.filter(({ lateMs, halfMs }) => lateMs <= halfMs)).toEqual([]);
  });

  it('some process was killed before and after each of the calls that keep or show something', () => {
    const calls = [
      'digests.advance',
      'digests.plan',
      'store.save',
      'jobs.enqueue',
      'chat.post',
      'ledger.begin',
      'ledger.sent',
      'chat.tell',
    ];
    const points = calls.flatMap((call) => [`before ${call}`, `after ${call}`]);
    expect(points.filter((point) => !lived.killed.has(point))).toEqual([]);
  });
});

const toIso = (at: number) => new Date(at).toISOString();

function tableOf({ ends, killed, runs }: Lived): string {
  const kills = [...killed.values()].reduce((sum, count) => sum + count, 0);
  const kinds: SlotEnd[] = ['posted', 'caught up', 'covered', 'reported'];
  const lines = Object.entries(schedules).map(([channel, { zone, period }]) => {
    const own = ends.get(channel) ?? [];
    const counts = kinds.map((kind) => String(own.filter(({ end }) => end === kind).length).padStart(10));
    return `${zone.padEnd(20)} ${period.padEnd(8)} ${String(own.length).padStart(6)}${counts.join('')}`;
  });
  const head = `${'zone'.padEnd(20)} ${'period'.padEnd(8)} ${'slots'.padStart(6)}${kinds.map((kind) => kind.padStart(10)).join('')}`;
  const changes = Object.entries(schedules).flatMap(([channel, schedule]) =>
    schedule.period === 'daily'
      ? changesOf(
          schedule,
          (ends.get(channel) ?? []).map(({ slotAt }) => slotAt),
        )
      : [],
  );
  return [
    head,
    ...lines,
    '',
    'around the clock changes:',
    ...changes,
    '',
    `${runs} runs, ${kills} kills at ${killed.size} points`,
  ].join('\n');
}

/** The slots on the days whose clocks change: those after which the next one is not a day away. */
function changesOf({ zone }: Schedule, slots: number[]): string[] {
  const sorted = slots.toSorted((a, b) => a - b);
  return sorted.flatMap((at, i) => {
    const before = sorted[i - 1];
    if (before === undefined || at - before === DAY_MS || at - before > 1.5 * DAY_MS) return [];
    const local = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    return [
      `${zone.padEnd(20)} ${local.format(before)} → ${local.format(at)}, ${(at - before) / 3_600_000} h later`,
    ];
  });
}
