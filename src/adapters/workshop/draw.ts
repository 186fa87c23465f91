import { altText } from '../../core/design/diagram/alt-text.ts';
import { buildScene, sketchOf } from '../../core/design/diagram/build-scene.ts';
import type { Drawing, Picture } from '../../core/design/diagram/drawing.ts';
import { legendOf } from '../../core/design/diagram/legend.ts';
import { paint } from '../../core/design/diagram/paint.ts';
import { createLayouter, type LayOut } from './elk.ts';
import { createMeasure } from './measure.ts';
import { rasterize } from './raster.ts';

/** Twice the size it is shown at, as far as chats take it; a file may be larger. */
const MOST_WIDTH = { compact: 1_400, full: 2_000 };
/** Teams refuses larger pictures in a message. */
const MOST_BYTES = { compact: 1_000_000, full: 8_000_000 };

let layOut: LayOut | undefined;
export const measure = createMeasure();

/** Computes for up to a second on the calling thread: in production only `draw-thread.ts` calls it. */
export async function drawPicture(drawing: Drawing): Promise<Picture> {
  layOut ??= createLayouter();
  const scene = buildScene(drawing, measure);
  const sketch = sketchOf(drawing);
  const { svg, width } = paint(scene, await layOut(scene), legendOf(sketch), measure);
  const { png, ...pixels } = toPng(
    svg,
    Math.min(2 * width, MOST_WIDTH[drawing.profile]),
    MOST_BYTES[drawing.profile],
  );
  return {
    name: drawing.name,
    title: drawing.title,
    altText: altText(drawing, sketch),
    ...pixels,
    svg,
    png: png.toString('base64'),
  };
}

function toPng(svg: string, widthPx: number, mostBytes: number): ReturnType<typeof rasterize> {
  const picture = rasterize(svg, { widthPx });
  if (picture.png.length <= mostBytes || widthPx < 200) return picture;
  return toPng(svg, Math.floor(widthPx * 0.8), mostBytes);
}
