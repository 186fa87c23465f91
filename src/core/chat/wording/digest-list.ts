import { capitalize, describeSchedule } from '../../digest/describe-schedule.ts';
import { PERIODS } from '../../digest/schedule.ts';
import type { DigestListed } from '../reply.ts';

export const LIST_TITLE = 'Architecture digests here';
export const NO_DIGESTS = 'There is none here yet.';

/** Which digest a button of the list opens the form of: `value` is its period, or `new`. */
export function listButtons(schedules: readonly DigestListed[]): { label: string; value: string }[] {
  const periods = schedules.map(({ setting }) => setting.schedule.period);
  const change = periods.map((period) => ({
    label: periods.length === 1 ? 'Change…' : `Change the ${period} one…`,
    value: period,
  }));
  if (periods.length === PERIODS.length) return change;
  return [...change, { label: periods.length === 0 ? 'Set one…' : 'Add another…', value: 'new' }];
}

/** How a list ends in words alone. */
export const HOW_TO_SET = 'To set one, write “digest weekly mon 09:00”; to end it, “digest off”.';

export const PAUSED = 'paused, since it could not be posted: set it anew to go on';

export function listedTitle({ setting }: DigestListed): string {
  return capitalize(describeSchedule(setting.schedule));
}

/** What is special about it. */
export function listedNotes({ setting, paused }: DigestListed): string[] {
  return [
    ...(setting.heartbeat ? ['posted even when nothing happened'] : []),
    ...(setting.without.length > 0 ? [`without ${setting.without.join(', ')}`] : []),
    ...(paused ? [PAUSED] : []),
  ];
}
