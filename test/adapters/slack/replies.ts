import type { Reply } from '../../../src/core/chat/reply.ts';
import type { OpenQuestions } from '../../../src/core/thread/questions.ts';
import { DIGEST_REPLIES } from './digests.ts';
import { AGENT, FOOTER, NASTY, OTHERS, REF } from './given.ts';
import { DESIGN_REPLIES } from './presented.ts';

export const OPEN: OpenQuestions = {
  reason: 'Scale decides between one deployable and several.',
  questions: [
    {
      id: 'scale',
      question: 'How many orders a day?',
      why: 'It decides on sharding.',
      options: ['1,000', '100,000'],
      default: '10,000 a day',
    },
    {
      id: 'team',
      question: 'Who runs it?',
      why: 'It decides how much to split.',
      options: [],
      default: 'one team',
    },
  ],
  answers: [],
  skipped: [],
};

export const ANSWERED: OpenQuestions = {
  ...OPEN,
  answers: [{ id: 'scale', answer: '100,000', answeredBy: 'U1ADA' }],
};

export const CLOSED: OpenQuestions = {
  ...ANSWERED,
  skipped: ['team'],
  closed: { by: 'U2BOB', how: 'assumed' },
};

export const NASTY_OPEN: OpenQuestions = {
  reason: NASTY,
  questions: [1, 2, 3, 4, 5].map((n) => ({
    id: `q${n}`,
    question: `${NASTY} ${n}`,
    why: '',
    options: [NASTY, 'x'.repeat(150), ' ', '<!here>', 'ok'],
    default: '',
  })),
  answers: [],
  skipped: [],
};

/** Every text as long as its schema allows, in a script of three bytes a letter. */
export const HUGE_OPEN: OpenQuestions = {
  reason: '因'.repeat(600),
  questions: [1, 2, 3, 4, 5].map((n) => ({
    id: `q${n}`,
    question: '问'.repeat(300),
    why: '为'.repeat(300),
    options: Array.from({ length: 5 }, () => '选'.repeat(150)),
    default: '默'.repeat(300),
  })),
  answers: [],
  skipped: [],
};

const long = (letter: string, length: number): string => `${letter} & <${letter}> `.repeat(length / 8);

/** A reply of every kind, and its ugliest relatives. */
export const REPLIES: Record<string, Reply> = {
  request: { kind: 'request', askerId: 'U1ADA', question: 'How do we split *billing*?' },
  'request, nasty': { kind: 'request', askerId: 'U1ADA', question: NASTY },
  'request, long': { kind: 'request', askerId: 'U1ADA', question: 'Why & how? '.repeat(4_000) },
  'request, empty': { kind: 'request', askerId: 'someone', question: '  ' },
  progress: {
    kind: 'progress',
    ref: REF,
    agent: AGENT,
    elapsedMs: 12_300,
    steps: [
      { title: 'Read the request', status: 'done' },
      { title: 'Draw the services', status: 'running', detail: 'orders, payments' },
      { title: 'Check the contracts', status: 'pending' },
      { title: 'Ask the map', status: 'failed', detail: NASTY },
    ],
  },
  'progress, just begun': { kind: 'progress', ref: REF, elapsedMs: 0, steps: [] },
  'progress, long': {
    kind: 'progress',
    ref: REF,
    agent: { ...AGENT, title: NASTY.repeat(20) },
    elapsedMs: 3_720_000,
    steps: Array.from({ length: 200 }, (_, n) => ({
      title: `${n} ${'长'.repeat(400)}`,
      status: 'done' as const,
      detail: long('d', 3_000),
    })),
  },
  questions: { kind: 'questions', ref: REF, agent: AGENT, open: OPEN },
  'questions, one answered': { kind: 'questions', ref: REF, agent: AGENT, open: ANSWERED },
  'questions, nasty': { kind: 'questions', ref: REF, agent: AGENT, open: NASTY_OPEN },
  'questions, huge': { kind: 'questions', ref: REF, agent: AGENT, open: HUGE_OPEN },
  'questions-closed': { kind: 'questions-closed', agent: AGENT, open: CLOSED },
  'questions-closed, stopped': {
    kind: 'questions-closed',
    agent: AGENT,
    open: { ...OPEN, closed: { by: 'U2BOB', how: 'stopped' }, note: NASTY },
  },
  'questions-closed, huge': {
    kind: 'questions-closed',
    agent: AGENT,
    open: {
      ...HUGE_OPEN,
      answers: HUGE_OPEN.questions.map(({ id }) => ({ id, answer: '答'.repeat(9_000), answeredBy: 'U1ADA' })),
      closed: { by: 'U1ADA', how: 'answered' },
    },
  },
  'questions-closed, left to the agent': {
    kind: 'questions-closed',
    agent: AGENT,
    open: {
      ...ANSWERED,
      skipped: ['team'],
      closed: { how: 'timed-out', afterMs: 604_800_000, atEnd: 'assume' },
    },
  },
  'questions-closed, for want of answers': {
    kind: 'questions-closed',
    agent: AGENT,
    open: { ...OPEN, closed: { how: 'timed-out', afterMs: 86_400_000, atEnd: 'close' } },
    again: REF,
  },
  reminder: {
    kind: 'reminder',
    ref: REF,
    agent: AGENT,
    askerId: 'U1ADA',
    open: ANSWERED,
    endAt: Date.UTC(2026, 11, 1, 8, 30),
    atEnd: 'assume',
  },
  'reminder, nasty': {
    kind: 'reminder',
    ref: REF,
    agent: { ...AGENT, title: NASTY.repeat(20) },
    askerId: 'someone',
    open: NASTY_OPEN,
    endAt: 0,
    atEnd: 'close',
  },
  'reminder, huge': {
    kind: 'reminder',
    ref: REF,
    agent: AGENT,
    askerId: 'U1ADA',
    open: HUGE_OPEN,
    endAt: 0,
    atEnd: 'close',
  },
  answer: {
    kind: 'answer',
    ref: REF,
    footer: FOOTER,
    others: OTHERS,
    markdown: '# CAP\n\nPick *two*.\n\n- C\n- A\n- P',
  },
  'answer, empty': { kind: 'answer', ref: REF, footer: FOOTER, others: OTHERS, markdown: ' ' },
  'answer, long': {
    kind: 'answer',
    ref: REF,
    footer: FOOTER,
    others: OTHERS,
    markdown: long('word', 30_000),
  },
  'answer, huge': {
    kind: 'answer',
    ref: REF,
    footer: FOOTER,
    others: OTHERS,
    markdown: 'word and word. '.repeat(14_000),
  },
  ...DESIGN_REPLIES,
  ...DIGEST_REPLIES,
  failure: { kind: 'failure', ref: REF, reason: 'model-busy', message: 'It answered 529.', canRetry: true },
  'failure, later': {
    kind: 'failure',
    ref: REF,
    reason: 'spend-limit',
    message: NASTY,
    canRetry: false,
    retryAtMs: Date.UTC(2026, 11, 1, 8, 30),
  },
  stopped: { kind: 'stopped', ref: REF, byId: 'U1ADA' },
  notice: { kind: 'notice', markdown: `Noted. ${NASTY}` },
  'notice, empty': { kind: 'notice', markdown: '' },
  help: { kind: 'help' },
  agents: {
    kind: 'agents',
    agents: [
      {
        id: 'backend',
        title: 'Backend',
        description: `Services.\n${NASTY}`,
        model: 'sonnet',
        example: 'Split it?',
      },
      { id: 'x', title: ' ', description: '', model: 'opus' },
    ],
  },
  'agents, unknown': { kind: 'agents', agents: [], unknown: { asked: 'bakend <!here>', nearest: 'backend' } },
  'agents, many': {
    kind: 'agents',
    agents: Array.from({ length: 60 }, (_, n) => ({
      id: `agent-${n}`,
      title: `Agent ${n}`,
      description: long('use', 3_000),
      model: 'haiku',
    })),
  },
  invite: { kind: 'invite', ref: REF, channelId: 'C1ABC' },
  edited: { kind: 'edited', ref: REF, messageId: '1700000000.000200' },
};
