import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';

export const PERIODS = ['daily', 'weekly', 'monthly'] as const;
export type Period = (typeof PERIODS)[number];

/** 1 is Monday, as in ISO 8601. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const time = { hour: z.number().int().min(0).max(23), minute: z.number().int().min(0).max(59) };
const zone = z.string().refine(isZone);

/** When a digest is due, on the clocks of its time zone (an IANA name). */
export const scheduleSchema = z.discriminatedUnion('period', [
  z.object({ period: z.literal('daily'), ...time, zone }),
  z.object({ period: z.literal('weekly'), weekday: z.number().int().min(1).max(7), ...time, zone }),
  /** From 29 on: the last day of months that are shorter. */
  z.object({ period: z.literal('monthly'), day: z.number().int().min(1).max(31), ...time, zone }),
]);

export type Schedule = z.infer<typeof scheduleSchema>;

/** Whether clocks are known for it; offsets such as `+02:00` know no summer time, and are no zones. */
export function isZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);
}

/**
 * The first slot after an instant, both in epoch milliseconds. A time that clocks skip in spring is due at the instant
 * they skip it; one that they show twice in autumn is due the first time alone.
 */
export function nextSlot(schedule: Schedule, after: number): number {
  let day = firstDay(schedule, DateTime.fromMillis(after, { zone: schedule.zone }).startOf('day'));
  for (;;) {
    const slot = instantOf(day, schedule);
    if (slot > after) return slot;
    day = dayAfter(schedule, day);
  }
}

/** The last slot that is not later than an instant; undefined when there is none after `since`. */
export function lastSlot(schedule: Schedule, since: number, until: number): number | undefined {
  let found: number | undefined;
  // A long rest is looked at from its end: nobody wants each day of a year counted.
  let slot = nextSlot(schedule, Math.max(since, until - LONGEST_MS[schedule.period]));
  while (slot <= until) {
    found = slot;
    slot = nextSlot(schedule, slot);
  }
  return found;
}

const DAY_MS = 86_400_000;

/** Slots are never farther apart. */
const LONGEST_MS: Record<Period, number> = { daily: 2 * DAY_MS, weekly: 8 * DAY_MS, monthly: 33 * DAY_MS };

/** A slot that was missed by more than this is not caught up: the next one has what it would have told. */
export const HALF_PERIOD_MS: Record<Period, number> = {
  daily: DAY_MS / 2,
  weekly: 3.5 * DAY_MS,
  monthly: 15 * DAY_MS,
};

/** How much a first digest tells of, before which nothing was told. */
export const PERIOD_MS: Record<Period, number> = { daily: DAY_MS, weekly: 7 * DAY_MS, monthly: 31 * DAY_MS };

/** The first day that is due, which may be this one or, of months, one that is over. */
function firstDay(schedule: Schedule, day: DateTime): DateTime {
  switch (schedule.period) {
    case 'daily':
      return day;
    case 'weekly':
      return day.plus({ days: (schedule.weekday - day.weekday + 7) % 7 });
    case 'monthly':
      return dayOfMonth(schedule.day, day);
    default:
      return schedule satisfies never;
  }
}

function dayAfter(schedule: Schedule, day: DateTime): DateTime {
  switch (schedule.period) {
    case 'daily':
      return day.plus({ days: 1 });
    case 'weekly':
      return day.plus({ days: 7 });
    case 'monthly':
      return dayOfMonth(schedule.day, day.startOf('month').plus({ months: 1 }));
    default:
      return schedule satisfies never;
  }
}

function dayOfMonth(number: number, day: DateTime): DateTime {
  return day.set({ day: Math.min(number, day.daysInMonth ?? number) });
}

/** Of a time of day; `day` is any instant of its day. */
function instantOf(day: DateTime, { hour, minute }: Schedule): number {
  const at = day.set({ hour, minute, second: 0, millisecond: 0 });
  if (at.hour === hour && at.minute === minute && at.hasSame(day, 'day')) return firstOf(at).toMillis();
  return transitionBefore(at).toMillis();
}

/** Of an instant whose time of day the clocks show twice, the earlier one. */
function firstOf(at: DateTime): DateTime {
  const [first] = at.getPossibleOffsets();
  return first && first < at ? first : at;
}

/** Where the clocks jumped to this instant from: the first one that has its offset. */
function transitionBefore(at: DateTime): DateTime {
  let before = at.minus({ hours: 3 }).toMillis();
  let after = at.toMillis();
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (DateTime.fromMillis(middle, { zone: at.zone }).offset === at.offset) after = middle;
    else before = middle;
  }
  return DateTime.fromMillis(after, { zone: at.zone });
}
