import type { PersonInbound, Verb } from '../../../src/core/chat/inbound.ts';
import { decide } from '../../../src/core/thread/decide.ts';
import type { Guide } from '../../../src/core/thread/decision.ts';
import type { OpenQuestions } from '../../../src/core/thread/questions.ts';
import type { Phase, ThreadState } from '../../../src/core/thread/state.ts';

const NOW = 1_000_000;
export const PLACE = { platform: 'slack' as const, workspaceId: 'T1', channelId: 'C1', direct: false };
export const GUIDE: Guide = {
  agents: [{ id: 'backend', title: 'Backend', description: 'Services', model: 'sonnet' }],
  isForAgent: (text) => text.includes('service'),
  isSmallTalk: (text) => text === 'hi',
  introduction: 'I answer questions about architecture.',
};
export const OPEN: OpenQuestions = {
  reason: 'Scale decides.',
  questions: [
    { id: 'scale', question: 'How many?', why: '', options: ['few', 'many'], default: 'few' },
    { id: 'team', question: 'Who?', why: '', options: [], default: 'one team' },
  ],
  answers: [],
  skipped: [],
};
const PARKED = { toolUseId: 'toolu_1', results: [] };

const PHASES: Record<string, Phase> = {
  working: { kind: 'working', since: NOW - 5_000, claims: 1 },
  waiting: { kind: 'waiting', since: NOW - 5_000, parked: PARKED, open: OPEN },
  answered: { kind: 'done', at: NOW - 5_000, end: 'answer' },
  failed: { kind: 'done', at: NOW - 5_000, end: 'failed' },
  stopped: { kind: 'done', at: NOW - 5_000, end: 'stopped' },
  uninvited: { kind: 'uninvited' },
};

export function thread(phase: keyof typeof PHASES, change: Partial<ThreadState> = {}): ThreadState {
  return {
    id: 'slack:T1:C1:100.1',
    place: PLACE,
    rootId: '100.1',
    rootedBy: 'request',
    askerId: 'U1',
    agent: { id: 'backend', title: 'Backend', hash: 'abc' },
    quiet: false,
    turn: 1,
    epoch: 3,
    phase: PHASES[phase] ?? { kind: 'uninvited' },
    inbox: [],
    deliveries: [],
    receipts: { 1: { channelId: 'C1', messageId: '100.2' } },
    rounds: 1,
    requests: [{ messageId: '100.1', authorId: 'U1' }],
    ...change,
  };
}

export function message(
  text: string,
  change: Partial<Extract<PersonInbound, { kind: 'message' }>> = {},
): PersonInbound {
  return {
    kind: 'message',
    keys: ['m-100.9'],
    place: PLACE,
    author: { id: 'U2', external: false },
    messageId: '100.9',
    rootId: '100.1',
    text,
    mentionsBot: false,
    mentionsOthers: false,
    ...change,
  };
}

export const mention = (text: string) => message(text, { mentionsBot: true });

export function press(
  verb: Verb,
  change: Partial<Extract<PersonInbound, { kind: 'press' }>> = {},
): PersonInbound {
  return {
    kind: 'press',
    keys: ['press-1'],
    place: PLACE,
    author: { id: 'U2', external: false },
    verb,
    ref: { threadId: 'slack:T1:C1:100.1', turn: 1 },
    ...change,
  };
}

export const decided = (state: ThreadState | undefined, inbound: PersonInbound) =>
  decide(state, inbound, NOW, GUIDE);
export const phaseOf = (state: ThreadState | undefined) =>
  state?.phase.kind === 'done' ? state.phase.end : state?.phase.kind;

/** A form about the thread, as its first card would send it. */
export function form(
  kind: 'questions' | 'follow-up',
  answers: Record<string, string>,
  change: Partial<Extract<PersonInbound, { kind: 'form' }>> = {},
): PersonInbound {
  return {
    kind: 'form',
    form: kind,
    keys: ['form-1'],
    place: PLACE,
    author: { id: 'U2', external: false },
    ref: { threadId: 'slack:T1:C1:100.1', turn: 1 },
    answers,
    ...change,
  };
}
