import { type DecisionDraft, draftDecisions, settleDecision } from '../../decisions/draft-decisions.ts';
import type { Design } from '../document.ts';
import { adrFileName, writeAdr } from './adr.ts';

/** An option that somebody chose, and the number of the record that says so. */
export type ChosenOption = {
  option: number;
  number: number;
  /** Epoch milliseconds. */
  at: number;
  decider: string;
  supersedes: readonly { number: number; title: string }[];
};

/** The record of a decision, as a file of its own. */
export type DecisionFile = { number: number; title: string; status: string; name: string; content: string };

/**
 * The records of a design's decisions under their numbers, which are in the order of `draftDecisions`; what has no
 * number has no record. `at` is when the design was made.
 */
export function decisionFiles(
  design: Design,
  numbers: readonly number[],
  { at, choice }: { at?: number; choice?: ChosenOption } = {},
): DecisionFile[] {
  const settled = choice && settleDecision(design, choice.option);
  return draftDecisions(design).flatMap((draft, i): DecisionFile[] => {
    if (choice && settled?.index === i) {
      const { number, decider, supersedes } = choice;
      const meta = { number, at: choice.at, deciders: [decider], supersedes };
      return [toFile(settled.draft, number, writeAdr(settled.draft, meta))];
    }
    const number = numbers[i];
    if (number === undefined) return [];
    return [toFile(draft, number, writeAdr(draft, { number, ...(at === undefined ? {} : { at }) }))];
  });
}

function toFile({ title, status }: DecisionDraft, number: number, content: string): DecisionFile {
  return { number, title, status, name: adrFileName(number, title), content };
}
