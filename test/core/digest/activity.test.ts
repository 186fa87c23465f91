import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { bucketActivity } from '../../../src/core/digest/activity.ts';
import type { ChannelHistory } from '../../../src/core/digest/source.ts';

type History = Pick<ChannelHistory, 'ended' | 'decisions'>;
type Kind = 'design' | 'answer' | 'digest';

const HOUR_MS = 3_600_000;

/** Only what is counted of it: when, and of which kind. */
const history = (ended: [Kind, number][], decisions: (number | undefined)[] = []): History =>
  ({
    ended: ended.map(([kind, at]) => ({ at, outcome: { kind } })),
    decisions: decisions.map((at, index) => ({ number: index + 1, status: 'accepted', at })),
  }) as unknown as History;

const NOTHING = history([]);
const instant = (text: string, zone: string) => DateTime.fromISO(text, { zone }).toMillis();
const labels = (since: string, until: string, zone: string) =>
  bucketActivity(NOTHING, instant(since, zone), instant(until, zone), zone).map(({ label }) => label);

describe('the parts of a time', () => {
  it.each([
    ['a day', '2026-11-16T09:00', '2026-11-17T09:00', '09–12 12–15 15–18 18–21 21–24 00–03 03–06 06–09'],
    ['a day from half past', '2026-11-16T22:30', '2026-11-17T02:30', '22:30–24 00–02:30'],
  ])('of %s are three hours each', (_name, since, until, expected) => {
    expect(labels(since, until, 'Asia/Kolkata').join(' ')).toBe(expected);
  });

  it.each(['Australia/Lord_Howe', 'Europe/Berlin', 'America/Santiago', 'Africa/Cairo', 'Asia/Kathmandu'])(
    'come to an end on every day of a year in %s, whatever its clocks do',
    (zone) => {
      const day = 24 * HOUR_MS;
      for (let at = Date.UTC(2027, 0, 1, 14, 52); at < Date.UTC(2028, 0, 1); at += day) {
        const parts = bucketActivity(NOTHING, at, at + day, zone);
        expect(parts.length).toBeGreaterThan(7);
        expect(
          parts.every((part, i) => part.at < part.until && part.at === (parts[i - 1]?.until ?? at)),
        ).toBe(true);
        expect(parts.at(-1)?.until).toBe(at + day);
      }
    },
  );

  it('of a week are its days, the first and the last as far as they belong to it', () => {
    expect(labels('2026-11-16T09:00', '2026-11-23T09:00', 'Europe/Berlin')).toEqual([
      'Mon 16',
      'Tue 17',
      'Wed 18',
      'Thu 19',
      'Fri 20',
      'Sat 21',
      'Sun 22',
      'Mon 23',
    ]);
  });

  it('of a month are weeks, of a year months, of longer years', () => {
    expect(labels('2026-10-01T08:30', '2026-11-01T08:30', 'America/New_York')).toEqual([
      '1–4 Oct',
      '5–11 Oct',
      '12–18 Oct',
      '19–25 Oct',
      '26 Oct–1 Nov',
    ]);
    expect(labels('2026-01-15T00:00', '2026-06-01T00:00', 'UTC')).toEqual([
      'Jan 2026',
      'Feb 2026',
      'Mar 2026',
      'Apr 2026',
      'May 2026',
    ]);
    expect(labels('2024-06-01T00:00', '2026-06-01T00:00', 'UTC')).toEqual(['2024', '2025', '2026']);
  });

  it.each([
    ['spring forward', '2026-03-28T09:00', '2026-03-29T09:00', 'Europe/Berlin'],
    ['fall back', '2026-10-24T09:00', '2026-10-25T09:00', 'Europe/Berlin'],
    ['spring forward at midnight', '2026-09-04T09:00', '2026-09-11T09:00', 'America/Santiago'],
    ['fall back at midnight', '2026-04-03T09:00', '2026-04-05T09:00', 'America/Santiago'],
    ['go forth by half an hour', '2026-10-03T09:00', '2026-10-04T09:00', 'Australia/Lord_Howe'],
    ['left a day out', '2011-12-26T09:00', '2012-01-02T09:00', 'Pacific/Apia'],
  ])('touch each other and cover it when clocks %s', (_name, since, until, zone) => {
    const [from, to] = [instant(since, zone), instant(until, zone)];
    const parts = bucketActivity(NOTHING, from, to, zone);
    expect([parts[0]?.at, parts.at(-1)?.until]).toEqual([from, to]);
    parts.forEach(({ at, until }, index) => {
      expect(until).toBeGreaterThan(at);
      if (index > 0) expect(parts[index - 1]?.until).toBe(at);
    });
    expect(parts.length).toBeLessThanOrEqual(13);
  });

  it('begin with the day, though the midnight of the day before was left out', () => {
    const zone = 'America/Santiago';
    const [since, until] = ['2026-09-04T09:00', '2026-09-11T09:00'].map((text) => instant(text, zone));
    const days = bucketActivity(NOTHING, since ?? 0, until ?? 0, zone).slice(1);
    expect(days.map(({ at }) => DateTime.fromMillis(at, { zone }).toFormat('d HH'))).toEqual([
      '5 00',
      '6 01',
      '7 00',
      '8 00',
      '9 00',
      '10 00',
      '11 00',
    ]);
  });

  it('are none where there is no time', () => {
    expect(bucketActivity(NOTHING, 5, 5, 'UTC')).toEqual([]);
  });
});

describe('what happened', () => {
  const since = instant('2026-11-16T09:00', 'UTC');
  const until = since + 24 * HOUR_MS;

  it('is counted in the part that it belongs to: its end is in it, its beginning is not', () => {
    const parts = bucketActivity(
      history(
        [
          ['design', since],
          ['design', since + 1],
          ['answer', since + 3 * HOUR_MS],
          ['answer', since + 3 * HOUR_MS + 1],
          ['design', until],
          ['design', until + 1],
        ],
        [until, until + 1, since, undefined],
      ),
      since,
      until,
      'UTC',
    );
    expect(parts[0]).toMatchObject({ designs: 1, answers: 1, decisions: 0 });
    expect(parts[1]).toMatchObject({ designs: 0, answers: 1, decisions: 0 });
    expect(parts.at(-1)).toMatchObject({ designs: 1, answers: 0, decisions: 1 });
  });

  it('does not count digests', () => {
    const parts = bucketActivity(history([['digest', since + 1]]), since, until, 'UTC');
    expect(parts.every(({ designs, answers }) => designs + answers === 0)).toBe(true);
  });
});
