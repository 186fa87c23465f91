import type { Drawing, Picture } from '../../core/design/diagram/drawing.ts';
import { toAppError } from '../../core/errors.ts';
import type { Drawn } from './draw-thread.ts';
import type { Pool } from './pool.ts';

/** What could not be drawn, and why, without a word of the design. `number` counts its pictures, from 1. */
export type DrawProblem = {
  profile: Drawing['profile'];
  view: NonNullable<Drawing['view']>['kind'] | 'chart';
  number: number;
  code: string;
};

type Limits = {
  /** For all pictures of a design together. */
  allMs: number;
  onProblem: ((problem: DrawProblem) => void) | undefined;
  signal: AbortSignal | undefined;
};

/** What a picture that failed is taken to have cost: filling the memory takes seconds. */
const FAILED_MS = 1_000;
const MEMORY_MS = 5_000;

/** One after the other, the first ones first, since one design must not keep the thread from all others. */
export async function drawOnPool(
  pool: Pool,
  drawings: readonly Drawing[],
  { allMs, onProblem, signal }: Limits,
): Promise<Picture[]> {
  const pictures: Picture[] = [];
  let leftMs = allMs;
  for (const [index, drawing] of drawings.entries()) {
    const { profile, view } = drawing;
    const report = (code: string) =>
      onProblem?.({ profile, view: view?.kind ?? 'system', number: index + 1, code });
    if (leftMs <= 0) {
      report('no-time-left');
      continue;
    }
    try {
      const { picture, tookMs } = await pool.run<Drawn>(drawing, { timeoutMs: Math.ceil(leftMs), signal });
      pictures.push(picture);
      leftMs -= tookMs;
    } catch (error) {
      if (signal?.aborted) throw error;
      const { code } = toAppError(error);
      report(code);
      leftMs -= costOf(code);
    }
  }
  return pictures;
}

/** Where a thread was too slow, or there is none, no further one of this design is tried. */
function costOf(code: string): number {
  switch (code) {
    case 'thread-timeout':
    case 'thread-start':
    case 'thread-closed':
      return Number.POSITIVE_INFINITY;
    case 'thread-memory':
      return MEMORY_MS;
    default:
      return FAILED_MS;
  }
}
