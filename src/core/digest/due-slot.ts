import type { DigestProgress, DigestSetting } from './digest-store.ts';
import { HALF_PERIOD_MS, lastSlot, nextSlot, PERIOD_MS } from './schedule.ts';

/** What is to be done about a digest at an instant. */
export type DueSlot =
  /** Nothing before `nextAt`. */
  | { kind: 'wait'; nextAt: number }
  /** `missed`: slots before it that nobody dealt with, oldest first; it covers their time. */
  | { kind: 'post'; slotAt: number; missed: number[]; nextAt: number }
  /** Too late to be caught up; the next one covers its time. */
  | { kind: 'missed'; slotAt: number; missed: number[]; nextAt: number };

/** Of more, the newest are listed. */
const MOST_MISSED = 31;

/**
 * The slot that is due. Of several that nobody dealt with the newest counts, and that is caught up once, unless more than
 * half of its period has passed.
 */
export function findDueSlot(
  { schedule, setAt, fromAt = setAt }: Pick<DigestSetting, 'schedule' | 'setAt' | 'fromAt'>,
  progress: Pick<DigestProgress, 'slotAt'> | undefined,
  now: number,
): DueSlot {
  const doneAt = Math.max(fromAt, progress?.slotAt ?? 0);
  const slotAt = lastSlot(schedule, doneAt, now);
  const nextAt = nextSlot(schedule, Math.max(doneAt, now));
  if (slotAt === undefined) return { kind: 'wait', nextAt };
  const missed: number[] = [];
  const since = slotAt - (MOST_MISSED + 1) * PERIOD_MS[schedule.period];
  let slot = nextSlot(schedule, Math.max(doneAt, since));
  for (; slot < slotAt; slot = nextSlot(schedule, slot)) missed.push(slot);
  const isLate = now - slotAt > HALF_PERIOD_MS[schedule.period];
  const kind = isLate ? 'missed' : 'post';
  return { kind, slotAt, missed: missed.slice(-MOST_MISSED), nextAt };
}
