import type { Part } from '../../../src/core/chat/chat.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';
import { type DeliverDeps, deliverThread } from '../../../src/core/delivery/deliver.ts';
import { type AppError, UnknownOutcome } from '../../../src/core/errors.ts';
import type { Delivery, ThreadState } from '../../../src/core/thread/state.ts';
import type { Outcome } from '../../../src/core/thread/store.ts';
import { createFakeFailedRuns } from '../../fakes/failed-runs.ts';
import { createFakeLedger } from '../../fakes/ledger.ts';

export const ANSWER: Extract<Outcome, { kind: 'answer' }> = {
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
export const END: Delivery = { id: 't1:end-3', turn: 1, target: 'replace', content: { kind: 'outcome' } };
type Faults = {
  plan?: (reply: Reply) => Part[] | undefined;
  /** What a call fails with; `n` counts the updates, from 1. */
  update?: (n: number) => AppError | undefined;
  post?: (part: Part) => AppError | undefined;
  /** What telling somebody alone fails with; counted from 1. */
  tell?: (n: number) => AppError | undefined;
  /** Somebody was told something alone, and does something at once. */
  onTold?: () => void;
  /** Calls that happen only when the test says so, long after their callers were told that nobody knows. */
  late?: { post?: number; update?: number };
  /** So many updates, from the first, have pictures that are not ready in time. */
  inWords?: number;
};

/** A thread with its messages: first the receipt, then what was posted. */
export function aThread(state: ThreadState, outcome: Outcome | 'gone' = ANSWER, faults: Faults = {}) {
  const kept = { state, version: 1 };
  const messages = new Map<string, unknown>([['100.2', 'working on it']]);
  const told: Reply[] = [];
  const tellKeys: (string | undefined)[] = [];
  const givenUp: unknown[] = [];
  const failedRuns = createFakeFailedRuns();
  const late: (() => void)[] = [];
  const keysOf = new Map<string, string>();
  let onSession = () => {};
  let updates = 0;
  let posts = 0;
  let now = 2_000_000;
  const never = () => Promise.reject(new Error('not expected here'));
  const deps: DeliverDeps = {
    chat: {
      slowestMs: { withoutPictures: 10_000, withPictures: 18_000 },
      plan: (reply) => faults.plan?.(reply) ?? [{ kind: 'message', id: 'm0', content: reply }],
      async ready() {},
      async post(where, part, key) {
        const fault = faults.post?.(part);
        if (fault) throw fault;
        posts += 1;
        const messageId = `${key}#${posts}`;
        const happen = () => {
          keysOf.set(messageId, key);
          messages.set(
            messageId,
            part.kind === 'message' ? part.content : part.files.map((file) => file.name),
          );
        };
        if (posts === faults.late?.post) {
          late.push(happen);
          throw new UnknownOutcome('slack-unavailable');
        }
        happen();
        return { channelId: where.channelId, messageId };
      },
      async update(_where, { messageId }, part) {
        updates += 1;
        const fault = faults.update?.(updates);
        if (fault) throw fault;
        const happen = () => void (part.kind === 'message' && messages.set(messageId, part.content));
        if (updates === faults.late?.update) {
          late.push(happen);
          throw new UnknownOutcome('slack-unavailable');
        }
        happen();
        return updates <= (faults.inWords ?? 0) ? 'in-words' : 'whole';
      },
      async find({ channelId }, { key }) {
        const ids = [...messages.keys()].filter((id) => keysOf.get(id) === key);
        return ids.map((messageId) => ({ channelId, messageId }));
      },
      async remove(_where, { messageId }) {
        messages.delete(messageId);
      },
      async tell(_where, _person, reply, { once } = {}) {
        tellKeys.push(once?.key);
        const fault = faults.tell?.(tellKeys.length);
        if (fault) throw fault;
        told.push(reply);
        faults.onTold?.();
      },
      history: never,
      person: never,
      async setSession() {
        onSession();
        return true;
      },
    },
    store: {
      awake: never,
      find: never,
      load: async () => ({ state: kept.state, version: kept.version }),
      async save({ state: next, version }) {
        if (version !== kept.version) return 'conflict';
        kept.state = next;
        kept.version += 1;
        return 'saved';
      },
      once: never,
      seen: never,
      transcript: never,
      outcome: async () => (outcome === 'gone' ? undefined : outcome),
      progress: { read: async () => undefined, async write() {} },
      active: never,
      due: never,
      abandon: never,
      index: { uninvited: never, latest: never, notable: never, ended: never },
      agents: { keep: never, read: never },
    },
    ledger: createFakeLedger(),
    failedRuns,
    isHeld: async () => true,
    jobs: { async enqueue() {}, async cancel() {} },
    decisions: { accept: never },
    digests: { pause: never, read: never },
    workshop: { readSources: never, draw: never, drawChart: never },
    agents: () => [],
    async sleep(ms) {
      now += ms;
    },
    now: () => now,
    mayShowProgress: async () => false,
    mayShowChart: async () => false,
    onGivenUp: (_id, error) => givenUp.push(error),
  };
  return {
    messages,
    updates: () => updates,
    told,
    tellKeys,
    givenUp,
    failedRuns,
    kept,
    shown: () => messages.get('100.2'),
    /** Everything that is late happens now. */
    happenLate() {
      for (const happen of late.splice(0)) happen();
    },
    /** While the state of the thread is set. */
    onSession(happen: () => void) {
      onSession = happen;
    },
    pass(ms: number) {
      now += ms;
    },
    deliver: () => deliverThread(deps, state.id, new AbortController().signal),
  };
}
