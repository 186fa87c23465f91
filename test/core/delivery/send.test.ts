import { describe, expect, it } from 'vitest';
import type { Part } from '../../../src/core/chat/chat.ts';
import type { MessageRef } from '../../../src/core/chat/message.ts';
import { type SendDeps, sendOnce } from '../../../src/core/delivery/send.ts';
import { AppError, UnknownOutcome } from '../../../src/core/errors.ts';
import type { Ledger } from '../../../src/core/thread/store.ts';

const WHERE = {
  platform: 'slack' as const,
  workspaceId: 'T1',
  channelId: 'C1',
  direct: false,
  rootId: '1.1',
};
const PART: Part = { kind: 'message', id: 'm0', content: 'words' };

/** A channel that keeps what is posted, and can lose the answer to a post that it carried out. */
function aChannel(answers: ('ok' | 'lost' | 'dropped' | AppError)[]) {
  const posted: string[] = [];
  const slept: number[] = [];
  const rows = new Map<string, string>();
  let now = 1_000;
  const ref = (key: string): MessageRef => ({ channelId: 'C1', messageId: `ts-${key}` });
  const ledger: Ledger = {
    async begin(_thread, key, at) {
      const row = rows.get(key);
      if (row === undefined) {
        rows.set(key, `pending:${at}`);
        return { kind: 'free' };
      }
      const [kind, value = ''] = row.split(':');
      return kind === 'sent' ? { kind, messageId: value } : { kind: 'pending', since: Number(value) };
    },
    async sent(_thread, key, messageId) {
      rows.set(key, `sent:${messageId}`);
    },
    async forget(_thread, key) {
      rows.delete(key);
    },
  };
  const deps: SendDeps = {
    ledger,
    now: () => now,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
    chat: {
      async ready() {},
      async post(_where: unknown, _part: Part, key: string) {
        const answer = answers.shift() ?? 'ok';
        if (answer instanceof AppError) throw answer;
        if (answer !== 'dropped') posted.push(key);
        if (answer !== 'ok') throw new UnknownOutcome('slack-unavailable');
        return ref(key);
      },
      async find(_where: unknown, { key }: { key: string }) {
        return posted.includes(key) ? ref(key) : undefined;
      },
    },
  };
  const send = () => sendOnce(deps, 'thread', WHERE, PART, 'k', new AbortController().signal);
  return { posted, slept, rows, send, startLike: (at: number) => rows.set('k', `pending:${at}`) };
}

describe('a part is posted once', () => {
  it('and a second run finds it sent', async () => {
    const channel = aChannel([]);
    await channel.send();
    await channel.send();
    expect(channel.posted).toEqual(['k']);
  });

  it('when the answer was lost: reading back finds it', async () => {
    const channel = aChannel(['lost']);
    expect((await channel.send()).messageId).toBe('ts-k');
    expect(channel.posted).toEqual(['k']);
  });

  it('when the request was lost: the next run posts it, after the call can no longer be under way', async () => {
    const channel = aChannel(['dropped']);
    await expect(channel.send()).rejects.toThrow('slack-unavailable');
    await channel.send();
    expect(channel.posted).toEqual(['k']);
    expect(channel.slept.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(12_000);
  });

  it('when a run died between the call and its note', async () => {
    const channel = aChannel([]);
    channel.startLike(0);
    channel.posted.push('k');
    expect((await channel.send()).messageId).toBe('ts-k');
    expect(channel.posted).toEqual(['k']);
  });

  it('after a pause that the platform asked for', async () => {
    const channel = aChannel([new AppError('slack-rate-limited', { retry: { afterMs: 3_000 } })]);
    await channel.send();
    expect(channel.posted).toEqual(['k']);
    expect(channel.slept).toEqual([3_000]);
  });

  it('and a refusal leaves the row free', async () => {
    const channel = aChannel([new AppError('not-in-channel', { retry: 'never' })]);
    await expect(channel.send()).rejects.toThrow('not-in-channel');
    expect(channel.rows.size).toBe(0);
    await channel.send();
    expect(channel.posted).toEqual(['k']);
  });
});
