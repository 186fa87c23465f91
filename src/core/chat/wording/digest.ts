import { DateTime } from 'luxon';
import { foldSpaces } from '../../design/text/one-line.ts';
import type { Digest, DigestNumbers } from '../../digest/digest.ts';
import type { ChatFile } from '../chat.ts';
import type { ProseLeaf } from '../prose/leaf.ts';
import { linkRuns } from '../prose/links.ts';
import { bullets, heading, paragraph, styled } from '../prose/make.ts';
import type { Run, Style } from '../prose/runs.ts';
import { cleanText, clipText, formatCount, formatDuration, formatNumber } from '../prose/text.ts';
import { countItems, type ItemGroup, type Layout, type ShownItem } from './digest-layout.ts';

/** What an item shows of its texts; the file has them whole. */
export type ItemChars = { title: number; detail: number };

const WORDS_CHARS = 500;
const AGENTS = 4;
const AGENT_CHARS = 60;
const SECTION_CHARS = 60;
const MISSED = 3;

export const OPEN_TITLE = 'Still open from before';

/** What can be said of an item, in the order of its buttons. */
export const ITEM_VERBS = [
  { verb: 'discuss', label: 'Discuss' },
  { verb: 'done', label: 'Done' },
  { verb: 'not-for-us', label: 'Not for us' },
] as const;

/** Buttons name no later place. */
export const MOST_PLACES = 100;

export function digestTitle(digest: Digest): string {
  return `Architecture digest · ${formatDays(digest)}`;
}

/** The days of its time, on its clocks: `16–23 Nov 2026`. */
export function formatDays({ sinceAt, untilAt, zone }: Pick<Digest, 'sinceAt' | 'untilAt' | 'zone'>): string {
  const [from, to] = [dateOf(sinceAt, zone), dateOf(untilAt, zone)];
  if (from.hasSame(to, 'day')) return to.toFormat('d LLL yyyy');
  if (from.hasSame(to, 'month')) return `${from.toFormat('d')}–${to.toFormat('d LLL yyyy')}`;
  return `${from.toFormat(from.hasSame(to, 'year') ? 'd LLL' : 'd LLL yyyy')} – ${to.toFormat('d LLL yyyy')}`;
}

function dateOf(at: number, zone: string): DateTime {
  return DateTime.fromMillis(at, { zone, locale: 'en' });
}

/** What a model says of it, which says so. */
export function wordsLeaves(words: string | undefined): ProseLeaf[] {
  const text = clipText(foldSpaces(cleanText(words ?? '')), WORDS_CHARS);
  if (text === '') return [];
  return [
    { kind: 'quote', runs: [{ text }, styled(' – written by a model from what is below', { italic: true })] },
  ];
}

export function missedLeaves(digest: Digest): ProseLeaf[] {
  return digest.missed.length === 0 ? [] : [paragraph(missedText(digest))];
}

export function missedText({ missed, zone }: Pick<Digest, 'missed' | 'zone'>): string {
  const days = missed.slice(-MISSED).map((at) => dateOf(at, zone).toFormat('d LLL'));
  const earlier = missed.length > MISSED ? ' and before' : '';
  const what = missed.length === 1 ? 'The digest before it was' : `${missed.length} digests before it were`;
  return `${what} missed (${days.join(', ')}${earlier}); this one tells of that time as well.`;
}

/** All that there is to say where nothing happened. */
export function nothingText({ missed, open, zone, numbers }: Digest): string {
  const left = open.reduce((sum, { items, more = 0 }) => sum + items.length + more, 0);
  const { designs, answers, decisions } = numbers;
  return [
    designs + answers + decisions === 0
      ? 'Nothing happened in this time.'
      : `Nothing to report (${countsText(numbers)}).`,
    ...(left === 0 ? [] : [`${formatNumber(left)} still open from before.`]),
    ...(missed.length === 0 ? [] : [missedText({ missed, zone })]),
  ].join(' ');
}

/** How much there was, how long it took, what it cost and, where no picture shows that, who did it. */
export function numbersLeaves(numbers: DigestNumbers, isDrawn: boolean): ProseLeaf[] {
  const { designs, answers, decisions, medianMs, byAgent } = numbers;
  if (designs + answers + decisions === 0) return [];
  const time = medianMs === undefined ? [] : [`${formatDuration(medianMs)} to an answer (median)`];
  const rest = [...time, costText(numbers)].map((part) => ` · ${part}`);
  const agents = byAgent.slice(0, AGENTS).map((agent) => {
    const title = clipText(foldSpaces(cleanText(agent.title)), AGENT_CHARS) || agent.id;
    const did = [
      ...(agent.designs > 0 ? [formatCount(agent.designs, 'design')] : []),
      ...(agent.answers > 0 ? [formatCount(agent.answers, 'answer')] : []),
    ];
    return `${title} ${did.join(', ')}`.trim();
  });
  const more = byAgent.length - agents.length;
  const by = isDrawn ? '' : [...agents, ...(more > 0 ? [`${more} more`] : [])].join(' · ');
  return [
    paragraph(
      styled(countsText(numbers), { bold: true }),
      `${rest.join('')}${by === '' ? '' : `\nBy agent: ${by}`}`,
    ),
  ];
}

function countsText({ designs, answers, decisions }: DigestNumbers): string {
  return [
    formatCount(designs, 'design'),
    formatCount(answers, 'answer'),
    formatCount(decisions, 'decision'),
  ].join(' · ');
}

/** US dollars at list prices, or what they would be counted from. */
export function costText({ costUsd, inputTokens, outputTokens }: DigestNumbers): string {
  const tokens = `${formatNumber(inputTokens)} tokens in, ${formatNumber(outputTokens)} out`;
  if (costUsd === undefined) return tokens;
  return costUsd > 0 && costUsd < 0.01 ? 'under $0.01' : `$${formatDollars(costUsd)}`;
}

function formatDollars(usd: number): string {
  const [whole = '0', cents = '00'] = usd.toFixed(2).split('.');
  return `${formatNumber(Number(whole))}.${cents}`;
}

/** The title of an item, which leads to what it is about. */
export function titleRuns({ title, link }: ShownItem, most: number, style: Style = {}): Run[] {
  const text = clipText(foldSpaces(cleanText(title)), most) || '…';
  return link === undefined ? [{ ...style, text }] : linkRuns(text, link, style);
}

export function detailText({ detail = '' }: ShownItem, most: number): string {
  return clipText(foldSpaces(cleanText(detail)), most);
}

/** The title of one that somebody dealt with. */
export function settledTitle(item: ShownItem, most: number): Run[] {
  return [{ text: '✓ ' }, ...titleRuns(item, most, { strike: true })];
}

/** What became of it; who did that follows. */
export function settledText({ how }: NonNullable<ShownItem['settled']>): string {
  return how === 'done' ? 'Done – by ' : 'Not for us – by ';
}

export function groupTitle({ title, isMore, items }: ItemGroup): string {
  const shown = clipText(foldSpaces(cleanText(title)), SECTION_CHARS) || '…';
  return isMore ? `${shown} – ${items.length} more` : shown;
}

/** What ends a section of which not all is told. */
export function untoldLeaves({ untold }: ItemGroup): ProseLeaf[] {
  if (untold === undefined) return [];
  return [paragraph(styled(`And ${formatNumber(untold)} more, which are not listed.`, { italic: true }))];
}

/** How much of a section follows: `Decisions (3)`, `New designs (2 more, 1 dealt with)`. */
export function countedTitle({ title, isMore, items }: ItemGroup): string {
  const shown = clipText(foldSpaces(cleanText(title)), SECTION_CHARS) || '…';
  return `${shown} (${countOf(items, isMore === true)})`;
}

/** What is shown elsewhere once may not be shown anew there, so it is said here how much of it was dealt with. */
function countOf(items: readonly ShownItem[], isMore: boolean): string {
  const settled = items.filter((item) => item.settled).length;
  return `${items.length}${isMore ? ' more' : ''}${settled > 0 ? `, ${settled} dealt with` : ''}`;
}

/** What follows elsewhere, by section; empty where nothing does. */
export function restText({ news, open }: Layout): string {
  const left = open.flatMap(({ items }) => items);
  const before = left.length === 0 ? [] : [`${OPEN_TITLE} (${countOf(left, false)})`];
  return [...news.map(countedTitle), ...before].join(' · ');
}

/** What is open from before in a line each, without buttons; `all` tells how many there are. */
export function openLines(groups: readonly ItemGroup[], most: ItemChars, all: Layout): ProseLeaf[] {
  if (groups.length === 0) return [];
  const count = countItems(all.open);
  const lines = groups.flatMap(({ title, items }) => items.map((item) => openRuns(title, item, most)));
  const title = lines.length < count ? `${OPEN_TITLE} – ${lines.length} of ${count}` : OPEN_TITLE;
  return [heading(title, 3), ...bullets(lines)];
}

function openRuns(title: string, item: ShownItem, most: ItemChars): Run[] {
  const section = clipText(foldSpaces(cleanText(title)), SECTION_CHARS);
  const rest = [section, detailText(item, most.detail)].filter((part) => part !== '').join(': ');
  return [
    ...(item.settled ? settledTitle(item, most.title) : titleRuns(item, most.title)),
    ...(rest === '' ? [] : [{ text: ` – ${rest}` }]),
  ];
}

/** Where all of it is to be found. */
export function fileText(files: readonly ChatFile[]): string {
  const written = files.find(({ mediaType }) => mediaType === 'text/markdown');
  return written ? `all of it is in ${cleanText(written.name)}` : '';
}
