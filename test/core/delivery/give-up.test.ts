import { describe, expect, it } from 'vitest';
import { AppError, UnknownOutcome } from '../../../src/core/errors.ts';
import { canRetry, retry } from '../../../src/core/thread/retry.ts';
import type { Delivery, ThreadState } from '../../../src/core/thread/state.ts';
import { hasWork } from '../../../src/core/thread/state.ts';
import { describeStatus } from '../../../src/core/thread/status.ts';
import { invited } from '../../../src/core/thread/transitions.ts';
import { isStuck } from '../../../src/core/turn/failed-runs.ts';
import { OPEN, thread } from '../thread/threads.ts';
import { ANSWER, aThread, END } from './a-thread.ts';

const MINUTE_MS = 60_000;
const REVOKED = new AppError('slack-credentials', { retry: 'never' });
const REFUSED = new AppError('slack-refused', { retry: 'never' });
const ARCHIVED = new AppError('channel-gone', { retry: 'never' });
const RECEIPT: Delivery = { id: 't1', turn: 1, target: 'receipt', content: { kind: 'progress' } };
const CLOSED: Delivery = { ...END, id: 't1:closed-3' };

const answered = (change: Partial<ThreadState> = {}) => thread('answered', { deliveries: [END], ...change });

describe('what an operator can mend', () => {
  it('is noted once, tried later each time up to an hour, and forgotten when it is shown', async () => {
    let isRevoked = true;
    const { deliver, failedRuns, kept, shown, pass } = aThread(answered(), ANSWER, {
      update: () => (isRevoked ? REVOKED : undefined),
    });
    const waits: number[] = [];
    for (let n = 0; n < 9; n++) {
      const triedAt = n === 0 ? undefined : (await failedRuns.list())[0]?.at;
      await expect(deliver()).rejects.toBe(REVOKED);
      const [run, ...others] = await failedRuns.list();
      expect(others).toEqual([]);
      if (!run || !isStuck(run)) throw new Error('it is not noted');
      expect(run).toMatchObject({ kind: 'delivery', code: 'slack-credentials', tries: n + 1 });
      if (triedAt !== undefined) expect(run.at).toBeGreaterThan(triedAt);
      waits.push((run.nextTryAt - run.at) / MINUTE_MS);
      expect(await failedRuns.held(run.nextTryAt - 1)).toEqual([kept.state.id]);
      pass(run.nextTryAt - run.at);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    isRevoked = false;
    await deliver();
    expect(shown()).toMatchObject({ kind: 'answer' });
    expect(await failedRuns.list()).toEqual([]);
  });

  it('is not put off by what people do meanwhile', async () => {
    const { deliver, failedRuns } = aThread(answered(), ANSWER, { update: () => REVOKED });
    await expect(deliver()).rejects.toBe(REVOKED);
    const [first] = await failedRuns.list();
    await expect(deliver()).rejects.toBe(REVOKED);
    expect(await failedRuns.list()).toEqual([first]);
  });
});

describe('a result that was refused', () => {
  it('is noted with what people were told, and shown by a retry', async () => {
    let isRefused = true;
    const { deliver, failedRuns, kept, shown, givenUp } = aThread(answered(), ANSWER, {
      plan: (reply) => {
        if (isRefused && reply.kind === 'answer') throw REFUSED;
        return undefined;
      },
    });
    await deliver();
    expect(shown()).toMatchObject({ kind: 'failure', canRetry: true });
    expect(await failedRuns.list()).toMatchObject([
      { kind: 'delivery', deliveryId: END.id, code: 'slack-refused', message: expect.stringMatching(/./) },
    ]);
    expect(givenUp).toEqual([REFUSED]);
    expect(hasWork(kept.state)).toBe(false);
    expect(describeStatus(kept.state, 0)).toContain('retry');
    isRefused = false;
    kept.state = retry(kept.state, 0);
    await deliver();
    expect(shown()).toMatchObject({ kind: 'answer' });
    expect(await failedRuns.list()).toEqual([]);
    expect(canRetry(kept.state)).toBe(false);
  });

  it('and asks something is asked as it stands when it is shown at last', async () => {
    const card: Delivery = {
      ...END,
      content: {
        kind: 'inline',
        reply: {
          kind: 'questions',
          ref: { threadId: 'slack:T1:C1:100.1', turn: 1 },
          agent: ANSWER.footer.agent,
          open: OPEN,
        },
      },
    };
    let isRefused = true;
    const { deliver, kept, shown } = aThread(thread('waiting', { deliveries: [card] }), ANSWER, {
      update: (n) => (isRefused && n === 1 ? REFUSED : undefined),
    });
    await deliver();
    expect(shown()).toMatchObject({ kind: 'failure', canRetry: true });
    isRefused = false;
    const { phase } = kept.state;
    if (phase.kind !== 'waiting') throw new Error('it waits no more');
    kept.state = retry({ ...kept.state, phase: { ...phase, open: { ...OPEN, skipped: ['team'] } } }, 0);
    await deliver();
    expect(shown()).toMatchObject({ kind: 'questions', open: { skipped: ['team'] } });
  });
});

describe('a thread whose channel is gone', () => {
  const gone = { update: () => ARCHIVED, post: () => ARCHIVED };

  it.each([
    ['a turn is about to begin', thread('working', { deliveries: [RECEIPT] })],
    ['a question is open', thread('waiting', { deliveries: [CLOSED] })],
    ['a result is shown', answered()],
  ])('while %s tells its asker once, and has no work left', async (_name, state) => {
    const { deliver, told, kept, failedRuns } = aThread(state, ANSWER, gone);
    await deliver();
    await deliver();
    expect(told).toMatchObject([{ kind: 'notice' }]);
    expect(hasWork(kept.state)).toBe(false);
    expect(canRetry(kept.state)).toBe(true);
    expect(await failedRuns.list()).toMatchObject([{ kind: 'delivery', code: 'channel-gone', turn: 1 }]);
  });

  it('keeps the questions that nobody answered', async () => {
    const { deliver, kept } = aThread(thread('waiting', { deliveries: [CLOSED] }), ANSWER, gone);
    await deliver();
    expect(retry(kept.state, 0)).toMatchObject({ phase: { kind: 'waiting', open: OPEN } });
  });

  it('is run again for whoever asks for that as soon as they hear of it', async () => {
    let isGone = true;
    const fault = () => (isGone ? ARCHIVED : undefined);
    const room = aThread(thread('working', { deliveries: [RECEIPT] }), ANSWER, {
      post: fault,
      update: fault,
      onTold() {
        isGone = false;
        expect(canRetry(room.kept.state)).toBe(true);
        room.kept.state = retry(room.kept.state, 3_000_000);
        room.kept.version += 1;
      },
    });
    await room.deliver();
    expect(room.told).toHaveLength(1);
    expect(room.kept.state.phase).toMatchObject({ kind: 'working' });
    expect(room.kept.state.receipts[1]).toBeDefined();
  });

  it('tells its asker again when it is given up once more', async () => {
    const { deliver, told, kept } = aThread(answered(), ANSWER, gone);
    await deliver();
    kept.state = retry(kept.state, 0);
    await deliver();
    expect(told).toHaveLength(2);
  });

  it('has the message that roots it again when it is retried', async () => {
    const root: Delivery = {
      id: 'root',
      turn: 1,
      target: 'root',
      content: { kind: 'inline', reply: { kind: 'request', askerId: 'U1', question: 'How?' } },
    };
    const { rootId: _, ...rootless } = thread('working', { deliveries: [root, RECEIPT], receipts: {} });
    const faults = { isGone: true };
    const { deliver, kept, messages } = aThread(rootless, ANSWER, {
      post: () => (faults.isGone ? ARCHIVED : undefined),
    });
    await deliver();
    expect(kept.state.phase).toMatchObject({ kind: 'done', end: 'failed' });
    faults.isGone = false;
    kept.state = retry(kept.state, 0);
    await deliver();
    expect([...messages.values()].slice(1)).toMatchObject([{ kind: 'request' }, { kind: 'progress' }]);
    expect(kept.state.rootId).toBeDefined();
    expect(kept.state.receipts[1]).toBeDefined();
  });
});

describe('a thread in a channel where the bot is not', () => {
  const NOT_IN = new AppError('not-in-channel', { retry: 'never' });
  const unseen = () => thread('working', { deliveries: [RECEIPT], receipts: {}, epoch: 3 });

  it('waits for the invitation once its asker was told, and for nothing else', async () => {
    const { deliver, told, kept } = aThread(unseen(), ANSWER, { post: () => NOT_IN });
    await deliver();
    await deliver();
    expect(told).toMatchObject([{ kind: 'invite' }]);
    expect(kept.state).toMatchObject({ phase: { kind: 'uninvited' }, epoch: 4 });
    expect(hasWork(kept.state)).toBe(false);
  });

  it('whose asker could not be told tells them the same later', async () => {
    const at = aThread(unseen(), ANSWER, {
      post: () => NOT_IN,
      tell: (n) => (n === 1 ? new UnknownOutcome('slack-unavailable') : undefined),
    });
    await expect(at.deliver()).rejects.toThrow('slack-unavailable');
    expect(hasWork(at.kept.state)).toBe(true);
    await at.deliver();
    expect(at.told).toHaveLength(1);
    expect(new Set(at.tellKeys).size).toBe(1);
    expect(hasWork(at.kept.state)).toBe(false);
  });

  it('whose worker died before it told its asker still does', async () => {
    const phase = { kind: 'uninvited', since: 1, isUntold: true } as const;
    const at = aThread({ ...unseen(), phase, epoch: 4 }, ANSWER, { post: () => NOT_IN });
    expect(hasWork(at.kept.state)).toBe(true);
    await at.deliver();
    expect(at.told).toMatchObject([{ kind: 'invite' }]);
    expect(at.kept.state).toMatchObject({ phase: { kind: 'uninvited' }, epoch: 4 });
    expect(hasWork(at.kept.state)).toBe(false);
  });

  it('goes on for whoever invites the bot as soon as they hear of it', async () => {
    let isIn = false;
    const room = aThread(unseen(), ANSWER, {
      post: () => (isIn ? undefined : NOT_IN),
      onTold() {
        isIn = true;
        room.kept.state = invited(room.kept.state, 3_000_000);
        room.kept.version += 1;
      },
    });
    await room.deliver();
    expect(room.kept.state.phase).toMatchObject({ kind: 'working' });
    expect(room.kept.state.receipts[1]).toBeDefined();
  });
});
