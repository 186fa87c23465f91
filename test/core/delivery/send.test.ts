import { describe, expect, it } from 'vitest';
import type { Part } from '../../../src/core/chat/chat.ts';
import type { MessageRef } from '../../../src/core/chat/message.ts';
import { type SendDeps, sendOnce } from '../../../src/core/delivery/send.ts';
import { AppError, UnknownOutcome } from '../../../src/core/errors.ts';
import { describeLedger } from '../../contracts/ledger-contract.ts';
import { createFakeLedger } from '../../fakes/ledger.ts';

const WHERE = {
  platform: 'slack' as const,
  workspaceId: 'T1',
  channelId: 'C1',
  direct: false,
  rootId: '1.1',
};
const PART: Part = { kind: 'message', id: 'm0', content: 'words' };

type Answer = 'ok' | 'lost' | 'dropped' | AppError;

/** A channel that keeps what is posted, and can lose the answer to a post that it carried out. */
function aChannel(answers: Answer[], held: boolean[] = []) {
  let posted: MessageRef[] = [];
  let count = 0;
  const slept: number[] = [];
  const turns: string[] = [];
  const ledger = createFakeLedger();
  let now = 1_000;
  const add = (): MessageRef => {
    const ref = { channelId: 'C1', messageId: `ts-${count++}` };
    posted.push(ref);
    return ref;
  };
  const deps: SendDeps = {
    ledger,
    now: () => now,
    isHeld: async () => held.shift() ?? true,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
    chat: {
      slowestMs: { withoutPictures: 10_000, withPictures: 18_000 },
      async ready(_where, what) {
        turns.push(what);
      },
      async post(_where, _part, _key, guard) {
        await guard();
        const answer = answers.shift() ?? 'ok';
        if (answer instanceof AppError) throw answer;
        if (answer === 'dropped') throw new UnknownOutcome('slack-unavailable');
        const ref = add();
        if (answer === 'lost') throw new UnknownOutcome('slack-unavailable');
        return ref;
      },
      find: async () => [...posted],
      async remove(_where, { messageId }) {
        posted = posted.filter((ref) => ref.messageId !== messageId);
      },
    },
  };
  const send = () => sendOnce(deps, 'thread', WHERE, PART, 'k', new AbortController().signal);
  return {
    posted: () => posted.map((ref) => ref.messageId),
    add,
    slept,
    turns,
    rows: ledger.rows,
    lose: ledger.lose,
    send,
    ledger,
    startLike: (at: number) => rowsOf(ledger, at),
  };
}

function rowsOf(ledger: ReturnType<typeof createFakeLedger>, at: number): void {
  ledger.rows.set('k', { kind: 'pending', since: at, last: at });
}

describeLedger('in memory', createFakeLedger);

describe('a part is posted once', () => {
  it('and a second run finds it sent', async () => {
    const channel = aChannel([]);
    await channel.send();
    await channel.send();
    expect(channel.posted()).toEqual(['ts-0']);
  });

  it('when the answer was lost: reading back finds it', async () => {
    const channel = aChannel(['lost']);
    expect((await channel.send()).ref.messageId).toBe('ts-0');
    expect(channel.posted()).toEqual(['ts-0']);
  });

  it('when the request was lost: the next run posts it, after the call can no longer be under way', async () => {
    const channel = aChannel(['dropped']);
    await expect(channel.send()).rejects.toThrow('slack-unavailable');
    await channel.send();
    expect(channel.posted()).toEqual(['ts-0']);
    expect(channel.slept.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(12_000);
  });

  it('at growing distances, when no attempt is carried out in time', async () => {
    const channel = aChannel(['dropped', 'dropped', 'dropped', 'dropped']);
    for (let i = 0; i < 4; i++) await expect(channel.send()).rejects.toThrow('slack-unavailable');
    await channel.send();
    expect(channel.slept).toEqual([12_000, 12_000, 24_000, 48_000]);
    expect(channel.posted()).toEqual(['ts-0']);
  });

  it('when a run died between the call and its note', async () => {
    const channel = aChannel([]);
    channel.startLike(0);
    channel.add();
    expect((await channel.send()).ref.messageId).toBe('ts-0');
    expect(channel.posted()).toEqual(['ts-0']);
  });

  it('when its row was lost with the server that kept it', async () => {
    const channel = aChannel([]);
    await channel.send();
    channel.lose(0);
    expect((await channel.send()).ref.messageId).toBe('ts-0');
    expect(channel.posted()).toEqual(['ts-0']);
    expect(channel.slept).toEqual([]);
  });

  it('after a pause that the platform asked for', async () => {
    const channel = aChannel([new AppError('slack-rate-limited', { retry: { afterMs: 3_000 } })]);
    await channel.send();
    expect(channel.posted()).toEqual(['ts-0']);
    expect(channel.slept).toEqual([3_000]);
    expect(channel.turns).toEqual(['message', 'message']);
  });

  it('and takes no turn of the channel when it is there already', async () => {
    const channel = aChannel([]);
    await channel.send();
    await channel.send();
    expect(channel.turns).toEqual(['message']);
  });

  it('and a refusal leaves the row free', async () => {
    const channel = aChannel([new AppError('not-in-channel', { retry: 'never' })]);
    await expect(channel.send()).rejects.toThrow('not-in-channel');
    expect(channel.rows.size).toBe(0);
    await channel.send();
    expect(channel.posted()).toEqual(['ts-0']);
  });

  it('by a process that was not held up: one that was says nothing, and leaves the row free', async () => {
    const channel = aChannel([], [false]);
    await expect(channel.send()).rejects.toThrow('not-held');
    expect([channel.posted(), channel.rows.size]).toEqual([[], 0]);
  });

  it('and what was posted a second time is in doubt, since the first attempt may happen yet', async () => {
    const channel = aChannel(['dropped']);
    await expect(channel.send()).rejects.toThrow('slack-unavailable');
    expect((await channel.send()).doubt).toMatchObject({ key: 'k', since: 1_000 });
    expect((await channel.send()).doubt).toMatchObject({ key: 'k', since: 1_000 });
  });

  it('and a second message is taken away when another worker was faster', async () => {
    const channel = aChannel([]);
    const fast = channel.ledger.sent;
    channel.ledger.sent = async (thread, key, id) => {
      channel.ledger.sent = fast;
      await fast(thread, key, channel.add().messageId);
      return fast(thread, key, id);
    };
    expect((await channel.send()).ref.messageId).toBe('ts-1');
    expect(channel.posted()).toEqual(['ts-1']);
  });
});
