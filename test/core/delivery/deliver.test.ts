import { describe, expect, it } from 'vitest';
import type { Part } from '../../../src/core/chat/chat.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';
import { type DeliverDeps, deliverThread } from '../../../src/core/delivery/deliver.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { Delivery, ThreadState } from '../../../src/core/thread/state.ts';
import type { Outcome } from '../../../src/core/thread/store.ts';
import { thread } from '../thread/threads.ts';

const ANSWER: Outcome = {
  kind: 'answer',
  markdown: 'Use a queue.',
  footer: {
    agent: { id: 'backend', title: 'Backend', hash: 'abc' },
    model: 'sonnet',
    turns: 1,
    inputTokens: 1,
    outputTokens: 1,
    cachedTokens: 0,
    tookMs: 1,
  },
};
const END: Delivery = { id: 't1:end-3', turn: 1, target: 'replace', content: { kind: 'outcome' } };
const REFUSAL = new AppError('slack-refused', { retry: 'never' });
const AWAY = new AppError('slack-unavailable', { retry: 'backoff' });

type Faults = {
  plan?: (reply: Reply) => Part[] | undefined;
  /** What a call fails with; `n` counts the updates, from 1. */
  update?: (n: number) => AppError | undefined;
  post?: (part: Part) => AppError | undefined;
};

/** A thread with its messages: first the receipt, then what was posted. */
function aThread(state: ThreadState, outcome: Outcome | 'gone' = ANSWER, faults: Faults = {}) {
  const kept = { state, version: 1 };
  const messages = new Map<string, unknown>([['100.2', 'working on it']]);
  const told: Reply[] = [];
  const givenUp: unknown[] = [];
  const rows = new Map<string, string>();
  let updates = 0;
  const never = () => Promise.reject(new Error('not expected here'));
  const deps: DeliverDeps = {
    chat: {
      plan: (reply) => faults.plan?.(reply) ?? [{ kind: 'message', id: 'm0', content: reply }],
      async ready() {},
      async post(where, part, key) {
        const fault = faults.post?.(part);
        if (fault) throw fault;
        messages.set(key, part.kind === 'message' ? part.content : part.files.map((file) => file.name));
        return { channelId: where.channelId, messageId: key };
      },
      async update(_where, { messageId }, part) {
        updates += 1;
        const fault = faults.update?.(updates);
        if (fault) throw fault;
        if (part.kind === 'message') messages.set(messageId, part.content);
      },
      find: async () => undefined,
      async tell(_where, _person, reply) {
        told.push(reply);
      },
      history: never,
      person: never,
      async setSession() {},
    },
    store: {
      find: never,
      load: async () => ({ state: kept.state, version: kept.version }),
      async save({ state: next, version }) {
        if (version !== kept.version) return 'conflict';
        kept.state = next;
        kept.version += 1;
        return 'saved';
      },
      once: never,
      transcript: never,
      outcome: async () => (outcome === 'gone' ? undefined : outcome),
      progress: { read: async () => undefined, async write() {} },
      active: never,
      index: { uninvited: never, latest: never },
      agents: { keep: never, read: never },
    },
    ledger: {
      async begin(_thread, key) {
        const messageId = rows.get(key);
        return messageId === undefined ? { kind: 'free' } : { kind: 'sent', messageId };
      },
      async sent(_thread, key, messageId) {
        rows.set(key, messageId);
      },
      async forget() {},
    },
    jobs: { async enqueue() {}, async cancel() {} },
    decisions: { accept: never },
    workshop: { readSources: never, draw: never },
    agents: () => [],
    sleep: async () => {},
    now: () => 2_000_000,
    mayShowProgress: () => false,
    onGivenUp: (_id, error) => givenUp.push(error),
  };
  return {
    messages,
    told,
    givenUp,
    kept,
    shown: () => messages.get('100.2'),
    deliver: () => deliverThread(deps, state.id, new AbortController().signal),
  };
}

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
    expect(shown()).toMatchObject({ kind: 'failure', reason: 'unexpected', canRetry: false });
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
    expect(shown()).toMatchObject({ kind: 'failure' });
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
