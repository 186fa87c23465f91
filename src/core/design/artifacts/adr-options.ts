import type { DecisionDraft } from '../../decisions/draft-decisions.ts';
import { oneLine } from '../text/one-line.ts';
import { plainWords } from '../text/plain-words.ts';

/** An option as a decision's record says it. */
export type Considered = { name: string; about: string; pros: string[]; cons: string[] };

export type Consideration = {
  considered: Considered[];
  /** The name of one of them; undefined where nothing is decided or proposed yet. */
  chosen?: string;
  /** What follows “because”: Markdown on one line. */
  reason: string;
  /** What else the decision says. */
  decision: string;
};

/** A decision that begins as its record would: `Chosen option: "X", because …`. */
const STATED = /^[\s*_]*chosen option[\s*_]*:[\s*_]*["“”«»'`]+(.+?)["“”«»'`]+[\s*_,]*(?:because\b[\s*_:]*)?/i;

/** Longer is no name with a reason behind it, but a sentence with a colon in it. */
const MOST_NAME_CHARS = 80;

/** Which options were weighed, which of them it is, and why. A decision without options of its own is named by its title. */
export function considerOptions(draft: DecisionDraft): Consideration {
  const stated = statedChoice(draft);
  const chosen = draft.options ? draft.chosen : (stated?.name ?? oneLine(draft.title));
  const options = (draft.options ?? []).map((option) => withAlternatives(option, draft.alternatives));
  const others = draft.alternatives.filter((text) => !options.some((option) => isAbout(text, option.name)));
  const considered = [...options, ...others.map(toConsidered).filter((option) => option.name !== '')];
  const same = considered.find((option) => isSame(option.name, chosen));
  if (chosen !== undefined && !same) considered.unshift({ name: chosen, about: '', pros: [], cons: [] });
  const own = same?.name ?? chosen;
  return {
    considered: considered.map((option) => ({ ...option, name: unquoted(option.name) })),
    ...(own === undefined ? {} : { chosen: unquoted(own) }),
    reason: stated?.reason || reasonOf(same?.pros ?? []),
    decision: stated?.rest ?? draft.decision,
  };
}

/** An option, with what the decision's alternatives say against it in other words. */
function withAlternatives(
  { summary, ...option }: NonNullable<DecisionDraft['options']>[number],
  alternatives: readonly string[],
): Considered {
  const said = alternatives
    .filter((text) => isAbout(text, option.name))
    .map((text) =>
      oneLine(text)
        .slice(option.name.length)
        .replace(/^[\s:,;–—-]+|^ because /, ''),
    );
  const cons = said.filter((con) => con !== '' && !option.cons.some((known) => isSame(known, con)));
  return { ...option, about: summary, cons: [...option.cons, ...cons] };
}

function isAbout(alternative: string, option: string): boolean {
  const [text, name] = [oneLine(alternative).toLowerCase(), oneLine(option).toLowerCase()];
  return text.startsWith(name) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length));
}

/** What the decision itself says it chose; among options, only where that is the one that is chosen or proposed. */
function statedChoice({ decision, options, chosen }: DecisionDraft) {
  const stated = STATED.exec(decision);
  if (!stated || (options && !isSame(stated[1], chosen))) return undefined;
  const [first = '', ...more] = decision.slice(stated[0].length).split(/\n\s*\n/);
  return { name: oneLine(stated[1] ?? ''), reason: oneLine(first), rest: more.join('\n\n') };
}

/** The chosen name stands between quotation marks: those of its own would end it. */
function unquoted(name: string): string {
  return name.replaceAll('"', "'");
}

function isSame(name: string | undefined, other: string | undefined): boolean {
  return name !== undefined && other !== undefined && plainWords(name) === plainWords(other);
}

function reasonOf(pros: readonly string[]): string {
  if (pros.length === 0) return 'it answers the problem as follows.';
  return `of its advantages: ${pros.map((pro) => oneLine(pro).replace(/[.;]+$/, '')).join('; ')}.`;
}

/** An alternative is often a name and, behind a colon or a dash, why it was not taken. */
function toConsidered(alternative: string): Considered {
  const text = oneLine(alternative);
  const [, name = '', about = ''] = /^(.+?)(?::| [–—-]|, because| because)\s+(.+)$/.exec(text) ?? [];
  const isNamed = name !== '' && name.length <= MOST_NAME_CHARS;
  return { name: isNamed ? name : text, about: isNamed ? about : '', pros: [], cons: [] };
}
