import { Redis } from 'ioredis';
import { createWorkshop } from '../../../src/adapters/workshop/workshop.ts';
import type { Drawing, Picture } from '../../../src/core/design/diagram/drawing.ts';
import { NO_SOURCES } from '../../../src/core/design/sources/sources.ts';
import type { Workshop } from '../../../src/core/design/workshop.ts';
import type { Brain } from '../../../src/dev/model/wire.ts';
import { startBot } from '../../fakes/bot.ts';
import type { Platform, Seat } from './desk.ts';
import type { Backstage } from './scene.ts';

/** One bot for all cases of a platform: what they do they do in places of their own. */
export async function openStage(
  platform: Platform,
  seats: readonly Seat[],
): Promise<Backstage & { close(): Promise<void> }> {
  let brain: Brain = () => Promise.reject(new Error('No case has begun.'));
  const real = createWorkshop();
  let workshop: Workshop = STOOD_IN;
  const bot = await startBot({
    ...platform.world(seats),
    brain: (request) => brain(request),
    workshop: {
      readSources: (design, signal) => workshop.readSources(design, signal),
      draw: (drawings, signal) => workshop.draw(drawings, signal),
      drawChart: (chart, signal) => workshop.drawChart(chart, signal),
    },
    apps: 0,
    workers: 0,
  });
  const start = async () => [await bot.startWorkers(), await bot.startApp()];
  let running = await start();
  const redis = new Redis(bot.env.REDIS_URL ?? '');

  return {
    desk: platform.sit(bot, seats),
    model: bot.model,
    redis,
    think(next) {
      brain = next;
    },
    draws(isReal) {
      workshop = isReal ? real : STOOD_IN;
    },
    async restart() {
      for (const one of running.reverse()) await one.close();
      running = await start();
    },
    async close() {
      redis.disconnect();
      await bot.close();
      await real.close();
    },
  };
}

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

const pixelOf = ({ name, title }: Pick<Drawing, 'name' | 'title'>): Picture => ({
  name,
  title,
  altText: title,
  width: 1,
  height: 1,
  svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
  png: PIXEL,
});

/** For cases in which nobody looks at a picture: drawing takes longer than all the rest of them. */
const STOOD_IN: Workshop = {
  readSources: async (design) => ({ ...NO_SOURCES, operations: design.contracts.map(() => []) }),
  draw: async (drawings) => drawings.map(pixelOf),
  drawChart: async (chart) => pixelOf(chart),
};
