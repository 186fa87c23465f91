import type { Agent } from './agent.ts';
import { type Analysis, createAnalyser } from './analyse.ts';
import { createProfiles } from './profiles.ts';
import { isSmallTalk } from './small-talk.ts';
import { createMender } from './spelling.ts';

type Candidate = { agent: string; score: number };

type Route = {
  /** `none` where no agent is meant. */
  agent: string | 'none';
  /** From 0 to 1: how sure it is of that. */
  score: number;
  /** All agents, best first; the scores add up to 1. */
  candidates: Candidate[];
};

export type Router = { route(text: string): Route };

/** Questions are short; what stands after this many characters is log output or code. */
const MOST_CHARACTERS = 4_000;

/** One word that is about software, or two that the agents' descriptions or examples know. */
const LEAST_EVIDENCE = 0.75;

/** A stop against over-confidence: the words of a question are not independent of each other. */
const TEMPERATURE = 2;

/**
 * Finds the agent that a question is for: the same question always gives the same answer, no network, no model. All it
 * knows of an agent comes from the agent's file; what is known here is the language of software, in several languages.
 */
export function createRouter(agents: readonly Agent[]): Router {
  const analyse = createAnalyser();
  const profiles = createProfiles(agents, analyse);
  const mend = createMender(agents, analyse);

  const evidenceOf = ({ evidence, features }: Analysis) => evidence + profiles.evidence(features);

  return {
    route(text) {
      const question = analyse(text.slice(0, MOST_CHARACTERS));
      const mended = analyse(mend(text.slice(0, MOST_CHARACTERS)));
      const candidates = rank(profiles.score(mended.features));
      const [best] = candidates;
      if (!best) return { agent: 'none', score: 1, candidates };
      if (isSmallTalk(text)) return { agent: 'none', score: 1, candidates };
      const offTopic = question.offTopic(profiles.topics);
      const evidence = Math.min(evidenceOf(question) + LEAST_EVIDENCE, evidenceOf(mended));
      if (offTopic > 0 || evidence < LEAST_EVIDENCE) {
        return { agent: 'none', score: round(Math.max(offTopic, 1 - evidence)), candidates };
      }
      return { agent: best.agent, score: best.score, candidates };
    },
  };
}

function rank(scores: Candidate[]): Candidate[] {
  const most = Math.max(...scores.map(({ score }) => score), Number.NEGATIVE_INFINITY);
  const weights = scores.map(({ agent, score }) => ({
    agent,
    weight: Math.exp((score - most) / TEMPERATURE),
  }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  return weights
    .map(({ agent, weight }) => ({ agent, score: round(weight / total) }))
    .sort((a, b) => b.score - a.score || (a.agent < b.agent ? -1 : 1));
}

function round(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 1_000;
}
