import type { DigestNumbers } from './digest.ts';
import { costOf } from './list-prices.ts';
import type { ChannelHistory, EndedTurn } from './source.ts';

type Told = Extract<EndedTurn['outcome'], { kind: 'answer' | 'design' }>;

/** What was done in the time that a digest covers, counted; a turn that failed brought nothing to count. */
export function countNumbers(
  history: Pick<ChannelHistory, 'sinceAt' | 'untilAt' | 'ended' | 'decisions'>,
): DigestNumbers {
  const isWithin = (at: number): boolean => at > history.sinceAt && at <= history.untilAt;
  const outcomes = history.ended.flatMap(({ at, outcome }): Told[] =>
    isWithin(at) && outcome.kind !== 'digest' ? [outcome] : [],
  );
  const footers = outcomes.map(({ footer }) => footer);
  const medianMs = median(footers.map(({ tookMs }) => tookMs));
  const costUsd = sumKnown(footers.map(costOf));
  return {
    designs: outcomes.filter(({ kind }) => kind === 'design').length,
    answers: outcomes.filter(({ kind }) => kind === 'answer').length,
    // One that was superseded since had been accepted all the same.
    decisions: history.decisions.filter(({ at }) => at !== undefined && isWithin(at)).length,
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(costUsd === undefined ? {} : { costUsd }),
    inputTokens: sum(footers.map(({ inputTokens }) => inputTokens)),
    outputTokens: sum(footers.map(({ outputTokens }) => outputTokens)),
    byAgent: byAgent(outcomes),
  };
}

/** Agents by their id: a title may have been changed meanwhile, and the newest counts. */
function byAgent(outcomes: readonly Told[]): DigestNumbers['byAgent'] {
  const agents = new Map<string, DigestNumbers['byAgent'][number]>();
  for (const { kind, footer } of outcomes) {
    const { id, title } = footer.agent;
    const { designs, answers } = agents.get(id) ?? { designs: 0, answers: 0 };
    const isDesign = kind === 'design';
    agents.set(id, {
      id,
      title,
      designs: designs + (isDesign ? 1 : 0),
      answers: answers + (isDesign ? 0 : 1),
    });
  }
  const made = (agent: DigestNumbers['byAgent'][number]): number => agent.designs + agent.answers;
  return [...agents.values()].sort((a, b) => made(b) - made(a) || (a.id < b.id ? -1 : 1));
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}

/** Undefined where one is not known, or there is none: a part of the cost would look like all of it. */
function sumKnown(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 || known.length < values.length ? undefined : sum(known);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
