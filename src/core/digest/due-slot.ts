import type { DigestProgress, DigestSetting } from './digest-store.ts';
import { HALF_PERIOD_MS, lastSlot, nextSlot } from './schedule.ts';

/** What is to be done about a digest at an instant. */
export type DueSlot =
  /** Nothing before `nextAt`. */
  | { kind: 'wait'; nextAt: number }
  /** `missed`: slots before it that nobody dealt with, oldest first; it covers their time. */
  | { kind: 'post'; slotAt: number; missed: number[]; nextAt: number }
  /** Too late to be caught up; the next one covers its time. */
  | { kind: 'missed'; slotAt: number; missed: number[]; nextAt: number };

/** More are not listed one by one. */
const MOST_MISSED = 31;

/**
 * The slot that is due. Of several that nobody dealt with the newest counts, and that is caught up once, unless more than
 * half of its period has passed.
 */
export function findDueSlot(
  { schedule, setAt }: Pick<DigestSetting, 'schedule' | 'setAt'>,
  progress: Pick<DigestProgress, 'slotAt'> | undefined,
  now: number,
): DueSlot {
  const doneAt = Math.max(setAt, progress?.slotAt ?? 0);
  const slotAt = lastSlot(schedule, doneAt, now);
  const nextAt = nextSlot(schedule, Math.max(doneAt, now));
  if (slotAt === undefined) return { kind: 'wait', nextAt };
  const missed: number[] = [];
  for (let slot = nextSlot(schedule, doneAt); slot < slotAt; slot = nextSlot(schedule, slot)) {
    if (missed.length < MOST_MISSED) missed.push(slot);
    else break;
  }
  const isLate = now - slotAt > HALF_PERIOD_MS[schedule.period];
  return { kind: isLate ? 'missed' : 'post', slotAt, missed, nextAt };
}
