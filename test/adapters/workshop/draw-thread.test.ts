import { afterEach, describe, expect, it } from 'vitest';
import { createWorkshop, type DrawProblem } from '../../../src/adapters/workshop/workshop.ts';
import type { Drawing } from '../../../src/core/design/diagram/drawing.ts';
import type { DesignModel } from '../../../src/core/design/document.ts';
import { node } from '../../core/design/diagram/model-parts.ts';
import { large, shop } from '../../core/design/diagram/systems.ts';

const drawing: Drawing = { name: 'diagram', title: 'Shop', profile: 'compact', model: shop };
const open: { close(): Promise<void> }[] = [];

function workshop(options?: Parameters<typeof createWorkshop>[0]) {
  const created = createWorkshop(options);
  open.push(created);
  return created;
}

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

describe('the drawing thread', () => {
  it('draws several pictures that are asked for at once', { timeout: 120_000 }, async () => {
    const { draw } = workshop();
    const pictures = await Promise.all([
      draw(drawing),
      draw({ ...drawing, name: 'diagram-full', profile: 'full' }),
      draw({ ...drawing, name: 'empty', model: { contexts: [], nodes: [], links: [] } }),
    ]);
    expect(pictures.map((picture) => picture?.name)).toEqual(['diagram', 'diagram-full', 'empty']);
    expect(pictures[0]?.svg).toContain('Order Service');
  });

  it('draws the largest design there can be', { timeout: 120_000 }, async () => {
    const { draw } = workshop({ drawTimeoutMs: 110_000 });
    const nodes = Array.from({ length: 200 }, (_, i) => node([`n${i}`, 'service', `Service ${i}`]));
    const model: DesignModel = {
      contexts: [],
      nodes,
      links: Array.from({ length: 600 }, (_, i) => ({
        from: `n${(i * 7) % 200}`,
        to: `n${(i * i + 31) % 200}`,
        kind: i % 3 === 0 ? 'async' : 'sync',
        label: `call ${i}`,
      })),
    };
    const picture = await draw({ name: 'largest', title: 'Largest', profile: 'full', model });
    expect(picture?.width).toBe(2_000);
  });

  it('gives up on what takes too long, and says so', { timeout: 120_000 }, async () => {
    const problems: DrawProblem[] = [];
    const { draw } = workshop({ drawTimeoutMs: 1, onProblem: (problem) => problems.push(problem) });
    expect(await draw({ ...drawing, name: 'huge', model: large(12, 15) })).toBeUndefined();
    expect(problems).toEqual([{ picture: 'huge', code: 'thread-timeout' }]);
  });

  it('gives no picture once it is closed', async () => {
    const problems: DrawProblem[] = [];
    const closed = workshop({ onProblem: (problem) => problems.push(problem) });
    await closed.close();
    expect(await closed.draw(drawing)).toBeUndefined();
    expect(problems).toHaveLength(1);
  });
});
