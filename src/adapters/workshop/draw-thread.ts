import { performance } from 'node:perf_hooks';
import type { Drawing, Picture } from '../../core/design/diagram/drawing.ts';
import type { Chart } from '../../core/digest/chart/chart.ts';
import { drawPicture } from './draw.ts';
import { drawChart } from './draw-chart.ts';

export type DrawTask = Drawing | { chart: Chart };

/** How long the drawing itself took, without the wait for its turn. */
export type Drawn = { picture: Picture; tookMs: number };

/** What the drawing thread runs for each task. */
export default async function drawOnThread(task: DrawTask): Promise<Drawn> {
  const startedAt = performance.now();
  const picture = 'chart' in task ? drawChart(task.chart) : await drawPicture(task);
  return { picture, tookMs: performance.now() - startedAt };
}
