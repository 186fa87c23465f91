import type { Agent } from './agent.ts';
import { type Analysis, createAnalyser } from './analyse.ts';
import { isFollowUp } from './follow-up.ts';
import { withoutIdioms } from './idioms.ts';
import { STRONG_CHORES, WEAK_CHORES } from './lexicon/chores.ts';
import { readPlainRequest } from './plain-request.ts';
import { createProfiles, type Scored } from './profiles.ts';
import { isSmallTalk } from './small-talk.ts';
import { createMender } from './spelling.ts';
import { wordsOf } from './words.ts';

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

/** Questions are short and stand first or last in a message; what is between is log output, code or a document. */
const HEAD_CHARACTERS = 1_000;
const TAIL_CHARACTERS = 600;

/** One word that is about software, or two that the agents' descriptions or examples know. */
const LEAST_EVIDENCE = 0.75;

/** A stop against over-confidence: the words of a question are not independent of each other. */
const TEMPERATURE = 2;

/** What a program may be for, though it is a chore elsewhere: `a recipe app`, `a translation service`. */
const SUBJECTS: ReadonlySet<string> = new Set(
  [...Object.keys(STRONG_CHORES), ...Object.keys(WEAK_CHORES)].filter((chore) => chore !== 'injection'),
);

/** Seven times less likely, after TEMPERATURE. */
const CLEARLY_LESS = 4;

/** Below a half a second opinion is asked; of two agents the better one never gets there, so the steps end. */
const UNSURE = 0.5;
const MOST_STEPS = 20;

/**
 * Finds the agent that a question is for: the same question always gives the same answer, no network, no model. All it
 * knows of an agent comes from the agent's file; what is known here is the language of software, in several languages.
 */
export function createRouter(agents: readonly Agent[]): Router {
  const { analyse, knows } = createAnalyser();
  const profiles = createProfiles(agents, (text) => analyse(wordsOf(text)));
  const mend = createMender(agents, knows);

  const evidenceOf = ({ evidence, features }: Analysis) => evidence + profiles.evidence(features);

  const isServed = (word: string) => profiles.evidence(analyse([word]).features) > 0;

  const router: Router = {
    route(text) {
      const words = wordsOf(withoutMiddle(text));
      const question = analyse(words);
      const spelt = mend(words);
      const mended = spelt === words ? question : analyse(spelt);
      // An idiom still tells that something is asked, but not whom.
      const meant = withoutIdioms(spelt);
      const literal = meant === spelt ? mended : analyse(meant);
      const requested = readPlainRequest(text, { isSubject: question.isSubject, isServed });
      const plain = requested === 'program';
      const heard = Math.min(evidenceOf(question) + LEAST_EVIDENCE, evidenceOf(mended));
      const evidence = plain ? Math.max(heard, LEAST_EVIDENCE) : heard;
      const scores = profiles.score(literal);
      const candidates = rank(plain ? generalistsFirst(scores) : scores, evidence < LEAST_EVIDENCE);
      const [best] = candidates;
      if (!best) return { agent: 'none', score: 1, candidates };
      if (requested === 'thing' || isSmallTalk(text)) return { agent: 'none', score: 1, candidates };
      const offTopic = question.offTopic(plain ? SUBJECTS : profiles.topics);
      const known = evidence >= LEAST_EVIDENCE || isFollowUp(text, question);
      if (offTopic > 0 || !known) {
        return { agent: 'none', score: round(Math.max(offTopic, 1 - evidence)), candidates };
      }
      return { agent: best.agent, score: best.score, candidates };
    },
  };
  // Without this the first questions take several times as long, until the compiler has seen enough of them.
  for (const text of agents.flatMap((agent) => agent.examples)) router.route(text);
  return router;
}

/** The name of a product says nothing for an agent that is made for another one. */
function generalistsFirst(scores: Scored[]): Scored[] {
  const generalists = scores.filter(({ thin }) => !thin).map(({ score }) => score);
  if (generalists.length === 0) return scores;
  const most = Math.max(...generalists) - CLEARLY_LESS;
  return scores.map((scored) => (scored.thin ? { ...scored, score: Math.min(scored.score, most) } : scored));
}

function withoutMiddle(text: string): string {
  if (text.length <= HEAD_CHARACTERS + TAIL_CHARACTERS) return text;
  return `${text.slice(0, HEAD_CHARACTERS)} ${text.slice(-TAIL_CHARACTERS)}`;
}

/** Thin evidence makes the agents likelier equal, until the best is no longer sure. */
function rank(scores: Scored[], unsure: boolean): Candidate[] {
  const ordered = [...scores].sort((a, b) => b.score - a.score || (a.agent < b.agent ? -1 : 1));
  let temperature = TEMPERATURE;
  let candidates = shareOut(ordered, temperature);
  if (!unsure && !ordered[0]?.thin) return candidates;
  for (let step = 0; step < MOST_STEPS && (candidates[0]?.score ?? 0) >= UNSURE; step++) {
    temperature *= 1.25;
    candidates = shareOut(ordered, temperature);
  }
  return candidates;
}

function shareOut(ordered: Scored[], temperature: number): Candidate[] {
  const most = ordered[0]?.score ?? 0;
  const weights = ordered.map(({ score }) => Math.exp((score - most) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return ordered.map(({ agent }, index) => ({ agent, score: round((weights[index] ?? 0) / total) }));
}

function round(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 1_000;
}
