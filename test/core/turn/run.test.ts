import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeRedis, createPatientRedis } from '../../../src/adapters/redis/connection.ts';
import { createDecisionLog } from '../../../src/adapters/redis/decision-log.ts';
import { createThreadStore } from '../../../src/adapters/redis/thread-store.ts';
import type { DecisionLog } from '../../../src/core/decisions/decision-log.ts';
import type { Design } from '../../../src/core/design/document.ts';
import { NO_SOURCES } from '../../../src/core/design/sources/sources.ts';
import type { ThreadState } from '../../../src/core/thread/state.ts';
import type { ThreadStore } from '../../../src/core/thread/store.ts';
import { addNote, addToInbox, beginTurn, stop } from '../../../src/core/thread/transitions.ts';
import type { AssistantBlock, ModelReply } from '../../../src/core/turn/model.ts';
import { runTurn } from '../../../src/core/turn/run.ts';
import { claimTurn } from '../../../src/core/turn/session.ts';
import { createSubmitDesign } from '../../../src/core/turn/tools/submit-design.ts';
import { aDesign } from '../../fakes/design.ts';
import { testRedisUrl } from '../../fakes/redis.ts';
import { anAgent } from '../design/rules/builders.ts';
import { PLACE, thread } from '../thread/threads.ts';

let redis: Redis;
let store: ThreadStore;
let decisions: DecisionLog;
beforeAll(async () => {
  redis = createPatientRedis(await testRedisUrl());
  store = createThreadStore(redis, { threadMs: 60_000, seenMs: 60_000 });
  decisions = createDecisionLog(redis);
});
afterAll(() => closeRedis(redis));

type Step = (request: { said: string }) => AssistantBlock[] | Promise<AssistantBlock[]>;

let calls = 0;
const says = (text: string): AssistantBlock[] => [{ type: 'text', text }];
const handsIn = (input: unknown): AssistantBlock[] => [
  { type: 'tool_use', id: `toolu_${++calls}`, name: 'submit_design', input },
];
const BROKEN = { from: 'order', to: 'nowhere', kind: 'sync' } as const;

function faulty(title: string): Design {
  const design = aDesign({ title });
  const model = design.model ?? { contexts: [], nodes: [], links: [] };
  return { ...design, model: { ...model, links: [...model.links, BROKEN] } };
}

class Crash extends Error {}
const crash: Step = () => {
  throw new Crash('the process is gone');
};

let count = 0;

/** A thread in which ada has asked for a design, in a channel of its own. */
async function aThread(change: Partial<ThreadState> = {}) {
  const place = { ...PLACE, channelId: `R${++count}` };
  const id = `slack:T1:${place.channelId}:1.1`;
  const receipts = { 1: { channelId: place.channelId, messageId: '1.2' } };
  const fresh = thread('answered', { id, place, rootId: '1.1', turn: 0, designs: [], receipts, ...change });
  await store.save({ state: beginTurn(fresh, { authorId: 'U1', text: 'Design it.' }, 1), version: 0 });

  const controller = new AbortController();
  const load = async () => {
    const found = await store.load(id);
    if (!found) throw new Error('no thread');
    return found;
  };
  /** What people do, in between. */
  const people = async (deed: (state: ThreadState) => ThreadState) => {
    const { state, version } = await load();
    expect(await store.save({ state: deed(state), version })).toBe('saved');
  };
  /** A worker takes the turn; each step is a reply of the model. Resolves with how many of them it took. */
  const work = async (steps: Step[], agentId = 'test', lookUp = async () => {}) => {
    const queue = [...steps];
    const claim = await claimTurn(store, id);
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    const deps = {
      store,
      chat: {
        history: async () => [],
        person: async (_: string, id: string) => {
          await lookUp();
          return { id, name: id, standing: 'member' as const };
        },
      },
      model: {
        async reply({ messages }: { messages: unknown }): Promise<ModelReply> {
          const step = queue.shift();
          if (!step) throw new Error('no reply left');
          const content = await step({ said: JSON.stringify(messages) });
          const usage = { inputTokens: 1, outputTokens: 1, cachedTokens: 0 };
          return { turn: { role: 'assistant', content }, stop: 'end', usage, model: 'm' };
        },
      },
      tools: [createSubmitDesign(async () => NO_SOURCES)],
      decisions,
      retry: { delaysMs: [], mostWaitMs: 0 },
      sleep: async () => {},
      now: () => 1,
      isEnding: () => false,
      onEvent: () => {},
      onUsage: () => {},
    };
    const agent = { ...anAgent(), id: agentId, title: agentId };
    const end = await runTurn(deps, claim.session, agent, controller.signal).then(
      () => 'ended',
      (error: Error) => (error.cause instanceof Crash ? 'crashed' : error.message),
    );
    return { end, taken: steps.length - queue.length };
  };
  const outcome = (turn = 1) => store.outcome(id, turn);
  return { place, controller, people, work, outcome, now: async () => (await load()).state };
}

describe('a design that goes back to the model', () => {
  it('goes back no more often than without the crashes in between', async () => {
    const room = await aThread();
    for (let n = 0; n < 3; n++) {
      expect(await room.work([() => handsIn(faulty(`Try ${n}`)), crash])).toMatchObject({ end: 'crashed' });
    }
    expect(await room.work([() => handsIn(faulty('The fourth'))])).toEqual({ end: 'ended', taken: 1 });
    expect(await room.outcome()).toMatchObject({ kind: 'design', design: { title: 'The fourth' } });
  });

  it('is shown in its last readable form also where that was refused before a crash', async () => {
    const room = await aThread();
    await room.work([() => handsIn(faulty('Readable')), () => handsIn({ title: 'Half' }), crash]);
    const { taken } = await room.work([() => handsIn({}), () => handsIn([])]);
    expect(taken).toBe(2);
    const shown = await room.outcome();
    expect(shown).toMatchObject({ kind: 'design', design: { title: 'Readable' } });
    expect(shown?.kind === 'design' && shown.review.findings.some((f) => f.rule === 'dangling-link')).toBe(
      true,
    );
  });

  it('is shown with the words of a model that gives up on it after a crash', async () => {
    const room = await aThread();
    await room.work([() => handsIn(faulty('Readable')), crash]);
    await room.work([() => says('I can’t mend this.')]);
    expect(await room.outcome()).toMatchObject({ kind: 'design', design: { title: 'Readable' } });
  });

  it('is still the last one where the model was only told to say something', async () => {
    const room = await aThread();
    const { taken } = await room.work([
      () => handsIn(faulty('Readable')),
      () => says(' '),
      () => says('I can’t mend this.'),
    ]);
    expect(taken).toBe(3);
    expect(await room.outcome()).toMatchObject({ kind: 'design', design: { title: 'Readable' } });
  });

  it('fails in the end when none can be read, also after a crash', async () => {
    const room = await aThread();
    const unreadable: Step = () => handsIn({ title: 'Half' });
    await room.work([unreadable, unreadable, unreadable, crash]);
    expect(await room.work([unreadable, unreadable, unreadable])).toEqual({
      end: 'invalid-design',
      taken: 2,
    });
  });

  it('is not shown as the answer to words that came after it', async () => {
    const room = await aThread();
    await room.work([
      async () => {
        await room.people((s) => addToInbox(s, { authorId: 'U2', text: 'Why three services?' }));
        return handsIn(faulty('Refused'));
      },
      () => says('Because of the teams.'),
    ]);
    expect(await room.outcome()).toMatchObject({ kind: 'answer', markdown: 'Because of the teams.' });
  });

  it('is not counted for the next request', async () => {
    const room = await aThread();
    await room.work([() => handsIn(faulty('First')), () => handsIn(aDesign())]);
    await room.people((s) => beginTurn(s, { authorId: 'U1', text: 'Add refunds.' }, 2));
    await room.people((s) => ({
      ...s,
      receipts: { ...s.receipts, 2: { channelId: 'R', messageId: '2.1' } },
    }));
    const tries = [1, 2, 3].map(
      (n): Step =>
        () =>
          handsIn(faulty(`Try ${n}`)),
    );
    expect(await room.work([...tries, () => handsIn(aDesign())])).toEqual({ end: 'ended', taken: 4 });
  });
});

describe('the numbers of decisions', () => {
  it('are not taken by a run that was stopped while its design was on the way', async () => {
    const room = await aThread();
    const { end } = await room.work([
      async () => {
        await room.people((s) => stop(s, 'U1', 2));
        return handsIn(aDesign());
      },
    ]);
    expect(end).toBe('superseded');
    expect(await decisions.list(room.place)).toEqual([]);
  });

  it('are not taken by a run that is told to end', async () => {
    const room = await aThread();
    await room.work([
      () => {
        room.controller.abort();
        return handsIn(aDesign());
      },
    ]);
    expect(await decisions.list(room.place)).toEqual([]);
    expect(await room.outcome()).toBeUndefined();
  });

  it('are not taken twice when another worker has the thread', async () => {
    const room = await aThread();
    const other = () => room.work([() => handsIn(aDesign({ decisions: [] }))]);
    const { end } = await room.work([async () => (await other()) && handsIn(aDesign())]);
    expect(end).toBe('superseded');
    expect(await decisions.list(room.place)).toHaveLength(1);
  });
});

describe('a choice that changes while the model is told of it', () => {
  it('is heard in the end as it is', async () => {
    const room = await aThread();
    const note = (text: string) => (s: ThreadState) => addNote(s, { authorId: 'U2', text });
    await room.people(note('I choose A.'));
    const heard: string[] = [];
    await room.work([
      async ({ said }) => {
        heard.push(said);
        await room.people(note('I choose B.'));
        await room.people(note('I choose C.'));
        return handsIn({});
      },
      ({ said }) => {
        heard.push(said);
        return says('Understood.');
      },
    ]);
    expect(heard[0]).toContain('I choose A.');
    expect(heard[1]).toContain('I choose C.');
    expect(heard[1]).not.toContain('I choose B.');
    expect((await room.now()).inbox).toEqual([]);
  });
});

describe('a note that takes the place of another while that is read', () => {
  it('is not taken for the one that was read', async () => {
    const room = await aThread();
    const note = (text: string) => (s: ThreadState) => addNote(s, { authorId: 'U2', text });
    await room.people(note('I choose A.'));
    let isFirst = true;
    const heard: string[] = [];
    const hears: Step = ({ said }) => {
      heard.push(said);
      return heard.length === 1 ? handsIn({}) : says('Understood.');
    };
    await room.work([hears, hears], 'test', async () => {
      if (!isFirst) return;
      isFirst = false;
      await room.people(note('I choose B.'));
    });
    expect(heard[0]).toContain('I choose A.');
    expect(heard[1]).toContain('I choose B.');
  });
});

describe('a later version', () => {
  it.each([
    ['of the same agent says what it changes', 'test', { version: 2, previousTurn: 1 }],
    ['of another agent stands for itself', 'other', { version: 2 }],
  ])('%s', async (_name, agentId, expected) => {
    const room = await aThread();
    await room.work([() => handsIn(aDesign())]);
    await room.people((s) => beginTurn(s, { authorId: 'U1', text: 'Once more.' }, 2));
    await room.people((s) => ({
      ...s,
      receipts: { ...s.receipts, 2: { channelId: 'R', messageId: '2.1' } },
    }));
    await room.work([() => handsIn(aDesign())], agentId);
    const shown = await room.outcome(2);
    expect(shown).toMatchObject({ ...expected, footer: { agent: { id: agentId } } });
    expect(shown && 'previousTurn' in shown).toBe('previousTurn' in expected);
  });
});

describe('a thread that has grown too long', () => {
  it('fails before the model is called, and grows no further', async () => {
    const room = await aThread();
    const asks = (text: string) =>
      room.people((state) => {
        const next = beginTurn(state, { authorId: 'U1', text }, 1);
        const receipt = { channelId: state.place.channelId, messageId: `${next.turn}.2` };
        return { ...next, receipts: { ...next.receipts, [next.turn]: receipt } };
      });
    const long = 'x'.repeat(600_000);
    await room.work([() => says(long)]);
    await asks('More.');
    await room.work([() => says(long)]);
    await asks('Still more.');
    const { inbox } = await room.now();
    expect(await room.work([() => says('never asked for')])).toEqual({ end: 'model-too-long', taken: 0 });
    expect((await room.now()).inbox).toEqual(inbox);
  });
});
