import { describe, expect, it } from 'vitest';
import type { PersonInbound } from '../../../src/core/chat/inbound.ts';
import type { DesignRef, ThreadState } from '../../../src/core/thread/state.ts';
import { decided, mention, message, OPEN, PLACE, phaseOf, press, thread } from './threads.ts';

const NAMES = ['Modular monolith', 'Services per domain', 'Serverless functions'];
const FIRST: DesignRef = { turn: 1, version: 1, options: ['Modular monolith', 'Microservices'] };
const SECOND: DesignRef = { turn: 3, version: 2, options: NAMES };
const DESIGNS = { designs: [FIRST, SECOND], turn: 3 };

const designed = (phase: Parameters<typeof thread>[0] = 'answered', change: Partial<ThreadState> = {}) =>
  thread(phase, { ...DESIGNS, ...change });
const click = (option: number, turn = 3, change: Partial<Extract<PersonInbound, { kind: 'press' }>> = {}) =>
  press('choose', { ref: { threadId: 'slack:T1:C1:100.1', turn }, option, ...change });
const told = (decision: ReturnType<typeof decided>) =>
  decision.replies.map((reply) => (reply.kind === 'notice' ? reply.markdown : reply.kind)).join('\n');

describe('a choice by words', () => {
  it.each([
    ['choose B', 1],
    ['choose b', 1],
    ['Choose option C', 2],
    ['choose 1', 0],
    ['choose #2', 1],
    ['choose option 3.', 2],
    ['choose B, please', 1],
    ['choose B: services per domain', 1],
    ['choose "Services per domain"', 1],
    ['choose SERVICES PER DOMAIN!', 1],
    ['choose the monolith', 0],
    ['choose mono', 0],
    ['choose serverless', 2],
    ['choose D', undefined],
    ['choose 4', undefined],
    ['choose 0', undefined],
    ['choose s', undefined],
    ['choose ser', undefined],
    ['choose event sourcing', undefined],
    ['choose B: serverless', undefined],
    ['choose B and C', undefined],
    ['choose B, C', undefined],
    ['choose it', undefined],
    ['choose all of these', undefined],
    ['choose B, thank you!', 1],
    ['choose a monolith', 0],
  ])('%s', (words, option) => {
    const decision = decided(designed(), mention(words));
    expect(decision.state?.choice?.option).toBe(option);
    if (option === undefined) {
      expect(decision.state).toBeUndefined();
      for (const line of ['A: Modular monolith', 'B: Services per domain', 'C: Serverless functions']) {
        expect(told(decision)).toContain(line);
      }
    } else {
      expect(decision).toMatchObject({ jobs: ['deliver'], replies: [], state: { choice: { turn: 3 } } });
    }
  });

  it('takes no two letters for the beginning of a name, and no letter for a word', () => {
    const options = ['Iterative microservices', 'Buy a SaaS and build around it', 'IT as it is'];
    const designs = [{ turn: 3, version: 1, options }];
    const chosen = (words: string) =>
      decided(designed('answered', { designs }), mention(words)).state?.choice;
    for (const words of ['it', 'this one', 'a b', 'it b', 'bu', 'an it', '2 services', '2 microservices']) {
      expect(chosen(`choose ${words}`), words).toBeUndefined();
    }
    expect(chosen('choose ite')?.option).toBe(0);
    expect(chosen('choose a SaaS')?.option).toBe(1);
    expect(chosen('choose IT as it is')?.option).toBe(2);
  });

  it('follows the labels that the names have, and else the letters of the list', () => {
    const chosen = (options: string[], words: string) => {
      const designs = [{ turn: 3, version: 1, options }];
      return decided(designed('answered', { designs }), mention(words)).state?.choice?.option;
    };
    const own = ['Option B: Kafka', 'Option A: RabbitMQ'];
    expect([chosen(own, 'choose A'), chosen(own, 'choose option B'), chosen(own, 'choose kafka')]).toEqual([
      1, 0, 0,
    ]);
    expect(chosen(own, 'choose 1')).toBeUndefined();
    const numbered = ['1. Kafka', '2. RabbitMQ'];
    expect([chosen(numbered, 'choose 2'), chosen(numbered, 'choose B')]).toEqual([1, 1]);
    const mixed = ['B: Kafka', 'RabbitMQ'];
    expect([chosen(mixed, 'choose B'), chosen(mixed, 'choose A')]).toEqual([1, 0]);
    expect(chosen(['模块化单体', '微服务'], 'choose 模块化')).toBe(0);
  });

  it('finds an option whose name is in the way of a label, and one that repeats words of another', () => {
    const designs = [{ turn: 3, version: 1, options: ['B', 'A', 'Events', 'Events with a log'] }];
    const chosen = (words: string) => decided(designed('answered', { designs }), mention(words)).state;
    expect(chosen('choose A')?.choice?.option).toBe(1);
    expect(chosen('choose events')?.choice?.option).toBe(2);
    expect(chosen('choose events with a log')?.choice?.option).toBe(3);
  });

  it.each([
    ['nothing of mine in the thread', undefined],
    ['no design yet', thread('answered')],
    ['a design without options', thread('answered', { designs: [{ turn: 1, version: 1, options: [] }] })],
    ['a single option', thread('answered', { designs: [{ turn: 1, version: 1, options: ['One'] }] })],
  ])('says that there is nothing to choose from: %s', (_name, state) => {
    for (const words of ['choose A', 'choose option B', 'choose monolith']) {
      const decision = decided(state, mention(words));
      expect(decision.state).toBeUndefined();
      expect(decision.replies).toHaveLength(1);
    }
  });

  it('is a question where there is nothing to choose from and the words are more than a name', () => {
    const words = 'choose the right database for telemetry';
    expect(decided(undefined, mention(words)).state?.inbox).toMatchObject([{ text: words }]);
    expect(decided(thread('answered'), mention(words)).state).toMatchObject({ turn: 2 });
  });

  it.each(['choose', 'choose.'])('%s alone gets the right form', (words) => {
    const decision = decided(designed(), mention(words));
    expect(decision.state).toBeUndefined();
    expect(told(decision)).toContain('choose <option>');
  });
});

describe('a choice with more words, by mention', () => {
  const WORDS = 'choose B but keep the gateway';

  it.each([
    WORDS,
    'choose B. Now add a broker',
    'choose b: but without serverless',
    'choose option B and add a cache',
    'choose 2, but keep the gateway',
    'choose B，保留网关',
  ])('is the choice, and all the words are the next request: %s', (words) => {
    const { state, jobs } = decided(designed(), mention(words));
    expect(state?.choice).toMatchObject({ turn: 3, option: 1 });
    expect(state).toMatchObject({ turn: 4, phase: { kind: 'working' } });
    expect(state?.inbox).toMatchObject([{ note: true }, { authorId: 'U2', messageId: '100.9', text: words }]);
    expect(state?.inbox[1]).not.toHaveProperty('note');
    expect(state?.deliveries.map((d) => d.target)).toEqual(['post', 'refresh', 'receipt']);
    expect(jobs).toEqual(['deliver']);
  });

  it.each(['working', 'waiting'] as const)(
    'keeps the words for the model where the thread is %s',
    (phase) => {
      const before = designed(phase);
      const { state, jobs } = decided(before, mention(WORDS));
      expect(state?.choice?.option).toBe(1);
      expect(state?.phase).toEqual(before.phase);
      expect(state?.inbox).toMatchObject([{ note: true }, { text: WORDS }]);
      expect(jobs).toEqual(['deliver']);
    },
  );

  it('is a request alone where that option is chosen already', () => {
    const chosen = decided(designed(), click(1)).state;
    const next = decided(chosen, mention(WORDS)).state;
    expect(next).toMatchObject({ turn: 4, choice: chosen?.choice });
    expect(next?.inbox).toMatchObject([{ note: true }, { text: WORDS }]);
  });

  it('without the mention chooses nothing', () => {
    expect(decided(designed(), message(WORDS)).state?.choice).toBeUndefined();
    expect(decided(designed(), message('choose C but keep every service')).state?.choice).toBeUndefined();
  });
});

describe('a choice by words without a mention', () => {
  it.each([
    ['done', designed(), 'choose B', 1],
    ['working', designed('working'), 'choose B', 1],
    ['waiting', designed('waiting'), 'choose monolith', 0],
    ['quiet', designed('answered', { quiet: true }), 'choose B', undefined],
    ['rooted by people', designed('answered', { rootedBy: 'people' }), 'choose B', undefined],
    ['to somebody else', designed(), 'choose B', undefined, { mentionsOthers: true }],
    ['no design', thread('answered'), 'choose B', undefined],
    ['no thread of ours', undefined, 'choose B', undefined],
    ['small talk', designed(), 'choose wisely', undefined],
  ] as const)('%s', (_name, state, words, option, change?) => {
    const decision = decided(state, message(words, { ...change }));
    expect(decision.state?.choice?.option).toBe(option);
    if (option === undefined) expect(decision).toMatchObject({ jobs: [], replies: [] });
  });

  it('lists the options to whoever names one by a letter that is not there', () => {
    expect(told(decided(designed(), message('choose E')))).toContain('B: Services per domain');
  });

  it('works in a direct message as well', () => {
    const place = { ...PLACE, channelId: 'D1', direct: true };
    const decision = decided(designed('answered', { place }), message('choose B', { place }));
    expect(decision.state?.choice).toMatchObject({ option: 1, byId: 'U2' });
  });

  it('is an answer where the thread waits and no option is meant', () => {
    const questions = OPEN.questions.map((q) => ({ ...q, options: ['Kafka', 'RabbitMQ'] })).slice(0, 1);
    const open = { ...OPEN, questions };
    const phase = { kind: 'waiting' as const, since: 1, parked: { toolUseId: 't', results: [] }, open };
    for (const say of [message, mention]) {
      const { state } = decided(designed('waiting', { phase }), say('choose Kafka'));
      expect(state?.choice).toBeUndefined();
      expect(state?.phase).toMatchObject({
        kind: 'working',
        answered: { open: { answers: [{ id: 'scale' }] } },
      });
    }
  });
});

describe('what a choice does', () => {
  it.each([
    ['answered', 'answer'],
    ['failed', 'failed'],
    ['stopped', 'stopped'],
    ['working', 'working'],
    ['waiting', 'waiting'],
  ] as const)('%s: it is shown and kept for the model, and the thread goes on as it was', (phase, after) => {
    for (const inbound of [click(1), mention('choose B')]) {
      const before = designed(phase);
      const { state, jobs, cancel } = decided(before, inbound);
      expect(phaseOf(state)).toBe(after);
      expect(state?.phase).toEqual(before.phase);
      expect({ jobs, cancel, turn: state?.turn }).toEqual({ jobs: ['deliver'], cancel: undefined, turn: 3 });
      expect(state?.inbox).toMatchObject([{ authorId: 'U2', note: true }]);
      expect(state?.inbox[0]?.text).toContain('Services per domain');
      expect(state?.deliveries).toMatchObject([
        { turn: 3, target: 'post', content: { kind: 'choice', choice: { option: 1, byId: 'U2' } } },
        { turn: 3, target: 'refresh', content: { kind: 'outcome' } },
      ]);
    }
  });

  it('is no request: an edit of its words offers nothing, and the next request carries it along', () => {
    const chosen = decided(designed(), mention('choose B')).state;
    expect(chosen?.inbox[0]?.messageId).toBe('100.9');
    expect(chosen?.requests).toEqual(designed().requests);
    const next = decided(chosen, mention('now the services')).state;
    expect(next?.inbox).toMatchObject([{ note: true }, { text: 'now the services' }]);
    expect(next?.inbox[1]).not.toHaveProperty('note');
  });

  it('outlives a stop and a retry without beginning anything of its own', () => {
    const chosen = decided(designed('working'), mention('choose B')).state;
    const stopped = decided(chosen, mention('stop')).state;
    expect(stopped?.inbox).toMatchObject([{ note: true }]);
    const again = decided(stopped, mention('retry')).state;
    expect(again).toMatchObject({ turn: 3, inbox: [{ note: true }], choice: { option: 1 } });
  });
});

describe('choosing again', () => {
  const chosen = () => decided(designed(), click(1)).state;

  it('the same option by button changes nothing, whoever clicks', () => {
    for (const id of ['U2', 'U3']) {
      const again = decided(chosen(), click(1, 3, { author: { id, external: false } }));
      expect(again).toMatchObject({ jobs: [], replies: [] });
      expect(again.state).toBeUndefined();
    }
  });

  it('the same option by words changes nothing, and says so', () => {
    const again = decided(chosen(), mention('choose services'));
    expect(again.state).toBeUndefined();
    expect(told(again)).toContain('Services per domain');
  });

  it('another option takes its place, and back again, each shown as one of its own', () => {
    const steps = [1, 0, 1].reduce(
      (state, option) => decided(state, click(option)).state ?? state,
      designed(),
    );
    const posts = steps.deliveries.filter((d) => d.target === 'post');
    expect(posts.map((d) => d.content)).toMatchObject([1, 0, 1].map((option) => ({ choice: { option } })));
    expect(new Set(steps.deliveries.map((d) => d.id)).size).toBe(steps.deliveries.length);
    expect(steps.choice?.option).toBe(1);
  });

  it('leaves the model one note, of the choice that holds, however often it is made', () => {
    const asked = decided(chosen(), mention('now the services')).state ?? chosen();
    const steps = [0, 1, 2, 0, 1, 2, 0, 2].reduce(
      (state, option) => decided(state, click(option)).state ?? state,
      asked,
    );
    expect(steps?.inbox).toMatchObject([{ text: 'now the services' }, { note: true }]);
    expect(steps?.inbox[1]?.text).toContain('Serverless functions');
  });

  it('shows the card once for all that wait, after the last of them', () => {
    const state = decided(chosen(), click(0)).state;
    expect(state?.deliveries.map((d) => d.target)).toEqual(['post', 'post', 'refresh']);
    const onItsWay = chosen()?.deliveries.at(-1)?.id;
    expect(state?.deliveries.at(-1)?.id).not.toBe(onItsWay);
  });

  it('the option of that place in a newer version is another one', () => {
    const before = designed('answered', { designs: [FIRST], turn: 1 });
    const first = decided(before, click(0, 1)).state;
    expect(first?.choice).toMatchObject({ turn: 1, option: 0 });
    const newest = { ...SECOND, options: ['Something else', ...FIRST.options] };
    const newer = first && { ...first, designs: [FIRST, newest] };
    expect(decided(newer, click(0)).state?.choice).toMatchObject({ turn: 3, option: 0 });
    expect(decided(newer, click(1)).state).toBeUndefined();
  });
});

describe('a card', () => {
  it('of an older version names the newest one and chooses nothing', () => {
    const decision = decided(designed(), click(0, 1));
    expect(decision.state).toBeUndefined();
    expect(told(decision)).toContain('Version 2');
    const bare = { designs: [FIRST, { ...SECOND, options: [] }] };
    expect(told(decided(designed('answered', bare), click(0, 1)))).toContain('Version 2');
  });

  it.each([
    ['an option that was not offered', designed(), click(7)],
    ['a turn that brought no design', designed(), click(0, 2)],
    ['no option', designed(), press('choose', { ref: { threadId: 'slack:T1:C1:100.1', turn: 3 } })],
    ['a thread without designs', thread('answered'), click(0, 1)],
    ['no thread', undefined, click(0)],
    ['another channel', designed(), click(0, 3, { place: { ...PLACE, channelId: 'C2' } })],
    ['another workspace', designed(), click(0, 3, { place: { ...PLACE, workspaceId: 'T2' } })],
  ])('%s changes nothing', (_name, state, inbound) => {
    const decision = decided(state, inbound);
    expect(decision.state).toBeUndefined();
    expect(decision.replies).toHaveLength(1);
  });
});

describe('a slash command', () => {
  it('that begins with choose is a question', () => {
    const command: PersonInbound = {
      kind: 'command',
      keys: ['c-1'],
      place: PLACE,
      author: { id: 'U2', external: false },
      text: 'choose B',
    };
    expect(decided(undefined, command).state?.inbox).toMatchObject([{ text: 'choose B' }]);
  });
});
