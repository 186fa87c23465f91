import { type DecisionDraft, draftDecisions, settleDecision } from '../../decisions/draft-decisions.ts';
import type { Design } from '../document.ts';
import { adrFileName, type RecordMeta, writeAdr } from './adr.ts';

/** The record of a decision, as a file of its own. */
export type DecisionFile = { number: number; title: string; status: string; name: string; content: string };

/** The record of the choice that holds; it says the same in every later version. */
export type ChosenOption = { option: number; file: DecisionFile };

/**
 * The records of a design's decisions under their numbers, which are in the order of `draftDecisions`; what has no
 * number has no record. `at` is when the design was made.
 */
export function decisionFiles(
  design: Design,
  numbers: readonly (number | null)[],
  { at, choice }: { at?: number; choice?: ChosenOption } = {},
): DecisionFile[] {
  const settled = choice && settleDecision(design, choice.option)?.index;
  return draftDecisions(design).flatMap((draft, i): DecisionFile[] => {
    if (choice && settled === i) return [choice.file];
    const number = numbers[i] ?? undefined;
    return number === undefined ? [] : [decisionFile(draft, { number, ...(at === undefined ? {} : { at }) })];
  });
}

export function decisionFile(draft: DecisionDraft, meta: RecordMeta): DecisionFile {
  const { number, supersededBy } = meta;
  const { title } = draft;
  const status = supersededBy ? 'superseded' : draft.status;
  return { number, title, status, name: adrFileName(number, title), content: writeAdr(draft, meta) };
}
