import type { PersonId } from '../chat/message.ts';
import { findZone, nearestZone, noZone, readTime } from './digest-command.ts';
import { type Schedule, scheduleSchema } from './schedule.ts';

type Read =
  | { schedule: Schedule; ownerId?: PersonId; heartbeat: boolean; without: string[] }
  /** By field. */
  | { mistakes: Record<string, string> };

const WHEN = /^(daily|weekly|monthly)(?: (\d{1,2}))?$/;

/** What the form of a digest was filled in with. */
export function readDigestValues(values: Record<string, string>, sections: readonly { id: string }[]): Read {
  const mistakes: Record<string, string> = {};
  const [, period, day] = WHEN.exec(values.when ?? '') ?? [];
  const time = readTime(values.time ?? '');
  const zone = findZone(values.zone ?? '');
  if (period === undefined) mistakes.when = 'Choose one of the days that are offered.';
  if (!time) mistakes.time = 'Choose a time from 00:00 to 23:59.';
  if (zone === undefined) {
    mistakes.zone = `${noZone(values.zone ?? '')}: write it as ${nearestZone(values.zone ?? '')}.`.replaceAll(
      '`',
      '"',
    );
  }
  const chosen = new Set((values.sections ?? '').split(','));
  const without = sections.map(({ id }) => id).filter((id) => !chosen.has(id));
  if (without.length === sections.length) mistakes.sections = 'Choose at least one thing to be told of.';
  const number = Number(day);
  const schedule = scheduleSchema.safeParse({
    period,
    ...(period === 'weekly' ? { weekday: number } : {}),
    ...(period === 'monthly' ? { day: number } : {}),
    ...time,
    zone,
  });
  if (Object.keys(mistakes).length > 0) return { mistakes };
  if (!schedule.success) return { mistakes: { when: 'Choose one of the days that are offered.' } };
  return {
    schedule: schedule.data,
    heartbeat: values.heartbeat === 'yes',
    without,
    ...(values.owner ? { ownerId: values.owner } : {}),
  };
}
