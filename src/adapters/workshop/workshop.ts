import type { Workshop } from '../../core/design/workshop.ts';
import { drawChartOnPool } from './draw-chart-on-pool.ts';
import { type DrawProblem, drawOnPool } from './draw-pictures.ts';
import { createPool } from './pool.ts';
import { readSourcesOnThread } from './read-sources.ts';

type Options = {
  onProblem?: (problem: DrawProblem) => void;
  /** For all pictures of a design together. */
  drawTimeoutMs?: number;
};

/** A hundred boxes with their lines take two to five seconds, and a hundred megabytes. */
const DRAWING = { memoryMb: 320, timeoutMs: 20_000 };
const READING = { memoryMb: 320, timeoutMs: 5_000 };

/** A thread for drawing and one for parsing: neither waits for the other, nor the process for them. */
export function createWorkshop({ onProblem, drawTimeoutMs = DRAWING.timeoutMs }: Options = {}): Workshop & {
  close(): Promise<void>;
} {
  const drawing = createPool(new URL('./draw-thread.ts', import.meta.url), DRAWING);
  const reading = createPool(new URL('./read-sources-thread.ts', import.meta.url), READING);
  return {
    readSources: (design, signal) => readSourcesOnThread(reading, design, signal),
    draw: (drawings, signal) => drawOnPool(drawing, drawings, { allMs: drawTimeoutMs, onProblem, signal }),
    drawChart: (chart, signal) => drawChartOnPool(drawing, chart, { onProblem, signal }),
    async close() {
      await Promise.all([drawing.close(), reading.close()]);
    },
  };
}
