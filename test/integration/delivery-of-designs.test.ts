import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import type { Drawing, Picture } from '../../src/core/design/diagram/drawing.ts';
import { NO_SOURCES } from '../../src/core/design/sources/sources.ts';
import type { Workshop } from '../../src/core/design/workshop.ts';
import { AppError } from '../../src/core/errors.ts';
import { scriptedBrain, textReply } from '../../src/dev/model/scripted.ts';
import { type Bot, type BotOptions, startBot } from '../fakes/bot.ts';
import { handIn } from '../fakes/brains.ts';
import { inThread, shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const TITLE = 'Food delivery for one city';
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

const pixelOf = ({ name, title }: Drawing): Picture => ({
  name,
  title,
  altText: title,
  width: 1,
  height: 1,
  svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
  png: PIXEL,
});

/** Draws a pixel for each picture and reads nothing, but for what a test changes. */
function aWorkshop(change: Partial<Workshop> = {}): Workshop {
  return {
    readSources: async (design) => ({ ...NO_SOURCES, operations: design.contracts.map(() => []) }),
    draw: async (drawings) => drawings.map(pixelOf),
    drawChart: async () => undefined,
    ...change,
  };
}

async function ask(
  workshop: Workshop,
  brain: Parameters<typeof scriptedBrain>[0] = [handIn()],
  slack: BotOptions['slack'] = {},
) {
  bot = await startBot({ brain: scriptedBrain(brain), workshop, slack });
  const running = bot;
  const say = (text: string, thread?: string) =>
    running.slack.say({
      user: 'ada',
      channel: 'architecture',
      text: `@Architect ${text}`,
      ...(thread === undefined ? {} : { thread }),
    });
  return {
    bot: running,
    slack: running.slack,
    begin() {
      const { ts } = say('@cloudphone design food delivery');
      return { ...inThread(running.slack, 'architecture', ts), say: (text: string) => say(text, ts) };
    },
  };
}

function shared(running: Bot): string[] {
  return running.slack.files().flatMap((file) => file.shares.map(() => file.name));
}

function uploads(running: Bot): number {
  return running.slack.traffic().filter((entry) => entry.name === 'files.getUploadURLExternal' && entry.ok)
    .length;
}

describe('the files of a design', () => {
  it('are there once and whole when its pictures can be drawn only at the first try', async () => {
    let draws = 0;
    const draw: Workshop['draw'] = async (drawings) => {
      draws += 1;
      return draws === 1 ? drawings.map(pixelOf) : [];
    };
    const { bot: running, slack, begin } = await ask(aWorkshop({ draw }));
    // The picture of the message and two files of pictures are with Slack by then, none of the others.
    slack.faults.set([
      { method: 'files.getUploadURLExternal', kind: { do: 'status', status: 503 }, after: 3, times: 1 },
    ]);
    const thread = begin();
    await thread.said(TITLE);
    await until(() => shared(running).includes('design.zip'), 'the files');
    await until(() => thread.replies().every((m) => !shows(m, 'is working on it')), 'no receipt left open');
    const names = shared(running);
    expect(draws).toBe(2);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(
      expect.arrayContaining(['diagram-full.png', 'diagram-full.svg', 'design.md', 'order.yaml']),
    );
  });

  it('are each uploaded once, however often Slack asks to wait', async () => {
    const { bot: running, slack, begin } = await ask(aWorkshop());
    const wait = { do: 'rate_limit', retryAfterSeconds: 1 } as const;
    slack.faults.set([
      { method: 'files.getUploadURLExternal', kind: wait, after: 5, times: 1 },
      { method: 'files.completeUploadExternal', kind: wait, after: 2, times: 1 },
    ]);
    begin();
    await until(() => shared(running).includes('design.zip'), 'the files');
    const shownInside = 1;
    expect(uploads(running)).toBe(shared(running).length + shownInside);
  });

  it('are not uploaded again when its card is shown again', async () => {
    const drawn: string[][] = [];
    const draw: Workshop['draw'] = async (drawings) => {
      drawn.push(drawings.map(({ name }) => name));
      return drawings.map(pixelOf);
    };
    const { bot: running, begin } = await ask(aWorkshop({ draw }));
    const thread = begin();
    await until(() => shared(running).includes('design.zip'), 'the files');
    const before = uploads(running);
    await thread.click('bob', /Modular monolith/);
    await until(() => thread.replies().some((m) => shows(m, /✓/) && shows(m, TITLE)), 'the card');
    await until(() => shared(running).filter((name) => name.startsWith('0001-')).length === 2, 'the record');
    expect(uploads(running) - before).toBe(1);
    expect(drawn).toEqual([['diagram', 'diagram-full'], ['diagram']]);
    const card = thread.replies().find((m) => shows(m, TITLE));
    expect(JSON.stringify(card?.blocks)).toContain('slack_file');
  });
});

describe('a finished design', () => {
  it('is shown though the thread that reads its texts fails', async () => {
    let reads = 0;
    const readSources: Workshop['readSources'] = async (design) => {
      reads += 1;
      // Once for each of the two that are handed in; what comes then is the delivery of the second.
      if (reads > 2) throw new AppError('thread-failed', { retry: 'backoff' });
      return { ...NO_SOURCES, operations: design.contracts.map(() => []) };
    };
    const second = handIn({ openQuestions: ['Who pays the couriers?'] });
    const { begin } = await ask(aWorkshop({ readSources }), [handIn(), second]);
    const thread = begin();
    await thread.said(TITLE);
    thread.say('who pays the couriers in this design?');
    await thread.said(/v2/);
    expect(reads).toBe(3);
  });

  it('that can not be presented is replaced by a failure, and its thread goes on', async () => {
    const draw: Workshop['draw'] = async (drawings) => (drawings as unknown as { none(): never }).none();
    const { begin } = await ask(aWorkshop({ draw }), [handIn(), textReply('By publishing again.')]);
    const thread = begin();
    await thread.said('Something went wrong');
    expect(thread.replies().some((m) => shows(m, 'is working on it'))).toBe(false);
    thread.say('how are lost events of the services found?');
    await thread.said('By publishing again.');
  });

  it('is handed to another worker at once when its own ends in a long drawing', async () => {
    let draws = 0;
    const draw: Workshop['draw'] = (drawings, signal) => {
      draws += 1;
      if (draws > 1) return Promise.resolve(drawings.map(pixelOf));
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new AppError('aborted', { retry: 'backoff' })));
      });
    };
    bot = await startBot({ brain: scriptedBrain([handIn()]), workshop: aWorkshop({ draw }), workers: 0 });
    const worker = await bot.startWorkers();
    const { slack } = bot;
    const text = '@Architect @cloudphone design food delivery';
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text });
    await until(() => draws === 1, 'the drawing');
    await worker.close();
    await bot.startWorkers();
    await inThread(slack, 'architecture', ts).said(TITLE);
    expect(draws).toBe(2);
  });
});

describe('choosing from a design that is kept no more', () => {
  it('is answered, and not with silence', async () => {
    const { bot: running, begin } = await ask(aWorkshop());
    const thread = begin();
    await until(() => shared(running).includes('design.zip'), 'the files');
    const redis = new Redis(running.env.REDIS_URL ?? '');
    try {
      const [outcomes = ''] = await redis.keys('*:outcomes:*');
      expect(await redis.del(outcomes)).toBe(1);
    } finally {
      redis.disconnect();
    }
    await thread.click('bob', /Modular monolith/);
    await thread.said(/no longer kept/);
  });
});
