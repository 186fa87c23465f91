import { describe, expect, it } from 'vitest';
import { isZone, lastSlot, nextSlot, type Schedule } from '../../../src/core/digest/schedule.ts';
import { clockOf, slotsByMinute } from './slots-by-minute.ts';

const DAY_MS = 86_400_000;
const utc = (text: string) => Date.parse(`${text}Z`);

/** With a clock change in spring and one in autumn: at 2, at 2, by half an hour, at midnight, at midnight. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
];

const WHENS = [
  { period: 'daily', hour: 9, minute: 0 },
  { period: 'daily', hour: 0, minute: 0 },
  { period: 'daily', hour: 1, minute: 45 },
  { period: 'daily', hour: 2, minute: 15 },
  { period: 'daily', hour: 23, minute: 45 },
  { period: 'weekly', weekday: 7, hour: 2, minute: 30 },
  { period: 'weekly', weekday: 5, hour: 0, minute: 15 },
  { period: 'weekly', weekday: 1, hour: 9, minute: 0 },
  { period: 'monthly', day: 1, hour: 8, minute: 30 },
  { period: 'monthly', day: 31, hour: 23, minute: 0 },
  { period: 'monthly', day: 29, hour: 2, minute: 0 },
] as const;

describe.each(ZONES)('in %s', (zone) => {
  // Two days more at each end, since months and days there are cut by another zone's midnight.
  const [from, until] = [utc('2027-01-01T00:00'), utc('2029-01-01T00:00')];
  const clock = clockOf(zone, from - 40 * DAY_MS, until + 40 * DAY_MS);

  it.each(WHENS)('two years of $period $hour:$minute are as the clock on the wall shows them', (when) => {
    const schedule = { ...when, zone } as Schedule;
    const expected = slotsByMinute(schedule, clock).filter((at) => at > from && at <= until);
    const slots: number[] = [];
    for (let at = nextSlot(schedule, from); at <= until; at = nextSlot(schedule, at)) slots.push(at);
    expect(slots.map(toIso)).toEqual(expected.map(toIso));
  });
});

const toIso = (at: number) => new Date(at).toISOString();

describe('clock changes', () => {
  const berlin: Schedule = { period: 'daily', hour: 2, minute: 30, zone: 'Europe/Berlin' };

  it('in spring, a time that is skipped is due when the clocks jump', () => {
    expect(toIso(nextSlot(berlin, utc('2027-03-27T12:00')))).toBe('2027-03-28T01:00:00.000Z');
    expect(toIso(nextSlot(berlin, utc('2027-03-28T01:00')))).toBe('2027-03-29T00:30:00.000Z');
  });

  it('in autumn, a time that comes twice is due the first time alone', () => {
    expect(toIso(nextSlot(berlin, utc('2027-10-30T12:00')))).toBe('2027-10-31T00:30:00.000Z');
    expect(toIso(nextSlot(berlin, utc('2027-10-31T00:30')))).toBe('2027-11-01T01:30:00.000Z');
  });
});

describe('months that are shorter', () => {
  it.each([
    [31, '2027-02-01T00:00', '2027-02-28T09:00:00.000Z'],
    [29, '2028-02-01T00:00', '2028-02-29T09:00:00.000Z'],
    [30, '2027-02-28T09:00', '2027-03-30T09:00:00.000Z'],
  ])('the %i. after %s is %s', (day, after, slot) => {
    const schedule: Schedule = { period: 'monthly', day, hour: 9, minute: 0, zone: 'UTC' };
    expect(toIso(nextSlot(schedule, utc(after)))).toBe(slot);
  });
});

describe('the last slot', () => {
  const schedule: Schedule = { period: 'monthly', day: 1, hour: 9, minute: 0, zone: 'UTC' };

  it.each([
    ['2027-01-01T09:00', '2027-02-01T08:59', undefined],
    ['2027-01-01T09:00', '2027-02-01T09:00', '2027-02-01T09:00:00.000Z'],
    ['2020-01-01T09:00', '2027-02-20T09:00', '2027-02-01T09:00:00.000Z'],
    ['2027-02-01T09:00', '2027-02-01T09:00', undefined],
  ])('after %s until %s is %s', (since, until, slot) => {
    const found = lastSlot(schedule, utc(since), utc(until));
    expect(found === undefined ? undefined : toIso(found)).toBe(slot);
  });
});

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Asia/Calcutta', true],
  ['Europe/Berln', false],
  ['+02:00', false],
  ['UTC+2', false],
  ['', false],
])('%j is a zone: %s', (name, is) => {
  expect(isZone(name)).toBe(is);
});
