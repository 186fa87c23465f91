import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../../src/adapters/redis/keys.ts';
import type { Design } from '../../../src/core/design/document.ts';
import { itemsOf } from '../../../src/core/digest/digest.ts';
import type { WorldMessage } from '../../../src/dev/slack/control.ts';
import { asks, handIn } from '../../fakes/brains.ts';
import { visible } from '../../fakes/slack-thread.ts';
import { until } from '../../fakes/until.ts';
import {
  CHANNEL,
  CHANNEL_KEY,
  type Channel,
  changeKept,
  linksIn,
  openChannel,
  titlesIn,
} from './a-channel.ts';
import { between, canteen, GET, GET_AND_POST } from './designs.ts';

const DAY_MS = 86_400_000;
let channel: Channel;
beforeAll(async () => {
  channel = await openChannel();
});
afterAll(() => channel.close());

/** All that a digest shows: its first message and what is below it. */
function messagesOf({ ts }: WorldMessage): WorldMessage[] {
  return channel.slack.messages({ channel: CHANNEL, thread: ts });
}

/** What stands where a link leads to. */
function linked(url: string | undefined): string {
  const { pathname, searchParams } = new URL(url ?? 'about:blank');
  const [, id = '', seconds, rest] = /^\/archives\/(\w+)\/p(\d{10})(\d{6})$/.exec(pathname) ?? [];
  const ts = `${seconds}.${rest}`;
  const thread = searchParams.get('thread_ts') ?? ts;
  const message = channel.slack.messages({ channel: id, thread }).find((one) => one.ts === ts);
  return message ? visible(message) : 'nothing';
}

/** Presses the button of an item where it stands in a digest. */
async function press(digest: WorldMessage, key: string, verb: string): Promise<void> {
  const place = itemsOf(await channel.contentOf(digest)).findIndex((item) => item.key === key);
  const action_id = `architect:${verb}:${place}`;
  const message = messagesOf(digest).find((one) =>
    JSON.stringify(one.blocks ?? []).includes(`"${action_id}"`),
  );
  expect(message, `${verb} of ${key}`).toBeDefined();
  const { ts = '' } = message ?? {};
  expect(await channel.slack.click({ user: 'bob', channel: CHANNEL, ts, action_id })).toEqual({ ok: true });
  await channel.untilQuiet();
}

describe('a channel with a history of its own', { timeout: 180_000 }, () => {
  /** By what they are about. */
  const threads: Record<string, ReturnType<Channel['ask']>> = {};
  const design = async (name: string, change: Partial<Design>) => {
    channel.script(handIn(change));
    const thread = channel.ask(`@cloudphone design ${name}`);
    await thread.said(change.title ?? name);
    threads[name] = thread;
    return thread;
  };

  it('gets a first digest of two designs', async () => {
    await design('photos', {
      ...between('Photos of meals', 'Object storage', 'Files on disk'),
      decisions: [
        {
          title: 'Keep photos in object storage',
          status: 'proposed',
          context: 'There are many.',
          decision: 'Object storage.',
          consequences: 'One more bill.',
          alternatives: ['Files on disk'],
        },
      ],
    });
    await design('canteens', canteen([GET_AND_POST], 'GET /carts'));
    await channel.command('digest now');
    const digest = await channel.digest(1);
    const { sections, open } = await channel.contentOf(digest);
    expect(titlesIn(sections)).toEqual({
      designs: ['“Meals for three canteens”', '“Photos of meals”'],
    });
    expect(open).toEqual([]);
  });

  it('gets a second one with everything that happened since, and nothing else', async () => {
    const { redis, slack, script, bot } = channel;
    // A proposal that turns a week old about now.
    const photos = threads.photos?.id ?? '';
    const [[turn, kept] = []] = Object.entries(await redis.hgetall(keys.outcomes(photos)));
    const aged = { ...JSON.parse(kept ?? ''), at: Date.now() - 7 * DAY_MS };
    await redis.hset(keys.outcomes(photos), turn ?? '', JSON.stringify(aged));

    script(handIn(canteen([GET], 'GET /meals')));
    slack.say({
      user: 'bob',
      channel: CHANNEL,
      thread: threads.canteens?.ts ?? '',
      text: '@Architect take the POST away',
    });
    await threads.canteens?.said('Meals for three canteens v2');

    const parcels = await design('parcels', between('Parcel lockers for one city', 'Kafka', 'RabbitMQ'));
    await parcels.click('ada', 'Choose A: Kafka');
    await parcels.said(/ADR-\d+ accepted[\s\S]*Kafka/);
    await parcels.click('bob', 'Choose B: RabbitMQ');
    await parcels.said(/ADR-\d+ accepted[\s\S]*RabbitMQ/);
    await design('again', between('Parcel lockers for one city, once more', 'Kafka', 'RabbitMQ'));

    script(asks());
    threads.open = channel.ask('@backend what does a till need?', 'bob');
    await threads.open.said('Who takes the payment?');

    bot.model.faults.push({ kind: 'status', status: 400 });
    threads.failed = channel.ask('@backend how are meals planned?');
    await threads.failed.said(/The model refused the request/);

    script(asks());
    threads.closed = channel.ask('@backend what does a kitchen need?');
    await threads.closed.said('Who takes the payment?');
    // Where it shall be quiet, questions that nobody answers are closed.
    slack.say({ user: 'ada', channel: CHANNEL, thread: threads.closed.ts, text: '@Architect quiet' });
    await until(() => channel.told().some((words) => /quiet/.test(words)), 'a word on it');
    await channel.untilQuiet();
    await changeKept(redis, threads.closed.id, (state) => {
      state.phase = { ...(state.phase as object), since: Date.now() - 8 * DAY_MS };
    });
    await redis.zadd(keys.due(CHANNEL_KEY), 1, threads.closed.id);
    await redis.zadd(keys.channels, Date.now(), CHANNEL_KEY);
    // What is waited for is looked at by the sweep, which a worker begins with.
    await bot.startWorkers();
    await threads.closed.said(/closed/i);

    await channel.command('digest now');
    const digest = await channel.digest(2);
    const { sections, open, numbers } = await channel.contentOf(digest);
    expect(titlesIn(sections)).toEqual({
      contradictions: [
        expect.stringMatching(
          /^ADR-\d+ is contradicted: “Parcel lockers for one city, once more” recommends “Kafka”/,
        ),
      ],
      breaking: ['POST /meals is gone from Meals, and Till uses it'],
      decisions: [
        expect.stringMatching(/^ADR-\d+ superseded by ADR-\d+: /),
        expect.stringMatching(/^ADR-\d+ accepted: /),
      ],
      designs: [
        '“Parcel lockers for one city, once more”',
        '“Parcel lockers for one city”',
        '“Meals for three canteens”, version 2',
      ],
      questions: ['2 questions wait for Bob Lindqvist'],
      unanswered: [
        'Questions to Ada Moreno were closed without an answer',
        'The request by Ada Moreno failed and was not run again',
      ],
      findings: ['“Meals for three canteens”, version 2: 1 new warning, 1 finding gone'],
      drafts: [expect.stringMatching(/^ADR-\d+ is still a draft: Keep photos in object storage/)],
    });
    expect(open).toEqual([]);
    expect(numbers).toMatchObject({ designs: 3, decisions: 2 });

    const leadsTo = Object.fromEntries(
      sections.map(({ id, items }) => [id, items.map(({ link }) => linked(link))]),
    );
    expect(leadsTo).toEqual({
      contradictions: [expect.stringContaining('once more in few words')],
      breaking: [expect.stringContaining('Meals for three canteens v2')],
      decisions: [expect.stringContaining('RabbitMQ'), expect.stringContaining('RabbitMQ')],
      designs: [
        expect.stringContaining('once more in few words'),
        expect.stringContaining('Parcel lockers for one city in few words'),
        expect.stringContaining('Meals for three canteens v2'),
      ],
      questions: [expect.stringContaining('Who takes the payment?')],
      unanswered: [
        expect.stringMatching(/closed/i),
        expect.stringContaining('The model refused the request'),
      ],
      findings: [expect.stringContaining('Meals for three canteens v2')],
      drafts: [expect.stringContaining('Photos of meals in few words')],
    });
    // Each stands there once, under its own title.
    const shown = messagesOf(digest).flatMap(({ blocks }) => linksIn(blocks));
    expect(shown.sort()).toEqual(
      itemsOf({ sections, open })
        .map(({ link }) => link)
        .sort(),
    );
  });

  it('gets none right after it', async () => {
    const before = channel.told().length;
    await channel.command('digest now');
    await until(
      () =>
        channel
          .told()
          .slice(before)
          .some((words) => /Nothing happened/.test(words)),
      'a word on it',
    );
    await channel.untilQuiet();
    expect(channel.digests()).toHaveLength(2);
  });

  it('is told of one more event, and of what lasts as still open', async () => {
    await design('parking', between('Parking at an airport', 'Barriers', 'Cameras'));
    await channel.command('digest now');
    const { sections, open } = await channel.contentOf(await channel.digest(3));
    expect(titlesIn(sections)).toEqual({ designs: ['“Parking at an airport”'] });
    expect(titlesIn(open)).toEqual({
      contradictions: [expect.stringContaining('is contradicted')],
      breaking: ['POST /meals is gone from Meals, and Till uses it'],
      questions: ['2 questions wait for Bob Lindqvist'],
      unanswered: [
        'Questions to Ada Moreno were closed without an answer',
        'The request by Ada Moreno failed and was not run again',
      ],
      drafts: [expect.stringContaining('Keep photos in object storage')],
    });
  });

  it('is told no more of what people dealt with, nor of what is over', async () => {
    const [, second] = channel.digests();
    if (!second) throw new Error('There is no second digest.');
    const { sections } = await channel.contentOf(second);
    const keyOf = (section: string) => sections.find(({ id }) => id === section)?.items[0]?.key ?? '';
    await press(second, keyOf('breaking'), 'done');
    await press(second, keyOf('contradictions'), 'not-for-us');
    channel.script('Plan them weekly.');
    await threads.failed?.click('ada', /^retry$/i);
    await threads.failed?.said('Plan them weekly.');
    await design('boats', between('Boats on a lake', 'Sails', 'Motors'));
    await channel.command('digest now');
    const { sections: news, open } = await channel.contentOf(await channel.digest(4));
    expect(titlesIn(news)).toEqual({ designs: ['“Boats on a lake”'] });
    expect(titlesIn(open)).toEqual({
      questions: ['2 questions wait for Bob Lindqvist'],
      unanswered: ['Questions to Ada Moreno were closed without an answer'],
      drafts: [expect.stringContaining('Keep photos in object storage')],
    });
  });
});
