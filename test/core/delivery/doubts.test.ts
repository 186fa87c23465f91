import { describe, expect, it } from 'vitest';
import { DOUBTED_FOR_MS } from '../../../src/core/delivery/doubts.ts';
import type { Delivery } from '../../../src/core/thread/state.ts';
import { hasWork } from '../../../src/core/thread/state.ts';
import { thread } from '../thread/threads.ts';
import { ANSWER, aThread, END } from './a-thread.ts';

const NOTE: Delivery = {
  id: 'note',
  turn: 1,
  target: 'post',
  content: { kind: 'inline', reply: { kind: 'notice', markdown: 'By the way.' } },
};

describe('a call whose answer was given up, and that happens long after', () => {
  it('leaves one message, though it was posted again meanwhile', async () => {
    const at = aThread(thread('answered', { deliveries: [NOTE] }), ANSWER, { late: { post: 1 } });
    await expect(at.deliver()).rejects.toThrow('slack-unavailable');
    await at.deliver();
    at.happenLate();
    const notes = () => [...at.messages.keys()].filter((id) => id.includes('/note/'));
    expect(notes()).toHaveLength(2);
    expect(hasWork(at.kept.state)).toBe(true);
    await at.deliver();
    expect(notes()).toHaveLength(2);
    at.pass(DOUBTED_FOR_MS);
    await at.deliver();
    expect(notes()).toHaveLength(1);
    expect(hasWork(at.kept.state)).toBe(false);
  });

  it('does not stay above what was shown in its place since', async () => {
    const question: Delivery = {
      id: 't1:q',
      turn: 1,
      target: 'replace',
      content: { kind: 'inline', reply: { kind: 'notice', markdown: 'An older picture.' } },
    };
    const at = aThread(thread('answered', { deliveries: [question, END] }), ANSWER, { late: { update: 1 } });
    await expect(at.deliver()).rejects.toThrow('slack-unavailable');
    await at.deliver();
    expect(at.shown()).toMatchObject({ kind: 'answer' });
    at.happenLate();
    expect(at.shown()).toMatchObject({ kind: 'notice' });
    at.pass(DOUBTED_FOR_MS);
    await at.deliver();
    expect(at.shown()).toMatchObject({ kind: 'answer' });
    expect(hasWork(at.kept.state)).toBe(false);
  });

  it('and that did not happen at all costs nothing but a look', async () => {
    const at = aThread(thread('answered', { deliveries: [END] }), ANSWER, { late: { update: 1 } });
    await expect(at.deliver()).rejects.toThrow('slack-unavailable');
    await at.deliver();
    at.pass(DOUBTED_FOR_MS);
    await at.deliver();
    expect(at.shown()).toMatchObject({ kind: 'answer' });
    expect(at.messages.size).toBe(1);
    expect(at.kept.state.doubts).toBeUndefined();
  });
});

it('what comes to be in doubt long enough while another doubt is looked at is looked at later', async () => {
  const at = aThread(thread('answered', { deliveries: [NOTE] }), ANSWER, { late: { post: 1 } });
  await expect(at.deliver()).rejects.toThrow('slack-unavailable');
  await at.deliver();
  at.happenLate();
  const [post] = at.kept.state.doubts ?? [];
  if (!post) throw new Error('no doubt');
  const older = { kind: 'session' as const, at: post.at - 5_000 };
  at.kept.state = { ...at.kept.state, doubts: [older, post] };
  at.onSession(() => at.pass(10_000));
  at.pass(DOUBTED_FOR_MS - 5_000);
  await at.deliver();
  expect(at.kept.state.doubts).toEqual([post]);
  await at.deliver();
  expect(hasWork(at.kept.state)).toBe(false);
  expect([...at.messages.keys()].filter((id) => id.includes('/note/'))).toHaveLength(1);
});

describe('a message whose pictures are not ready in time', () => {
  it.each([
    [1, 2],
    [2, 3],
    [9, 4],
  ])('%i times is shown again until they are, and not for ever', async (times, updates) => {
    const at = aThread(thread('answered', { deliveries: [END] }), ANSWER, { inWords: times });
    await at.deliver();
    await at.deliver();
    expect(at.updates()).toBe(1);
    for (let look = 0; look < 5; look++) {
      at.pass(DOUBTED_FOR_MS);
      await at.deliver();
    }
    expect(at.updates()).toBe(updates);
    expect(hasWork(at.kept.state)).toBe(false);
  });
});
