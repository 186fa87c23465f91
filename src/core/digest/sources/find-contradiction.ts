import type { DecisionRecord } from '../../decisions/decision-log.ts';
import { isNamed } from '../../decisions/draft-decisions.ts';
import { plainTitle } from '../../decisions/same-titles.ts';
import type { Design } from '../../design/document.ts';
import type { ComparedDesign } from './compared-design.ts';
import { type ComparedOption, isSameOption, readOption } from './compared-option.ts';
import { lazy } from './lazy.ts';
import { isSameSystem, isSameTopic, type Subject, type Words, wordsOf } from './same-subject.ts';
import { named } from './words.ts';

/** A decision that holds, as designs are held against it. */
export type Held = {
  record: DecisionRecord & { option: string };
  /** Of the design whose option was chosen; none where that is not kept any more. */
  subject?: Subject;
  title: string;
  option: ComparedOption;
  /** What it chose against. */
  rejected: ComparedOption[];
  asks: () => Words;
  /** The words of all its options. */
  answers: () => Words[];
};

export function toHeld(record: Held['record'], from?: { design: Design; subject: Subject }): Held {
  const option = readOption(record.option);
  const options = (from?.design.options ?? []).map(({ name }) => readOption(name));
  const rejected = options.filter((one) => !isSameOption(one, option));
  return {
    record,
    ...(from ? { subject: from.subject } : {}),
    title: plainTitle(record.title),
    option,
    rejected,
    asks: lazy(() => wordsOf(record.title)),
    answers: lazy(() => [option, ...rejected].map(({ name }) => wordsOf(name))),
  };
}

/**
 * In which way a design goes against a decision, in words that follow its name; undefined where it does not, or where
 * that can't be told for sure. Options of one name are common (`Kafka`, `Modular monolith`), so what is compared has to
 * be about the same system, and the same question in it. Asked of each decision and each design of a channel, so it
 * works out nothing that one of them alone tells.
 */
export function findContradiction(
  held: Held,
  later: ComparedDesign,
  { isSameThread }: { isSameThread: boolean },
): string | undefined {
  const isRelated = isSameThread || (held.subject && isSameSystem(held.subject, later.subject));
  const found = isRelated
    ? (recommendsRejected(held, later) ?? setsAside(held, later) ?? rejects(held, later))
    : undefined;
  return found ?? decidesOtherwise(held, later);
}

/** The log takes decisions of one title for one decision, too. */
function decidesOtherwise({ title, option, rejected }: Held, later: ComparedDesign): string | undefined {
  const draft = later.byTitle.get(title);
  if (!draft || draft.isRejected) return undefined;
  const { chosen } = draft;
  if (chosen) {
    const isReworded = isNamed(chosen.text, option.searched) || isNamed(option.text, chosen.searched);
    return isReworded ? undefined : `proposes ${named(chosen.name)} instead`;
  }
  const other = rejected.find(({ searched }) => isNamed(draft.text(), searched));
  if (!other || isNamed(draft.text(), option.searched)) return undefined;
  return `proposes ${named(other.name)} instead`;
}

/** The same choice is put again, or the same question, and what was rejected is recommended. */
function recommendsRejected(held: Held, { options, recommended, asks }: ComparedDesign): string | undefined {
  if (!recommended || options.length < 2) return undefined;
  if (!held.rejected.some((one) => isSameOption(one, recommended))) return undefined;
  const isPutAgain = options.some((one) => isSameOption(one, held.option));
  const isAskedAgain = () => asks && isSameTopic(asks(), held.asks(), held.answers());
  return isPutAgain || isAskedAgain()
    ? `recommends ${named(recommended.name)}, which it rejected`
    : undefined;
}

/** A decision for something else has the chosen option among its alternatives. */
function setsAside({ option, rejected, asks, answers }: Held, later: ComparedDesign): string | undefined {
  const found = later.drafts.find((draft) => {
    const isAside = draft.alternatives.some((alternative) => isSameOption(alternative, option));
    if (draft.isRejected || !isAside || isNamed(draft.text(), option.searched)) return false;
    const isForRejected = rejected.some(({ searched }) => isNamed(draft.text(), searched));
    return isForRejected || isSameTopic(draft.asks(), asks(), [...answers(), ...draft.answers()]);
  });
  if (!found) return undefined;
  return found.chosen === undefined
    ? `sets ${named(option.name)} aside in ${named(found.title)}`
    : `proposes ${named(found.chosen.name)} instead`;
}

/** Where its title names what the decision rejected as well, it may be that which is rejected. */
function rejects({ option, rejected }: Held, { against }: ComparedDesign): string | undefined {
  const found = against.find(
    ({ text }) => isNamed(text, option.searched) && !rejected.some(({ searched }) => isNamed(text, searched)),
  );
  return found && `rejects it in ${named(found.title)}`;
}
