import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeRedis, createPatientRedis } from '../../../src/adapters/redis/connection.ts';
import { createDecisionLog } from '../../../src/adapters/redis/decision-log.ts';
import type { Place } from '../../../src/core/chat/message.ts';
import type { Acceptance, DecisionLog } from '../../../src/core/decisions/decision-log.ts';
import { testRedisUrl } from '../../fakes/redis.ts';

const KEPT_MS = 600_000;

let connections: Redis[] = [];
let log: DecisionLog;
/** The same decisions, as another process sees them. */
let elsewhere: DecisionLog;
beforeAll(async () => {
  const url = await testRedisUrl();
  connections = [createPatientRedis(url), createPatientRedis(url)];
  [log, elsewhere] = connections.map((redis) => createDecisionLog(redis, KEPT_MS)) as [
    DecisionLog,
    DecisionLog,
  ];
});
afterAll(async () => {
  await Promise.all(connections.map(closeRedis));
});

let count = 0;
/** A channel without decisions. */
function channel(): { place: Place; thread: (name: string) => string } {
  const place = { platform: 'slack' as const, workspaceId: 'T1', channelId: `C${++count}`, direct: false };
  return { place, thread: (name) => `slack:T1:${place.channelId}:${name}` };
}

function acceptance(threadId: string, title: string, change: Partial<Acceptance> = {}): Acceptance {
  const at = change.at ?? 1_800_000_000_000;
  return {
    key: `${threadId}/${title}/${at}`,
    threadId,
    turn: 1,
    title,
    option: 'A',
    byId: 'U1',
    at,
    ...change,
  };
}

describe('numbers', () => {
  it('begin at 1 and follow the order of the titles', async () => {
    const { place, thread } = channel();
    expect(await log.reserve(place, thread('a'), 1, ['Storage', 'Broker'])).toEqual([1, 2]);
    expect(await log.reserve(place, thread('a'), 1, [])).toEqual([]);
    expect(await log.reserve(place, thread('b'), 1, ['Region'])).toEqual([3]);
  });

  it('stay with the title in its thread, however it is written, and are another thread’s never', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('a'), 1, ['Use Kafka', 'Région: Ålesund']);
    const second = ['A broker', 'use  “Kafka”.', 'région ålesund'];
    expect(await log.reserve(place, thread('a'), 2, second)).toEqual([3, 1, 2]);
    expect(await log.reserve(place, thread('b'), 1, ['Use Kafka'])).toEqual([4]);
  });

  it('differ for titles that say the same in one design, and for titles without words', async () => {
    const { place, thread } = channel();
    const titles = ['Storage', 'storage!', '🚀', '🛰️'];
    expect(await log.reserve(place, thread('a'), 1, titles)).toEqual([1, 2, 3, 4]);
    expect(await log.reserve(place, thread('a'), 2, titles)).toEqual([1, 2, 3, 4]);
  });

  it('are each given once, without a gap, when threads of several processes ask at once', async () => {
    const { place, thread } = channel();
    const asked = Array.from({ length: 50 }, (_, i) => {
      const titles = Array.from({ length: (i % 3) + 1 }, (_, n) => `Decision ${n}`);
      return (i % 2 === 0 ? log : elsewhere).reserve(place, thread(`t${i}`), 1, titles);
    });
    const numbers = (await Promise.all(asked)).flat().sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  it('are the same for a thread that asks several times at once', async () => {
    const { place, thread } = channel();
    const asked = [log, elsewhere, log].map((each) => each.reserve(place, thread('a'), 1, ['X', 'Y']));
    expect(await Promise.all(asked)).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(await log.list(place)).toHaveLength(2);
  });

  it('are counted for each channel', async () => {
    const [one, other] = [channel(), channel()];
    await log.reserve(one.place, one.thread('a'), 1, ['Storage', 'Broker']);
    expect(await log.reserve(other.place, other.thread('a'), 1, ['Storage'])).toEqual([1]);
    expect(await log.list(other.place)).toHaveLength(1);
  });
});

describe('an accepted decision', () => {
  it('keeps the number of its draft and says who decided what', async () => {
    const { place, thread } = channel();
    const [, broker] = await log.reserve(place, thread('a'), 1, ['Storage', 'Broker']);
    const accepted = await log.accept(
      place,
      acceptance(thread('a'), 'broker', { option: 'Kafka', byId: 'U7' }),
    );
    expect(accepted).toEqual({
      record: {
        number: broker,
        title: 'broker',
        status: 'accepted',
        threadId: thread('a'),
        turn: 1,
        option: 'Kafka',
        byId: 'U7',
        at: 1_800_000_000_000,
      },
      superseded: [],
    });
    expect(await log.list(place)).toMatchObject([{ status: 'proposed' }, accepted.record]);
  });

  it('keeps the number of its own draft where two of a design say the same', async () => {
    const { place, thread } = channel();
    const numbers = await log.reserve(place, thread('a'), 1, ['Storage', 'storage!']);
    expect(numbers).toEqual([1, 2]);
    const second = acceptance(thread('a'), 'storage!', { number: 2 });
    expect(await log.accept(place, second)).toMatchObject({ record: { number: 2, status: 'accepted' } });
    const again = acceptance(thread('a'), 'storage!', { number: 2, at: second.at + 1, option: 'B' });
    expect(await log.accept(place, again)).toMatchObject({ record: { number: 3, supersedes: [2] } });
    expect(await log.reserve(place, thread('a'), 2, ['Storage'])).toEqual([1]);
    expect(
      (await log.list(place)).map(({ number, title, status }) => `${number} ${title} ${status}`),
    ).toEqual(['1 Storage proposed', '2 storage! superseded', '3 storage! accepted']);
  });

  it('never takes the number of another thread’s draft', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('a'), 1, ['Storage']);
    const other = acceptance(thread('b'), 'Storage', { number: 1 });
    expect((await log.accept(place, other)).record.number).toBe(2);
  });

  it('without a draft gets a number of its own', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('b'), 1, ['Broker']);
    expect((await log.accept(place, acceptance(thread('a'), 'Broker'))).record.number).toBe(2);
  });

  it('is the same however often it is recorded, also after another one took its place', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('a'), 1, ['Broker']);
    const first = acceptance(thread('a'), 'Broker');
    const results = await Promise.all([log, elsewhere, log].map((each) => each.accept(place, first)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    await log.accept(place, acceptance(thread('a'), 'Broker', { at: first.at + 1, option: 'B' }));
    const before = await log.list(place);
    expect(await log.accept(place, first)).toEqual(results[0]);
    expect(await log.list(place)).toEqual(before);
  });

  it('is superseded by the next choice of its thread, which has a new number', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('a'), 1, ['Broker', 'Storage']);
    const first = acceptance(thread('a'), 'Broker');
    await log.accept(place, first);
    const again = await log.accept(
      place,
      acceptance(thread('a'), 'Broker', { at: first.at + 1, option: 'B' }),
    );
    expect(again.record).toMatchObject({ number: 3, status: 'accepted', option: 'B', supersedes: [1] });
    expect(again.superseded).toMatchObject([
      { number: 1, status: 'superseded', option: 'A', supersededBy: 3 },
    ]);
    const back = await log.accept(place, acceptance(thread('a'), 'Broker', { at: first.at + 2 }));
    expect(back.record).toMatchObject({ number: 4, supersedes: [3] });
    expect((await log.list(place)).map(({ number, status }) => `${number} ${status}`)).toEqual([
      '1 superseded',
      '2 proposed',
      '3 superseded',
      '4 accepted',
    ]);
  });

  it('of a thread is superseded also where the next version calls it otherwise', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('a'), 1, ['Option for orders']);
    const first = acceptance(thread('a'), 'Option for orders');
    await log.accept(place, first);
    await log.reserve(place, thread('a'), 2, ['Option for orders and refunds']);
    const next = acceptance(thread('a'), 'Option for orders and refunds', { turn: 2, at: first.at + 1 });
    expect(await log.accept(place, next)).toMatchObject({
      record: { number: 2, turn: 2, supersedes: [1] },
      superseded: [{ number: 1 }],
    });
  });

  it('of that title in another thread of the channel is superseded, elsewhere it is not', async () => {
    const [one, other] = [channel(), channel()];
    const first = acceptance(one.thread('a'), 'Broker');
    await log.accept(one.place, first);
    await log.accept(other.place, acceptance(other.thread('a'), 'Broker'));
    const second = await log.accept(one.place, acceptance(one.thread('b'), 'BROKER', { at: first.at + 1 }));
    expect(second.superseded).toMatchObject([{ number: 1, threadId: one.thread('a') }]);
    const unrelated = await log.accept(
      one.place,
      acceptance(one.thread('c'), 'Storage', { at: first.at + 2 }),
    );
    expect(unrelated.superseded).toEqual([]);
    expect(await log.list(other.place)).toMatchObject([{ status: 'accepted' }]);
  });

  it('that was chosen earlier and is recorded later does not win', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('a'), 1, ['Broker']);
    const early = acceptance(thread('a'), 'Broker');
    const late = acceptance(thread('a'), 'Broker', { at: early.at + 5, option: 'B' });
    await log.accept(place, late);
    expect(await log.accept(place, early)).toMatchObject({
      record: { number: 2, status: 'superseded', supersededBy: 1 },
      superseded: [],
    });
    const last = await log.accept(place, acceptance(thread('a'), 'Broker', { at: early.at + 9 }));
    expect(last.record.supersedes).toEqual([1]);
  });

  it('is one alone however many choose at once', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('a'), 1, ['Broker']);
    const at = 1_800_000_000_000;
    const all = Array.from({ length: 20 }, (_, i) =>
      (i % 2 === 0 ? log : elsewhere).accept(place, acceptance(thread('a'), 'Broker', { at: at + i })),
    );
    await Promise.all(all);
    const records = await log.list(place);
    expect(records.map((record) => record.number)).toEqual(records.map((_, i) => i + 1));
    expect(records).toHaveLength(20);
    expect(records.filter((record) => record.status === 'accepted')).toMatchObject([{ at: at + 19 }]);
  });

  it('stays as it is when a later design drafts that title again, under a number of its own', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('a'), 1, ['Broker']);
    const { record } = await log.accept(place, acceptance(thread('a'), 'Broker'));
    expect(await log.reserve(place, thread('a'), 2, ['broker'])).toEqual([2]);
    expect(await log.reserve(place, thread('a'), 3, ['Broker'])).toEqual([2]);
    expect(await log.list(place)).toEqual([
      record,
      expect.objectContaining({ number: 2, status: 'proposed' }),
    ]);
  });
});

describe('the record of a draft', () => {
  it('is that of the newest design, also when an older one is repeated', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('a'), 2, ['broker']);
    await log.reserve(place, thread('a'), 3, ['Broker']);
    await log.reserve(place, thread('a'), 2, ['broker']);
    expect(await log.list(place)).toEqual([
      { number: 1, title: 'Broker', status: 'proposed', threadId: thread('a'), turn: 3 },
    ]);
  });

  it('is kept for as long again after each look at it and each change', async () => {
    const { place, thread } = channel();
    await log.reserve(place, thread('a'), 1, ['Broker']);
    const [redis] = connections;
    const kept = (await redis?.keys(`*${place.channelId}}*`)) ?? [];
    expect(kept).toHaveLength(2);
    const uses = [
      () => log.list(place),
      () => log.reserve(place, thread('b'), 1, ['Storage']),
      () => log.accept(place, acceptance(thread('a'), 'Broker')),
      () => log.accept(place, acceptance(thread('a'), 'Broker')),
    ];
    for (const use of uses) {
      await Promise.all(kept.map((key) => redis?.pexpire(key, KEPT_MS / 10)));
      await use();
      const left = await Promise.all(kept.map((key) => redis?.pttl(key)));
      for (const ms of left) expect(ms).toBeGreaterThan(KEPT_MS / 10);
    }
  });
});

describe('a choice of another option than the proposed one', () => {
  it('has a number of its own, and makes the proposal void', async () => {
    const { place, thread } = channel();
    const [number = 0] = await log.reserve(place, thread('a'), 1, ['Kafka']);
    const { number: _, ...other } = acceptance(thread('a'), 'Modular monolith');
    const accepted = await log.accept(place, { ...other, replaces: number });
    expect(accepted.record).toMatchObject({ number: 2, status: 'accepted', supersedes: [1] });
    expect(accepted.superseded).toMatchObject([{ number: 1, title: 'Kafka', supersededBy: 2 }]);
    expect(await log.list(place)).toMatchObject([{ status: 'superseded' }, { status: 'accepted' }]);
  });

  it('touches no proposal of another thread', async () => {
    const { place, thread } = channel();
    const [number = 0] = await log.reserve(place, thread('b'), 1, ['Kafka']);
    const { number: _, ...other } = acceptance(thread('a'), 'Modular monolith');
    expect((await log.accept(place, { ...other, replaces: number })).superseded).toEqual([]);
  });
});
