import type { DecisionRecord } from '../../decisions/decision-log.ts';
import { type DecisionDraft, draftDecisions, speaksOf } from '../../decisions/draft-decisions.ts';
import { withoutLabel } from '../../decisions/option-label.ts';
import { plainTitle } from '../../decisions/same-titles.ts';
import type { Design } from '../../design/document.ts';
import { isSameSystem, isSameTopic } from './same-subject.ts';
import { named } from './words.ts';

/** A decision that holds, with the design whose option was chosen; without one where that is not kept any more. */
export type Held = { record: DecisionRecord & { option: string }; design?: Design };

type Later = { design: Design; isSameThread: boolean };

/**
 * In which way a design goes against a decision, in words that follow its name; undefined where it does not, or where
 * that can't be told for sure. Options of one name are common (`Kafka`, `Modular monolith`), so what is compared has to
 * be about the same system, and the same question in it.
 */
export function findContradiction(held: Held, later: Later): string | undefined {
  const drafts = draftDecisions(later.design).filter(({ status }) => !isPast(status));
  const isRelated = later.isSameThread || (held.design && isSameSystem(held.design, later.design));
  const found = isRelated
    ? (recommendsRejected(held, later.design) ?? setsAside(held, drafts) ?? rejects(held, later.design))
    : undefined;
  return found ?? decidesOtherwise(held, drafts);
}

/** What the decision chose against. */
function rejectedOf({ record, design }: Held): string[] {
  const names = (design?.options ?? []).map(({ name }) => name);
  return names.filter((name) => !isSameOption(name, record.option));
}

/** The log takes decisions of one title for one decision, too. */
function decidesOtherwise(held: Held, drafts: readonly DecisionDraft[]): string | undefined {
  const { title, option } = held.record;
  const draft = drafts.find((other) => plainTitle(other.title) === plainTitle(title));
  if (!draft || isRejected(draft.status)) return undefined;
  if (draft.chosen !== undefined) {
    const isReworded = speaksOf(draft.chosen, option) || speaksOf(option, draft.chosen);
    return isReworded ? undefined : `proposes ${named(draft.chosen)} instead`;
  }
  const text = `${draft.title}\n${draft.decision}`;
  const other = rejectedOf(held).find((name) => speaksOf(text, name));
  return other === undefined || speaksOf(text, option) ? undefined : `proposes ${named(other)} instead`;
}

/** The same choice is put again, or the same question, and what was rejected is recommended. */
function recommendsRejected(held: Held, design: Design): string | undefined {
  const { options } = design;
  const recommended = options.find((one) => one.recommended);
  if (!recommended || options.length < 2) return undefined;
  const rejected = rejectedOf(held);
  if (!rejected.some((name) => isSameOption(name, recommended.name))) return undefined;
  const isPutAgain = options.some(({ name }) => isSameOption(name, held.record.option));
  const asked = draftDecisions(design).find(({ chosen }) => chosen === recommended.name);
  const isAskedAgain =
    asked && isSameTopic(asked.title, held.record.title, [held.record.option, ...rejected]);
  return isPutAgain || isAskedAgain ? `recommends ${named(recommended.name)}, which it rejected` : undefined;
}

/** A decision for something else has the chosen option among its alternatives. */
function setsAside(held: Held, drafts: readonly DecisionDraft[]): string | undefined {
  const { title, option } = held.record;
  const rejected = rejectedOf(held);
  const found = drafts.find((draft) => {
    const text = `${draft.title}\n${draft.decision}`;
    const isAside = draft.alternatives.some((alternative) => isSameOption(headOf(alternative), option));
    if (isRejected(draft.status) || !isAside || speaksOf(text, option)) return false;
    const isForRejected = rejected.some((name) => speaksOf(text, name));
    return (
      isForRejected ||
      isSameTopic(draft.title, title, [option, ...rejected, ...draft.alternatives.map(headOf)])
    );
  });
  if (!found) return undefined;
  return found.chosen === undefined
    ? `sets ${named(option)} aside in ${named(found.title)}`
    : `proposes ${named(found.chosen)} instead`;
}

/** Where its title names what the decision rejected as well, it may be that which is rejected. */
function rejects(held: Held, { decisions }: Design): string | undefined {
  const { option } = held.record;
  const found = decisions.find(
    ({ status, title }) =>
      isRejected(status) &&
      speaksOf(title, option) &&
      !rejectedOf(held).some((name) => speaksOf(title, name)),
  );
  return found && `rejects it in ${named(found.title)}`;
}

function isRejected(status: string): boolean {
  return /^\W*reject/i.test(status);
}

/** It says what was, not what shall be. */
function isPast(status: string): boolean {
  return /^\W*(?:superseded|deprecated)/i.test(status);
}

/** Whatever label stands before it. */
export function isSameOption(a: string, b: string): boolean {
  return plainTitle(a) === plainTitle(b) || plainTitle(withoutLabel(a)) === plainTitle(withoutLabel(b));
}

/** `Kafka: too much to run for three people` names Kafka; `Kafka Connect` does not. */
function headOf(alternative: string): string {
  const [head = ''] = withoutLabel(alternative).split(
    /[:;,(—–\n：，。（]|\.(?:\s|$)|\s-\s|\s(?:because|since|as|weil|car|porque)\s/u,
    1,
  );
  return head.replace(/^\s*(?:use|using|keep|an?|the|only)\s+/i, '').trim();
}
