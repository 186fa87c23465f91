import type { Picture } from '../../core/design/diagram/drawing.ts';
import type { Chart } from '../../core/digest/chart/chart.ts';
import { chartWords } from '../../core/digest/chart/chart-words.ts';
import { paintChart } from '../../core/digest/chart/paint-chart.ts';
import { placeChart } from '../../core/digest/chart/place-chart.ts';
import { measure } from './draw.ts';
import { rasterize } from './raster.ts';

/** At twice the size it is shown at. Computes on the calling thread: in production only `draw-thread.ts` calls it. */
export function drawChart(chart: Chart): Picture {
  const scene = placeChart(chart, measure);
  const svg = paintChart(scene, measure);
  const { png, width, height } = rasterize(svg, { widthPx: 2 * scene.width });
  const { name, title } = chart;
  return { name, title, altText: chartWords(chart), width, height, svg, png: png.toString('base64') };
}
