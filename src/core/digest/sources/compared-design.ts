import {
  type DecisionDraft,
  draftDecisions,
  readText,
  type SearchedText,
} from '../../decisions/draft-decisions.ts';
import { plainTitle } from '../../decisions/same-titles.ts';
import type { Design } from '../../design/document.ts';
import { type ComparedOption, headOf, keyOf, type OptionKey, readOption } from './compared-option.ts';
import { lazy } from './lazy.ts';
import { type Subject, type Words, wordsOf } from './same-subject.ts';

/** A design as it is held against the decisions of a channel: all that would else be worked out for each of them. */
export type ComparedDesign = {
  subject: Subject;
  options: ComparedOption[];
  recommended?: ComparedOption;
  /** What the decision asks that chooses the recommended option. */
  asks?: () => Words;
  /** Those that say what shall be. */
  drafts: ComparedDraft[];
  /** The first of each title. */
  byTitle: ReadonlyMap<string, ComparedDraft>;
  /** The titles of what it decides against. */
  against: { title: string; text: SearchedText }[];
};

export type ComparedDraft = {
  title: string;
  isRejected: boolean;
  chosen?: ComparedOption;
  alternatives: OptionKey[];
  /** Its title and what it decides. */
  text: () => SearchedText;
  asks: () => Words;
  /** The words of its alternatives. */
  answers: () => Words[];
};

export function compareBy(design: Design, subject: Subject): ComparedDesign {
  const options = design.options.map(({ name }) => readOption(name));
  const recommended = options[design.options.findIndex((one) => one.recommended)];
  const all = draftDecisions(design);
  const asking = recommended && all.find(({ chosen }) => chosen === recommended.name);
  const drafts = all.filter(({ status }) => !isPast(status)).map(toCompared);
  return {
    subject,
    options,
    ...(recommended ? { recommended } : {}),
    ...(asking ? { asks: lazy(() => wordsOf(asking.title)) } : {}),
    drafts,
    byTitle: new Map(drafts.toReversed().map((draft) => [plainTitle(draft.title), draft])),
    against: design.decisions
      .filter(({ status }) => isRejected(status))
      .map(({ title }) => ({ title, text: readText(title) })),
  };
}

function toCompared({ title, status, decision, chosen, alternatives }: DecisionDraft): ComparedDraft {
  const heads = alternatives.map(headOf);
  return {
    title,
    isRejected: isRejected(status),
    ...(chosen === undefined ? {} : { chosen: readOption(chosen) }),
    alternatives: heads.map(keyOf),
    text: lazy(() => readText(`${title}\n${decision}`)),
    asks: lazy(() => wordsOf(title)),
    answers: lazy(() => heads.map(wordsOf)),
  };
}

function isRejected(status: string): boolean {
  return /^\W*reject/i.test(status);
}

/** It says what was, not what shall be. */
function isPast(status: string): boolean {
  return /^\W*(?:superseded|deprecated)/i.test(status);
}
