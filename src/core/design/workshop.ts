import type { Chart } from '../digest/chart/chart.ts';
import type { Drawing, Picture } from './diagram/drawing.ts';
import type { Design } from './document.ts';
import type { Sources } from './sources/sources.ts';

/**
 * The heavy work on a design: parsing what it holds, and drawing. Never on the thread that answers people, and within
 * limits of time and memory, since the texts are a model's. With a signal that is aborted, all reject with `aborted`
 * at once.
 */
export type Workshop = {
  /**
   * What takes too long, or too much, is a problem of that text. Rejects only when the reading itself fails, which says
   * nothing about the design.
   */
  readSources(design: Design, signal?: AbortSignal): Promise<Sources>;
  /**
   * The pictures of one design, what matters most first. What can't be drawn, or not within the time that one design
   * has, is left out.
   */
  draw(drawings: readonly Drawing[], signal?: AbortSignal): Promise<Picture[]>;
  /** The picture of a digest's numbers; undefined where it can't be drawn, or not in time. */
  drawChart(chart: Chart, signal?: AbortSignal): Promise<Picture | undefined>;
};
