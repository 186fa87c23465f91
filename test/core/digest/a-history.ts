import type { DecisionRecord } from '../../../src/core/decisions/decision-log.ts';
import type { Design, DesignLink, DesignNode } from '../../../src/core/design/document.ts';
import type { Finding } from '../../../src/core/design/review/finding.ts';
import { readSources } from '../../../src/core/design/sources/read-sources.ts';
import { OVERLAP_MS } from '../../../src/core/digest/compose.ts';
import type { ChannelHistory } from '../../../src/core/digest/source.ts';
import type { DesignOutcome } from '../../../src/core/digest/sources/design-turns.ts';
import type { Phase, ThreadState } from '../../../src/core/thread/state.ts';
import type { Outcome } from '../../../src/core/thread/store.ts';
import { EMPTY_DESIGN } from '../design/sample-design.ts';
import { OPEN, thread } from '../thread/threads.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** A week. */
export const SINCE = Date.UTC(2026, 10, 16, 8);
export const UNTIL = SINCE + 7 * DAY_MS;
/** An instant in that week, by its day. */
export const day = (number: number): number => SINCE + (number - 0.5) * DAY_MS;
const NAMES: Record<string, string> = { U1: 'Ann', U2: 'Ben' };

export function aFinding(change: Partial<Finding> = {}): Finding {
  return {
    rule: 'no-owner',
    severity: 'warning',
    where: 'model.nodes.0',
    message: 'Nobody owns it.',
    ...change,
  };
}

export type OutcomeChange = Partial<Omit<DesignOutcome, 'review' | 'footer' | 'design'>> & {
  design?: Partial<Design>;
  findings?: Finding[];
  footer?: Partial<DesignOutcome['footer']>;
};

export function aDesignTurn({ design, findings = [], footer, ...change }: OutcomeChange = {}): DesignOutcome {
  return {
    kind: 'design',
    design: { ...EMPTY_DESIGN, ...design },
    footer: aFooter(footer),
    review: { findings, checks: 9, validContracts: 0 },
    version: 1,
    numbers: [],
    at: day(2),
    ...change,
  };
}

export function anAnswer(at: number, footer: Partial<DesignOutcome['footer']> = {}): Outcome {
  return { kind: 'answer', markdown: 'Yes.', footer: aFooter(footer), at };
}

function aFooter(change: Partial<DesignOutcome['footer']> = {}): DesignOutcome['footer'] {
  return {
    agent: { id: 'backend', title: 'Backend architect', hash: 'abc' },
    model: 'claude-sonnet-5-5',
    turns: 2,
    inputTokens: 10_000,
    outputTokens: 1_000,
    cachedTokens: 0,
    tookMs: 60_000,
    ...change,
  };
}

export function anOption(name: string, recommended = false): Design['options'][number] {
  return { name, summary: `${name}.`, pros: [], cons: [], complexity: 'low', cost: '1', recommended };
}

export function aDecision(
  title: string,
  change: Partial<Design['decisions'][number]> = {},
): Design['decisions'][number] {
  return {
    title,
    status: 'proposed',
    context: '',
    decision: '',
    consequences: '',
    alternatives: [],
    ...change,
  };
}

export function services(...names: string[]): DesignNode[] {
  return names.map((name) => ({ id: name.toLowerCase(), name, kind: 'service', owns: [], existing: false }));
}

export function aModel(nodes: DesignNode[], links: DesignLink[] = []): NonNullable<Design['model']> {
  return { contexts: [], nodes, links };
}

export function accepted(number: number, change: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    number,
    title: `Decision ${number}`,
    status: 'accepted',
    threadId: 'T1',
    turn: 1,
    option: 'Kafka',
    byId: 'U2',
    at: day(3),
    ...change,
  };
}

export const DONE: Phase = { kind: 'done', at: day(2), end: 'design' };
const PARKED = { toolUseId: 'toolu_1', results: [] };

export function waiting(since: number, change: Partial<Extract<Phase, { kind: 'waiting' }>> = {}): Phase {
  return { kind: 'waiting', since, parked: PARKED, open: OPEN, ...change };
}

/** Of the contents of a channel; which designs a thread has is told by its outcomes. */
export type Channel = {
  threads?: (Partial<ThreadState> & { outcomes?: Record<number, Outcome> })[];
  decisions?: DecisionRecord[];
  sinceAt?: number;
  untilAt?: number;
};

/** A channel's history as its store would give it; contracts are read by their own parsers. */
export function aHistory({
  threads = [],
  decisions = [],
  sinceAt = SINCE,
  untilAt = UNTIL,
}: Channel): ChannelHistory {
  const known = threads.map(({ outcomes = {}, ...change }, index) => {
    const id = `T${index + 1}`;
    const all = Object.entries(outcomes).map(([turn, outcome]) => ({ turn: Number(turn), outcome }));
    const designs = all.flatMap(({ turn, outcome }) => {
      if (outcome.kind !== 'design') return [];
      const options = outcome.design.options.map(({ name }) => name);
      return [{ turn, version: outcome.version, options, agentId: outcome.footer.agent.id }];
    });
    const turn = Math.max(1, ...all.map((one) => one.turn));
    const state: ThreadState = { ...thread('answered'), id, turn, phase: DONE, designs, ...change };
    return { state, all };
  });
  const find = (threadId: string) => known.find(({ state }) => state.id === threadId);
  const ended = known
    .flatMap(({ state, all }) =>
      all.map(({ turn, outcome }) => ({ state, turn, outcome, at: outcome.at ?? 0 })),
    )
    .filter(({ at }) => at > sinceAt - OVERLAP_MS && at <= untilAt)
    .sort((a, b) => a.at - b.at);
  return {
    sinceAt,
    untilAt,
    ended,
    threads: known.map(({ state }) => state),
    decisions,
    outcome: async (threadId, turn) => find(threadId)?.all.find((one) => one.turn === turn)?.outcome,
    readSources,
    nameOf: async (personId) => NAMES[personId] ?? personId,
    pause: async () => {},
  };
}
