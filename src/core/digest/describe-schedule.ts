import { type Schedule, WEEKDAYS } from './schedule.ts';

/** When a digest comes, to stand in a sentence: `every Monday at 09:00 (Europe/Berlin)`. */
export function describeSchedule(schedule: Schedule): string {
  return `${describeDays(schedule)} at ${formatTime(schedule)} (${schedule.zone})`;
}

/** `09:00`, as forms have it too. */
export function formatTime({ hour, minute }: Pick<Schedule, 'hour' | 'minute'>): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

/** A day of the schedule without its time and zone. */
type Days = { period: 'daily' } | { period: 'weekly'; weekday: number } | { period: 'monthly'; day: number };

export function describeDays(days: Days): string {
  switch (days.period) {
    case 'daily':
      return 'every day';
    case 'weekly':
      return `every ${capitalize(WEEKDAYS[days.weekday - 1] ?? WEEKDAYS[0])}`;
    case 'monthly':
      return describeDayOfMonth(days.day);
    default:
      return days satisfies never;
  }
}

/** From 29 on a day that some months lack. */
function describeDayOfMonth(day: number): string {
  if (day >= 31) return 'on the last day of every month';
  const every = `on the ${day}${suffixOf(day)}`;
  return day <= 28 ? `${every} of every month` : `${every} of every month, or the last day of shorter ones,`;
}

function suffixOf(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th';
}

export function capitalize(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
