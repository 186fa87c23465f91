import { capitalize, describeSchedule } from '../../digest/describe-schedule.ts';
import type { DigestListed } from '../reply.ts';

export const LIST_TITLE = 'Architecture digests here';
export const NO_DIGESTS = 'There is none here yet.';

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
