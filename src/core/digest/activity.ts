import { DateTime } from 'luxon';
import type { ActivityBucket } from './digest.ts';
import type { ChannelHistory } from './source.ts';

type Unit = 'hours' | 'day' | 'week' | 'month' | 'year';

const DAY_MS = 86_400_000;
const HOURS = 3;

/** Up to how long a time is told in each unit: about a dozen bars can be read side by side. */
const UNITS: readonly { unit: Unit; mostMs: number }[] = [
  { unit: 'hours', mostMs: 1.5 * DAY_MS },
  { unit: 'day', mostMs: 12 * DAY_MS },
  { unit: 'week', mostMs: 80 * DAY_MS },
  { unit: 'month', mostMs: 370 * DAY_MS },
  { unit: 'year', mostMs: Number.POSITIVE_INFINITY },
];

/**
 * What happened in parts of a time, cut where the clocks of the zone (an IANA name) begin a new day, say; the first and
 * the last part are as short as the time makes them. Counts what came to be later than `sinceAt`, up to `untilAt`.
 */
export function bucketActivity(
  { ended, decisions }: Pick<ChannelHistory, 'ended' | 'decisions'>,
  sinceAt: number,
  untilAt: number,
  zone: string,
): ActivityBucket[] {
  const buckets = cut(sinceAt, untilAt, zone);
  const count = (at: number | undefined, series: 'designs' | 'answers' | 'decisions') => {
    const bucket = at === undefined ? undefined : buckets.find((one) => one.at < at && at <= one.until);
    if (bucket) bucket[series] += 1;
  };
  for (const { at, outcome } of ended) {
    if (outcome.kind !== 'digest') count(at, outcome.kind === 'design' ? 'designs' : 'answers');
  }
  // One that was superseded later had been accepted all the same.
  for (const { at } of decisions) count(at, 'decisions');
  return buckets;
}

function cut(sinceAt: number, untilAt: number, zone: string): ActivityBucket[] {
  const { unit } = UNITS.find(({ mostMs }) => untilAt - sinceAt <= mostMs) ?? { unit: 'year' };
  const buckets: ActivityBucket[] = [];
  for (let at = sinceAt; at < untilAt; ) {
    const until = Math.min(nextEdge(DateTime.fromMillis(at, { zone }), unit).toMillis(), untilAt);
    buckets.push({ at, until, label: labelOf(at, until, unit, zone), designs: 0, answers: 0, decisions: 0 });
    at = until;
  }
  return buckets;
}

/** The first instant after it at which the unit begins anew. */
function nextEdge(at: DateTime, unit: Unit): DateTime {
  // Midnight may be a time that clocks skip: the start of the next day is asked for, not a day added.
  if (unit !== 'hours')
    return at
      .startOf(unit)
      .plus({ [unit]: 1 })
      .startOf(unit);
  // In time that passes, not on the clocks: these may show an hour, or half of one, a second time.
  let edge = at.set({ minute: Math.floor(at.minute / 15) * 15, second: 0, millisecond: 0 });
  do edge = edge.plus({ minutes: 15 });
  while (edge <= at || edge.minute !== 0 || edge.hour % HOURS !== 0);
  return edge;
}

function hourOf(at: DateTime, midnight = '00'): string {
  if (at.minute !== 0) return at.toFormat('HH:mm');
  return at.hour === 0 ? midnight : at.toFormat('HH');
}

function labelOf(at: number, until: number, unit: Unit, zone: string): string {
  const first = DateTime.fromMillis(at, { zone, locale: 'en' });
  switch (unit) {
    case 'hours':
      return `${hourOf(first)}–${hourOf(DateTime.fromMillis(until, { zone }), '24')}`;
    case 'day':
      return first.toFormat('ccc d');
    case 'week': {
      const last = DateTime.fromMillis(until - 1, { zone, locale: 'en' });
      if (first.hasSame(last, 'day')) return last.toFormat('d LLL');
      return `${first.toFormat(first.hasSame(last, 'month') ? 'd' : 'd LLL')}–${last.toFormat('d LLL')}`;
    }
    case 'month':
      return first.toFormat('LLL yyyy');
    case 'year':
      return first.toFormat('yyyy');
    default:
      return unit satisfies never;
  }
}
