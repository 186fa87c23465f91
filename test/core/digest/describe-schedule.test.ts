import { expect, it } from 'vitest';
import { describeSchedule } from '../../../src/core/digest/describe-schedule.ts';
import type { Schedule } from '../../../src/core/digest/schedule.ts';

const at = { hour: 9, minute: 5, zone: 'Europe/Berlin' };

it.each<[Schedule, string]>([
  [{ period: 'daily', ...at }, 'every day at 09:05 (Europe/Berlin)'],
  [{ period: 'daily', hour: 0, minute: 0, zone: 'UTC' }, 'every day at 00:00 (UTC)'],
  [{ period: 'weekly', weekday: 1, ...at }, 'every Monday at 09:05 (Europe/Berlin)'],
  [{ period: 'weekly', weekday: 7, ...at }, 'every Sunday at 09:05 (Europe/Berlin)'],
  [{ period: 'monthly', day: 1, ...at }, 'on the 1st of every month at 09:05 (Europe/Berlin)'],
  [{ period: 'monthly', day: 12, ...at }, 'on the 12th of every month at 09:05 (Europe/Berlin)'],
  [{ period: 'monthly', day: 22, ...at }, 'on the 22nd of every month at 09:05 (Europe/Berlin)'],
  [{ period: 'monthly', day: 28, ...at }, 'on the 28th of every month at 09:05 (Europe/Berlin)'],
  [
    { period: 'monthly', day: 30, ...at },
    'on the 30th of every month, or the last day of shorter ones, at 09:05 (Europe/Berlin)',
  ],
  [{ period: 'monthly', day: 31, ...at }, 'on the last day of every month at 09:05 (Europe/Berlin)'],
])('a schedule in words: %j', (schedule, words) => {
  expect(describeSchedule(schedule)).toBe(words);
});
