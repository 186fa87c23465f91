import type { DecisionDraft } from '../../decisions/draft-decisions.ts';
import { oneLine } from '../text/one-line.ts';
import { type Considered, considerOptions } from './adr-options.ts';
import { safeFileName } from './file-names.ts';
import { bulletList, escapeLooseTags, escapeMarkdown } from './markdown.ts';
import { nestMarkdown } from './nest-markdown.ts';
import { takePart } from './take-part.ts';

type OtherRecord = { number: number; title: string };

export type RecordMeta = {
  number: number;
  /** When it was decided, or proposed: epoch milliseconds. */
  at?: number;
  deciders?: readonly string[];
  supersedes?: readonly OtherRecord[];
  supersededBy?: OtherRecord;
};

/** The words that MADR knows; others are kept as they are. */
const STATUS = /^(?:proposed|accepted|rejected|deprecated|superseded)$/i;

/** `ADR-0007`: how people call a decision's record. */
export function adrName(number: number): string {
  return `ADR-${padded(number)}`;
}

export function adrFileName(number: number, title: string): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const name = `${padded(number)}-${words === '' ? 'decision' : words}.md`;
  // What is cut off must not leave a dash before the ending.
  return safeFileName(name, name).replace(/-+(?=\.md$)/, '');
}

/**
 * The record of a decision, as MADR 4 has it. The texts come from a model and may hold anything: none of them can
 * open a chapter of the record, or close one.
 */
export function writeAdr(draft: DecisionDraft, meta: RecordMeta): string {
  const drivers = takePart(draft.context, 'decision drivers', 'drivers');
  const confirmation = takePart(draft.consequences, 'confirmation');
  const { considered, chosen, reason, decision } = considerOptions(draft);
  const outcome =
    chosen === undefined
      ? 'No option is chosen yet.'
      : `Chosen option: "${escapeMarkdown(chosen)}", because ${escapeLooseTags(reason)}`;
  const chapters = [
    chapter(2, 'Context and Problem Statement', nestMarkdown(drivers.rest, 3) || 'Not said.'),
    chapter(2, 'Decision Drivers', nestMarkdown(drivers.part, 3)),
    chapter(2, 'Considered Options', considered.map(({ name }) => `- ${escapeMarkdown(name)}`).join('\n')),
    chapter(2, 'Decision Outcome', joined(outcome, nestMarkdown(decision, 4))),
    chapter(3, 'Consequences', nestMarkdown(confirmation.rest, 4)),
    chapter(3, 'Confirmation', nestMarkdown(confirmation.part, 4)),
    chapter(2, 'Pros and Cons of the Options', joined(...considered.map(prosAndCons))),
    chapter(2, 'More Information', bulletList(moreInformation(draft, meta))),
  ];
  return `${joined(frontMatter(draft, meta), `# ${escapeMarkdown(draft.title)}`, ...chapters)}\n`;
}

function frontMatter(draft: DecisionDraft, { at, deciders = [], supersededBy }: RecordMeta): string {
  const own = oneLine(draft.status);
  const status = supersededBy
    ? `superseded by ${adrName(supersededBy.number)}`
    : STATUS.test(own)
      ? own.toLowerCase()
      : own || 'proposed';
  const lines = [
    `status: ${quoted(status)}`,
    ...(at === undefined ? [] : [`date: ${dateOf(at)}`]),
    ...(deciders.length === 0 ? [] : [`decision-makers: [${deciders.map(quoted).join(', ')}]`]),
  ];
  return ['---', ...lines, '---'].join('\n');
}

function prosAndCons({ name, about, pros, cons }: Considered): string {
  const points = [
    ...pros.map((pro) => `Good, because ${oneLine(pro)}`),
    ...cons.map((con) => `Bad, because ${oneLine(con)}`),
  ];
  return chapter(3, escapeMarkdown(name), joined(nestMarkdown(about, 4), bulletList(points)));
}

function moreInformation({ status }: DecisionDraft, meta: RecordMeta): string[] {
  const { at, deciders = [], supersedes = [], supersededBy } = meta;
  const who = deciders.map((decider) => escapeMarkdown(decider)).join(', ');
  const isAccepted = /^accepted$/i.test(status.trim());
  return [
    ...(isAccepted && who !== '' ? [`Chosen by ${who}${at === undefined ? '' : ` on ${dateOf(at)}`}.`] : []),
    ...supersedes.map((record) => `Supersedes ${linkTo(record)}.`),
    ...(supersededBy ? [`Superseded by ${linkTo(supersededBy)}.`] : []),
  ];
}

function linkTo({ number, title }: OtherRecord): string {
  return `[${adrName(number)}: ${escapeMarkdown(title)}](${adrFileName(number, title)})`;
}

/** Empty without a text. */
function chapter(level: 2 | 3, heading: string, text: string): string {
  return text.trim() === '' ? '' : `${'#'.repeat(level)} ${heading}\n\n${text}`;
}

function joined(...parts: string[]): string {
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

/** A string as YAML and JSON both read it; what neither may hold is left out. */
function quoted(text: string): string {
  return JSON.stringify(oneLine(text).replace(/\p{Cc}|\p{Cs}/gu, ''));
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function padded(number: number): string {
  return String(number).padStart(4, '0');
}
