import { afterEach, describe, expect, it } from 'vitest';
import type { DrawProblem } from '../../../src/adapters/workshop/draw-pictures.ts';
import { createWorkshop } from '../../../src/adapters/workshop/workshop.ts';
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
    const designs = await Promise.all([
      draw([drawing, { ...drawing, name: 'diagram-full', profile: 'full' }]),
      draw([{ ...drawing, name: 'empty', model: { contexts: [], nodes: [], links: [] } }]),
    ]);
    const pictures = designs.flat();
    expect(pictures.map((picture) => picture.name)).toEqual(['diagram', 'diagram-full', 'empty']);
    expect(pictures[0]?.svg).toContain('Order Service');
  });

  it('draws the largest design there can be', { timeout: 120_000 }, async () => {
    const { draw } = workshop({ drawTimeoutMs: 110_000 });
    const nodes = Array.from({ length: 200 }, (_, i) => node([`n${i}`, 'service', `Service ${i}`]));
    const model: DesignModel = {
      contexts: [],
      nodes,
      // A tree: what takes the layout long is a thicket, not the number of lines.
      links: Array.from({ length: 600 }, (_, i) => ({
        from: `n${Math.floor((i % 200) / 3)}`,
        to: `n${i % 200}`,
        kind: i % 3 === 0 ? 'async' : 'sync',
        label: `call ${i}`,
      })),
    };
    const [picture] = await draw([{ name: 'largest', title: 'Largest', profile: 'full', model }]);
    expect(picture?.width).toBe(2_000);
  });

  it('leaves out what is over the time of a design, and says so without its words', {
    timeout: 120_000,
  }, async () => {
    const problems: DrawProblem[] = [];
    const { draw } = workshop({ drawTimeoutMs: 1, onProblem: (problem) => problems.push(problem) });
    const huge: Drawing = { ...drawing, name: 'huge', model: large(12, 15) };
    expect(await draw([huge, { ...huge, profile: 'full', view: { kind: 'overview' } }])).toEqual([]);
    expect(problems).toEqual([
      { profile: 'compact', view: 'system', number: 1, code: 'thread-timeout' },
      { profile: 'full', view: 'overview', number: 2, code: 'no-time-left' },
    ]);
  });

  it('ends at once when the process does, and draws the next design', { timeout: 120_000 }, async () => {
    const { draw } = workshop();
    const stop = new AbortController();
    const endless = Array.from({ length: 20 }, () => ({ ...drawing, model: large(12, 15) }));
    const stopped = [draw(endless, stop.signal), draw([drawing], stop.signal)];
    stop.abort();
    for (const each of stopped)
      await expect(each).rejects.toMatchObject({ code: 'aborted', retry: 'backoff' });
    await expect(draw([drawing], stop.signal)).rejects.toMatchObject({ code: 'aborted' });
    expect(await draw([drawing])).toHaveLength(1);
  });

  it('gives no picture once it is closed', async () => {
    const problems: DrawProblem[] = [];
    const closed = workshop({ onProblem: (problem) => problems.push(problem) });
    await closed.close();
    expect(await closed.draw([drawing])).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});
