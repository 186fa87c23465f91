import { createWorkshop } from '../../src/adapters/workshop/workshop.ts';
import type { Drawing } from '../../src/core/design/diagram/drawing.ts';
import { shop } from '../core/design/diagram/systems.ts';
import { quantile } from './load.ts';

const RENDERS = 100;

/** The picture of fourteen parts for the chat, SVG and PNG, on the drawing thread. */
export async function pictures(): Promise<void> {
  const before = rssMb();
  const workshop = createWorkshop({
    onProblem: ({ code }) => process.stdout.write(`a picture failed: ${code}\n`),
  });
  const drawing: Drawing = { name: 'diagram', title: 'E-commerce platform', profile: 'compact', model: shop };
  const draw = async () => {
    const started = performance.now();
    await workshop.draw([drawing]);
    return performance.now() - started;
  };
  const first = await draw();
  const took: number[] = [];
  for (let i = 0; i < RENDERS; i++) took.push(await draw());
  const sorted = took.toSorted((a, b) => a - b);
  process.stdout.write(`\npictures: ${shop.nodes.length} parts, compact, SVG and PNG\n`);
  process.stdout.write(`first ${first.toFixed(0)} ms, with the start of its thread\n`);
  for (const [name, q] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    process.stdout.write(`${name} ${quantile(sorted, q).toFixed(0)} ms\n`);
  }
  process.stdout.write(`RSS ${rssMb()} MB after ${RENDERS + 1} pictures, ${before} MB before\n`);
  await workshop.close();
}

function rssMb(): number {
  return Math.round(process.memoryUsage.rss() / 1_000_000);
}
