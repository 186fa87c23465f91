import type { DigestSource } from '../source.ts';
import { breaking } from './breaking.ts';
import { contradictions } from './contradictions.ts';
import { decisions } from './decisions.ts';
import { designs } from './designs.ts';
import { drafts } from './drafts.ts';
import { findings } from './findings.ts';
import { questions } from './questions.ts';
import { unanswered } from './unanswered.ts';

/**
 * What a digest tells of, in the order in which it is read: what is in conflict, what was decided and made, then what waits
 * for people.
 */
export const DIGEST_SOURCES: readonly DigestSource[] = [
  contradictions,
  breaking,
  decisions,
  designs,
  questions,
  unanswered,
  findings,
  drafts,
];
