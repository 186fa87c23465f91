import type { Picture } from '../../core/design/diagram/drawing.ts';
import type { Workshop } from '../../core/design/workshop.ts';
import { toAppError } from '../../core/errors.ts';
import { createPool } from './pool.ts';
import { readSourcesOnThread } from './read-sources.ts';

/** What could not be drawn, and why, as codes for a log. */
export type DrawProblem = { picture: string; code: string };

type Options = {
  onProblem?: (problem: DrawProblem) => void;
  /** For the drawing thread. */
  drawTimeoutMs?: number;
};

/** A hundred boxes with their lines take two to five seconds, and a hundred megabytes. */
const DRAWING = { memoryMb: 320, timeoutMs: 20_000 };
const READING = { memoryMb: 320, timeoutMs: 5_000 };

/** A thread for drawing and one for parsing: neither waits for the other, nor the process for them. */
export function createWorkshop({ onProblem, drawTimeoutMs }: Options = {}): Workshop & {
  close(): Promise<void>;
} {
  const drawing = createPool(new URL('./draw-thread.ts', import.meta.url), {
    ...DRAWING,
    timeoutMs: drawTimeoutMs ?? DRAWING.timeoutMs,
  });
  const reading = createPool(new URL('./read-sources-thread.ts', import.meta.url), READING);
  return {
    readSources: (design) => readSourcesOnThread(reading, design),
    async draw(task) {
      try {
        return await drawing.run<Picture>(task);
      } catch (error) {
        onProblem?.({ picture: task.name, code: toAppError(error).code });
        return undefined;
      }
    },
    async close() {
      await Promise.all([drawing.close(), reading.close()]);
    },
  };
}
