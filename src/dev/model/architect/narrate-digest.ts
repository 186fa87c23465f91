import { FACTS_HEAD } from '../../../core/digest/narration-facts.ts';
import { type ModelRequest, toBlocks } from '../wire.ts';
import { stamp } from './document.ts';

/** Its first title is repeated only where no sign of it could be taken for more than words. */
const PLAIN_TITLE = /^[\p{L}\p{M}\p{N} ,'’“”()–-]{1,120}$/u;

/** A paragraph on the facts of a digest, made of nothing else; undefined where something else is asked. */
export function narrateDigest({ messages }: ModelRequest): string | undefined {
  const [first] = messages;
  const asked = toBlocks(first?.content).flatMap((block) => (block.type === 'text' ? [block.text] : []));
  const lines = unescaped(asked.join('\n')).split('\n');
  const head = lines.findIndex((line) => line.includes(FACTS_HEAD));
  if (head < 0) return undefined;
  const counted = /^Counted: (.+), (.+), (.+)$/.exec(lines[head + 1] ?? '');
  if (!counted) return undefined;
  const [, designs, answers, decisions] = counted;
  const sentences = [
    `${stamp} ${designs}, ${answers} and ${decisions}.`,
    // Words that were refused are not tried again.
    ...(messages.length > 1 ? [] : firstNews(lines)),
    ...listSections(lines, 'Still open'),
  ];
  return sentences.join(' ');
}

function firstNews(lines: readonly string[]): string[] {
  const at = lines.findIndex((line) => line.startsWith('New: '));
  const title = at < 0 ? undefined : /^- (.*?)(?: – .*)?$/.exec(lines[at + 1] ?? '')?.[1];
  return title !== undefined && PLAIN_TITLE.test(title) ? [`New among others: ${title}.`] : [];
}

function listSections(lines: readonly string[], kind: string): string[] {
  const found = lines.flatMap((line) => (line.startsWith(`${kind}: `) ? [line.slice(kind.length + 2)] : []));
  return found.length === 0 ? [] : [`${kind}: ${found.slice(0, 4).join(', ')}.`];
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
