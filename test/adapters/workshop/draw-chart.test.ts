import { afterEach, describe, expect, it } from 'vitest';
import type { DrawProblem } from '../../../src/adapters/workshop/draw-pictures.ts';
import { createWorkshop } from '../../../src/adapters/workshop/workshop.ts';
import { aChart } from '../../core/digest/chart/charts.ts';

const open: { close(): Promise<void> }[] = [];

function workshop(options?: Parameters<typeof createWorkshop>[0]) {
  const created = createWorkshop(options);
  open.push(created);
  return created;
}

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

describe('the chart of a digest', () => {
  it('is drawn at twice the size it is shown at, on the thread of the pictures', {
    timeout: 60_000,
  }, async () => {
    const { drawChart } = workshop();
    const picture = await drawChart(aChart());
    if (!picture) throw new Error('no picture');
    const png = Buffer.from(picture.png, 'base64');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([picture.width, picture.height]);
    expect([picture.width, picture.height]).toEqual([1_400, 416]);
    expect(png.length).toBeLessThan(200_000);
    expect(picture).toMatchObject({ name: 'activity', title: 'Activity' });
    expect(picture.altText).toContain('12 designs');
    expect(picture.svg).toContain('Microservices Architect');
  });

  it('is left out, and that is reported, where no thread draws it', async () => {
    const problems: DrawProblem[] = [];
    const closed = workshop({ onProblem: (problem) => problems.push(problem) });
    await closed.close();
    expect(await closed.drawChart(aChart())).toBeUndefined();
    expect(problems).toEqual([{ profile: 'compact', view: 'chart', number: 1, code: 'thread-closed' }]);
  });

  it('ends at once when the process does', { timeout: 60_000 }, async () => {
    const { drawChart } = workshop();
    const stop = new AbortController();
    const stopped = drawChart(aChart(), stop.signal);
    stop.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'aborted', retry: 'backoff' });
  });
});
