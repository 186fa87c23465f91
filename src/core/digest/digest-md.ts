import { DateTime } from 'luxon';
import { formatCount, formatDuration } from '../chat/prose/text.ts';
import { costText, digestTitle, missedText, OPEN_TITLE } from '../chat/wording/digest.ts';
import type { Artifact } from '../design/artifacts/artifact.ts';
import { bulletList, escapeMarkdown, table } from '../design/artifacts/markdown.ts';
import type { Digest, DigestItem, DigestNumbers, DigestSection } from './digest.ts';

/** The whole of a digest as a file: what a message has no room for is in it. `words` are a model's. */
export function digestFile(digest: Digest, words?: string): Artifact {
  const { untilAt, zone } = digest;
  const day = DateTime.fromMillis(untilAt, { zone }).toFormat('yyyy-MM-dd');
  return { name: `digest-${day}.md`, mediaType: 'text/markdown', content: writeDigest(digest, words) };
}

function writeDigest(digest: Digest, words = ''): string {
  const { sections, open, missed, zone, numbers } = digest;
  const parts = [
    `# ${escapeMarkdown(digestTitle(digest))}`,
    words.trim() === '' ? '' : `> ${escapeMarkdown(words)}\n>\n> *Written by a model from what is below.*`,
    missed.length === 0 ? '' : escapeMarkdown(missedText(digest)),
    ...writeSections(sections, 2, zone),
    ...(isFilled(open) ? [`## ${OPEN_TITLE}`, ...writeSections(open, 3, zone)] : []),
    '## Numbers',
    writeNumbers(numbers),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function writeSections(sections: readonly DigestSection[], level: number, zone: string): string[] {
  return sections
    .filter(({ items }) => items.length > 0)
    .flatMap(({ title, items, more = 0 }) => [
      `${'#'.repeat(level)} ${escapeMarkdown(title)}`,
      bulletList(items.map((item) => writeItem(item, zone))),
      more > 0 ? `And ${more} more, which are not listed.` : '',
    ]);
}

function writeItem({ title, detail, link, at }: DigestItem, zone: string): string {
  const name = escapeMarkdown(title);
  const url = addressOf(link);
  const since = DateTime.fromMillis(at, { zone, locale: 'en' }).toFormat('d LLL yyyy, HH:mm');
  const about = detail === undefined || detail.trim() === '' ? '' : `: ${escapeMarkdown(detail)}`;
  return `**${url === undefined ? name : `[${name}](${url})`}**${about} (${since})`;
}

/** Ours, but a bracket in it would end the link. */
function addressOf(link: string | undefined): string | undefined {
  if (link === undefined || !URL.canParse(link)) return undefined;
  return new URL(link).href.replaceAll('(', '%28').replaceAll(')', '%29');
}

function writeNumbers(numbers: DigestNumbers): string {
  const { designs, answers, decisions, medianMs, byAgent } = numbers;
  const counts = bulletList([
    `${formatCount(designs, 'design')}, ${formatCount(answers, 'answer')}, ${formatCount(decisions, 'decision')}`,
    ...(medianMs === undefined ? [] : [`${formatDuration(medianMs)} from a request to its answer (median)`]),
    costText(numbers),
  ]);
  if (byAgent.length === 0) return counts;
  const rows = byAgent.map((agent) => [
    escapeMarkdown(agent.title) || agent.id,
    String(agent.designs),
    String(agent.answers),
  ]);
  return `${counts}\n\n${table(['Agent', 'Designs', 'Answers'], rows)}`;
}

function isFilled(sections: readonly DigestSection[]): boolean {
  return sections.some(({ items }) => items.length > 0);
}
