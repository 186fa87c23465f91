import { performance } from 'node:perf_hooks';
import type { Drawing, Picture } from '../../core/design/diagram/drawing.ts';
import { drawPicture } from './draw.ts';

/** How long the drawing itself took, without the wait for its turn. */
export type Drawn = { picture: Picture; tookMs: number };

/** What the drawing thread runs for each task. */
export default async function drawOnThread(drawing: Drawing): Promise<Drawn> {
  const startedAt = performance.now();
  const picture = await drawPicture(drawing);
  return { picture, tookMs: performance.now() - startedAt };
}
