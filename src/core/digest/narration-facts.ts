import { clipText, formatCount } from '../chat/prose/text.ts';
import type { Digest, DigestItem, DigestPeriod, DigestSection } from './digest.ts';

/** What a model may say of a digest. */
export type NarrationFacts = {
  /** As the model gets them: one fact a line. */
  text: string;
  /** Counts that are ours; numbers in titles are somebody's words. */
  counts: ReadonlySet<number>;
  /** Of what is counted by kind, the counts that may be said of it. */
  countsOf: Readonly<Record<CountedNoun, ReadonlySet<number>>>;
};

export const COUNTED_NOUNS = ['design', 'answer', 'decision'] as const;
export type CountedNoun = (typeof COUNTED_NOUNS)[number];

/** How the facts begin: the offline stand-in knows a request for a paragraph by it. */
export const FACTS_HEAD = 'Facts of the architecture digest of';

/** What a small model reads at once with care, and what a paragraph of a few sentences can be about. */
const MOST_CHARS = 6_000;
const MOST_TITLE = 160;
const MOST_DETAIL = 240;
const MOST_ITEMS = 12;
const MOST_AGENTS = 8;

const SPANS: Record<DigestPeriod, string> = {
  daily: 'the last day',
  weekly: 'the last week',
  monthly: 'the last month',
  now: 'the time since the digest before',
};

/** The facts of a digest as data for a model, clipped evenly, so that each section is told of. */
export function narrationFacts(digest: Digest): NarrationFacts {
  const { numbers, sections, open, missed } = digest;
  const all = [...sections, ...open];
  const totals = [sections, open].map((some) => some.reduce((sum, one) => sum + sizeOf(one), 0));
  const agents = numbers.byAgent.flatMap(({ designs, answers }) => [designs, answers]);
  const own = [numbers.designs, numbers.answers, numbers.decisions];
  return {
    text: writeFacts(digest),
    counts: new Set([...own, ...agents, ...totals, ...all.map(sizeOf), missed.length]),
    countsOf: {
      design: countsOf('design', all, [numbers.designs, ...numbers.byAgent.map(({ designs }) => designs)]),
      answer: countsOf('answer', all, [numbers.answers, ...numbers.byAgent.map(({ answers }) => answers)]),
      decision: countsOf('decision', all, [numbers.decisions]),
    },
  };
}

function countsOf(
  noun: CountedNoun,
  sections: readonly DigestSection[],
  counts: readonly number[],
): Set<number> {
  const named = sections.filter(({ title }) => title.toLowerCase().includes(noun));
  return new Set([...counts, ...named.map(sizeOf)]);
}

function sizeOf({ items, more = 0 }: DigestSection): number {
  return items.length + more;
}

function writeFacts(digest: Digest): string {
  for (let most = MOST_ITEMS; most > 0; most--) {
    const text = factLines(digest, most, true).join('\n');
    if (text.length <= MOST_CHARS) return text;
  }
  return clipText(factLines(digest, 1, false).join('\n'), MOST_CHARS);
}

function factLines(
  { period, numbers, sections, open, missed }: Digest,
  most: number,
  withDetails: boolean,
): string[] {
  const agents = numbers.byAgent
    .slice(0, MOST_AGENTS)
    .map(
      ({ title, designs, answers }) =>
        `${line(title, MOST_TITLE)}: ${formatCount(designs, 'design')}, ${formatCount(answers, 'answer')}`,
    );
  const describe = (kind: string, section: DigestSection): string[] => {
    const shown = section.items.slice(0, most);
    const left = sizeOf(section) - shown.length;
    return [
      `${kind}: ${line(section.title, MOST_TITLE)} (${sizeOf(section)})`,
      ...shown.map((item) => itemLine(item, withDetails)),
      ...(left > 0 ? [`- and ${left} more`] : []),
    ];
  };
  return [
    `${FACTS_HEAD} ${SPANS[period]}`,
    `Counted: ${formatCount(numbers.designs, 'design')}, ${formatCount(numbers.answers, 'answer')}, ${formatCount(numbers.decisions, 'accepted decision')}`,
    ...(agents.length > 0 ? [`By agent: ${agents.join('; ')}`] : []),
    ...(missed.length > 0 ? [`Digests missed before: ${missed.length}`] : []),
    ...sections.flatMap((section) => describe('New', section)),
    ...open.flatMap((section) => describe('Still open', section)),
  ];
}

function itemLine({ title, detail }: DigestItem, withDetails: boolean): string {
  const more = withDetails && detail ? ` – ${line(detail, MOST_DETAIL)}` : '';
  return `- ${line(title, MOST_TITLE)}${more}`;
}

/** No text of others begins a line of its own. */
function line(text: string, most: number): string {
  return clipText(text.replace(/\s+/g, ' ').trim(), most);
}
