import { describe, expect, it } from 'vitest';
import type { Part } from '../../../src/core/chat/chat.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { Delivery } from '../../../src/core/thread/state.ts';
import { thread } from '../thread/threads.ts';
import { ANSWER, aThread, END } from './a-thread.ts';

const REFUSAL = new AppError('slack-refused', { retry: 'never' });
const AWAY = new AppError('slack-unavailable', { retry: 'backoff' });

const ended = (...deliveries: Delivery[]) => thread('answered', { deliveries });
/** What only a fault of ours can bring. */
const fails = (kind: Reply['kind']) => (reply: Reply) => {
  if (reply.kind === kind) throw new TypeError('undefined is not an object');
  return undefined;
};

describe('what can not be shown', () => {
  it('for a fault of ours is replaced by a failure, and what comes after it goes on', async () => {
    const after: Delivery = {
      id: 'after',
      turn: 1,
      target: 'post',
      content: { kind: 'inline', reply: { kind: 'notice', markdown: 'Noted.' } },
    };
    const { deliver, shown, messages, kept, givenUp } = aThread(ended(END, after), ANSWER, {
      plan: fails('answer'),
    });
    await deliver();
    expect(shown()).toMatchObject({ kind: 'failure', reason: 'unexpected', canRetry: true });
    expect([...messages.values()]).toContainEqual({ kind: 'notice', markdown: 'Noted.' });
    expect(kept.state.deliveries).toEqual([]);
    expect(givenUp).toMatchObject([{ code: 'not-presentable', cause: expect.any(TypeError) }]);
  });

  it('because the platform refuses it is replaced by a failure', async () => {
    const refuseOnce = { update: (n: number) => (n === 1 ? REFUSAL : undefined) };
    const { deliver, shown, kept, told } = aThread(ended(END), ANSWER, refuseOnce);
    await deliver();
    expect(shown()).toMatchObject({ kind: 'failure' });
    expect(kept.state.deliveries).toEqual([]);
    expect(told).toEqual([]);
  });

  it('because its result is kept no more is replaced by a failure', async () => {
    const { deliver, shown } = aThread(ended(END), 'gone');
    await deliver();
    expect(shown()).toMatchObject({ kind: 'failure', canRetry: false });
  });

  it('is said anew where its message was deleted', async () => {
    const gone = { update: () => new AppError('message-gone', { retry: 'never' }), plan: fails('answer') };
    const { deliver, messages } = aThread(ended(END), ANSWER, gone);
    await deliver();
    expect([...messages.values()]).toContainEqual(expect.objectContaining({ kind: 'failure' }));
  });

  it('is tried again as long as the platform can not be reached to say so', async () => {
    let isAway = true;
    const faults = { plan: fails('answer'), update: () => (isAway ? AWAY : undefined) };
    const { deliver, shown, kept } = aThread(ended(END), ANSWER, faults);
    await expect(deliver()).rejects.toBe(AWAY);
    expect(kept.state.deliveries).toEqual([END]);
    isAway = false;
    await deliver();
    expect(shown()).toMatchObject({ kind: 'failure' });
  });

  it('nor said in the thread is told to the asker alone', async () => {
    const { deliver, told, kept } = aThread(ended(END), ANSWER, { update: () => REFUSAL });
    await deliver();
    expect(told).toMatchObject([{ kind: 'notice' }]);
    expect(kept.state.deliveries).toEqual([]);
  });

  it('leaves what is shown already, and the asker hears that a part is missing', async () => {
    const parts = (reply: Reply): Part[] => [
      { kind: 'message', id: 'm0', content: reply },
      { kind: 'message', id: 'm1', content: 'the rest' },
    ];
    const { deliver, shown, told, kept } = aThread(ended(END), ANSWER, {
      plan: (reply) => (reply.kind === 'answer' ? parts(reply) : undefined),
      post: (part) => (part.id === 'm1' ? REFUSAL : undefined),
    });
    await deliver();
    expect(shown()).toMatchObject({ kind: 'answer' });
    expect(told).toMatchObject([{ kind: 'notice' }]);
    expect(kept.state.deliveries).toEqual([]);
  });

  it('of the progress of a turn does not keep the turn from running', async () => {
    const again: Delivery = { id: 't1:again-3', turn: 1, target: 'replace', content: { kind: 'progress' } };
    const { deliver, shown, kept } = aThread(thread('working', { deliveries: [again] }), ANSWER, {
      update: () => REFUSAL,
    });
    await deliver();
    expect(shown()).toBe('working on it');
    expect(kept.state.phase.kind).toBe('working');
    expect(kept.state.deliveries).toEqual([]);
  });
});

describe('a reply of several parts', () => {
  const files = (...names: string[]) =>
    names.map((name) => ({ name, mediaType: 'text/markdown', content: name }));

  it('is whole and without doubles when a later plan has fewer pictures', async () => {
    let tries = 0;
    const plan = (reply: Reply): Part[] => [
      { kind: 'message', id: 'm0', content: reply },
      ...(tries === 0
        ? [{ kind: 'files' as const, id: 'pictures-0', files: files('diagram.png', 'diagram.svg') }]
        : []),
      { kind: 'files', id: 'files-0', files: files('design.md') },
      { kind: 'files', id: 'files-1', files: files('design.zip') },
    ];
    const { deliver, messages } = aThread(ended(END), ANSWER, {
      plan,
      post: (part) => (tries === 0 && part.id === 'files-1' ? AWAY : undefined),
    });
    await expect(deliver()).rejects.toBe(AWAY);
    tries += 1;
    await deliver();
    expect([...messages.values()].slice(1)).toEqual([
      ['diagram.png', 'diagram.svg'],
      ['design.md'],
      ['design.zip'],
    ]);
  });
});
