import type { OpenQuestions } from '../../src/core/thread/questions.ts';
import { aDesign, SOME_QUESTIONS } from '../fakes/design.ts';

type Json = Record<string, unknown>;

/** Where a thread of the fixtures is: its root and the message of its turn stand in the local workspace. */
export type Stand = { team: string; channel: string; root: string; receipt: string };

/**
 * What the versions before this one wrote, oldest first:
 * `plain` had no token before the state, no designs, and its outcomes had no review;
 * `tokens` differed in the token;
 * `designs` had designs, but not who made them, and reviewed outcomes;
 * `agents` knew who made a design; nothing was planned for those that wait.
 */
export const VERSIONS = ['plain', 'tokens', 'designs', 'agents'] as const;
export type Version = (typeof VERSIONS)[number];

const AGENT = { id: 'backend', title: 'Backend Architect', hash: '0123456789ab' };
const FOOTER = {
  agent: AGENT,
  model: 'claude-sonnet-5-5',
  turns: 1,
  inputTokens: 10,
  outputTokens: 10,
  cachedTokens: 0,
  tookMs: 1_000,
};
const OPEN: OpenQuestions = { ...SOME_QUESTIONS, answers: [], skipped: [] };
const PARKED = { toolUseId: 'toolu_1', results: [] };
const ASKED = { unanswered: { parked: PARKED, open: OPEN } };

export const threadIdOf = ({ team, channel, root }: Stand) => `slack:${team}:${channel}:${root}`;

function state(stand: Stand, version: Version, change: Json): Json {
  const { team, channel, root, receipt } = stand;
  const options = aDesign().options.map((option) => option.name);
  const made = { turn: 1, version: 1, options, ...(version === 'agents' ? { agentId: AGENT.id } : {}) };
  const isDesign = (change.phase as Json).end === 'design';
  return {
    id: threadIdOf(stand),
    place: { platform: 'slack', workspaceId: team, channelId: channel, direct: false },
    rootId: root,
    rootedBy: 'request',
    askerId: 'U0ADA',
    agent: AGENT,
    quiet: false,
    turn: 1,
    epoch: 1,
    inbox: [],
    deliveries: [],
    receipts: { 1: { channelId: channel, messageId: receipt } },
    rounds: 1,
    requests: [{ messageId: root, authorId: 'U0ADA' }],
    ...(isDesign && (version === 'designs' || version === 'agents') ? { designs: [made] } : {}),
    ...change,
  };
}

/** What each phase of a thread looked like; `retried` and so on say what has to be done for it to go on. */
export const PHASES: Record<string, { change: Json; goesOn: 'alone' | 'follow-up' | 'retry' | 'skip' }> = {
  working: { change: { phase: { kind: 'working', since: 1, claims: 1 } }, goesOn: 'alone' },
  unposted: {
    change: {
      phase: { kind: 'working', since: 1, claims: 0 },
      inbox: [{ authorId: 'U0ADA', text: 'how do we publish events?' }],
      receipts: {},
      deliveries: [{ id: 't1', turn: 1, target: 'receipt', content: { kind: 'progress' } }],
    },
    goesOn: 'alone',
  },
  answered: {
    change: { phase: { kind: 'working', since: 1, claims: 2, answered: { parked: PARKED, open: OPEN } } },
    goesOn: 'alone',
  },
  waiting: { change: { phase: { kind: 'waiting', since: 1, parked: PARKED, open: OPEN } }, goesOn: 'skip' },
  done: { change: { phase: { kind: 'done', at: 1, end: 'answer' } }, goesOn: 'follow-up' },
  design: { change: { phase: { kind: 'done', at: 1, end: 'design' } }, goesOn: 'follow-up' },
  refused: { change: { phase: { kind: 'done', at: 1, end: 'refused' } }, goesOn: 'follow-up' },
  failed: { change: { phase: { kind: 'done', at: 1, end: 'failed' } }, goesOn: 'retry' },
  stopped: { change: { phase: { kind: 'done', at: 1, end: 'stopped' } }, goesOn: 'retry' },
};

/** A design that was made, and is still to be shown. */
export const UNSHOWN: Json = {
  phase: { kind: 'done', at: 1, end: 'design' },
  deliveries: [{ id: 't1:end-1', turn: 1, target: 'replace', content: { kind: 'outcome' } }],
};

/** Stopped while it asked; a retry asks again. */
export const STOPPED_ASKING: Json = { phase: { kind: 'done', at: 1, end: 'stopped', ...ASKED } };

export function storedState(stand: Stand, version: Version, change: Json): string {
  const json = JSON.stringify(state(stand, version, change));
  return version === 'plain' ? `3 ${json}` : `3 AbC-1 ${json}`;
}

export function storedOutcome(version: Version): string {
  const reviewed = {
    review: { findings: [], checks: 60, validContracts: 1 },
    version: 1,
    numbers: [1],
    at: 1_700_000_000_000,
  };
  const isReviewed = version === 'designs' || version === 'agents';
  return JSON.stringify({
    kind: 'design',
    design: aDesign(),
    footer: FOOTER,
    ...(isReviewed ? reviewed : {}),
  });
}

/** What the model was told and said, as it is in a thread of that phase. The oldest did not say which model it was. */
export function storedTurns(version: Version, { phase }: Json): string[] {
  const { kind, end, answered, unanswered } = phase as Json;
  const asks = kind === 'waiting' || answered !== undefined || unanswered !== undefined;
  const isOpen = !asks && (kind === 'working' || end === 'failed' || end === 'stopped');
  const content = asks
    ? [{ type: 'tool_use', id: PARKED.toolUseId, name: 'ask_clarifying_questions', input: SOME_QUESTIONS }]
    : [{ type: 'text', text: 'Use events.' }];
  const said = { role: 'user', content: [{ type: 'text', text: 'Ada: how do we publish events?' }] };
  const told = { role: 'assistant', content, ...(version === 'plain' ? {} : { model: FOOTER.model }) };
  return (isOpen ? [said] : [said, told]).map((turn) => JSON.stringify(turn));
}
