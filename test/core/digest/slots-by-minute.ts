import type { Schedule } from '../../../src/core/digest/schedule.ts';

const STEP_MS = 15 * 60_000;

const WEEKDAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

type LocalTime = { date: string; weekday: number; day: number; minutes: number };

/** What clocks of a zone show at every quarter of an hour: read from the platform's own calendar, day after day. */
export function clockOf(zone: string, from: number, until: number): { at: number; local: LocalTime }[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const clock: { at: number; local: LocalTime }[] = [];
  for (let at = from; at < until; at += STEP_MS) {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    clock.push({
      at,
      local: {
        date: `${part.year}-${part.month}-${part.day}`,
        weekday: WEEKDAY_NAMES.indexOf(part.weekday ?? '') + 1,
        day: Number(part.day),
        minutes: Number(part.hour) * 60 + Number(part.minute),
      },
    });
  }
  return clock;
}

/**
 * Every slot of a schedule by looking at the clock all the time: on each day that it names, the first moment at which the
 * clock shows its time or a later one. Of times that are no quarters this knows nothing.
 */
export function slotsByMinute(schedule: Schedule, clock: ReturnType<typeof clockOf>): number[] {
  const target = schedule.hour * 60 + schedule.minute;
  const lastDays = new Map<string, number>();
  for (const { local } of clock) {
    const month = local.date.slice(0, 7);
    lastDays.set(month, Math.max(lastDays.get(month) ?? 0, local.day));
  }
  const slots = new Map<string, number>();
  for (const { at, local } of clock) {
    const last = lastDays.get(local.date.slice(0, 7)) ?? 31;
    const isDay =
      schedule.period === 'daily' ||
      (schedule.period === 'weekly' && local.weekday === schedule.weekday) ||
      (schedule.period === 'monthly' && local.day === Math.min(schedule.day, last));
    if (isDay && local.minutes >= target && !slots.has(local.date)) slots.set(local.date, at);
  }
  return [...slots.values()];
}
