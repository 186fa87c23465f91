import type { Picture } from '../../core/design/diagram/drawing.ts';
import type { Chart } from '../../core/digest/chart/chart.ts';
import { toAppError } from '../../core/errors.ts';
import type { DrawProblem } from './draw-pictures.ts';
import type { Drawn, DrawTask } from './draw-thread.ts';
import type { Pool } from './pool.ts';

type Limits = { onProblem: ((problem: DrawProblem) => void) | undefined; signal: AbortSignal | undefined };

/** It takes a tenth of a second; the rest is for a machine that is at its end. */
const MOST_MS = 5_000;

/** Undefined where it fails: a digest is complete without its picture. */
export async function drawChartOnPool(
  pool: Pool,
  chart: Chart,
  { onProblem, signal }: Limits,
): Promise<Picture | undefined> {
  const task: DrawTask = { chart };
  try {
    return (await pool.run<Drawn>(task, { timeoutMs: MOST_MS, signal })).picture;
  } catch (error) {
    if (signal?.aborted) throw error;
    onProblem?.({ profile: 'compact', view: 'chart', number: 1, code: toAppError(error).code });
    return undefined;
  }
}
