/** A line that opens so many lists or quotes, or emphases, says nothing to anybody. */
const TOO_DEEP = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){60}|\*{200}|_{200}|~{200}/m;

/** The parser takes about 40 µs for a line, a third of that for a mark in it, and 7 ns for a step back. */
const MOST_BLOCKS = 2_500;
const MOST_STEPS = 12_000_000;

/** Deeper than this, each further line costs as much as several. */
const DEEP_COLUMNS = 40;

/**
 * Whether the parser's work would grow with the square of the text. It goes back over a whole paragraph for each
 * bracket, tag and mark of emphasis in it, and over all underlined headings for each of them. Counts more than there
 * is, never less: what looks like code is counted as code only where nothing can make it anything else.
 */
export function isTooCostly(markdown: string): boolean {
  if (TOO_DEEP.test(markdown)) return true;
  let [blocks, steps, headings] = [0, 0, 0];
  for (const paragraph of paragraphsOf(markdown.replace(/\r\n?/g, '\n'))) {
    const text = paragraph.join('\n');
    steps += stepsOf(text);
    blocks += countOf(text, /[`[\\&]/g) / 3;
    for (const [index, line] of paragraph.entries()) {
      blocks += weightOf(line);
      if (index > 0 && /^[ \t>]*(?:=+|-+)[ \t]*$/.test(line)) headings++;
    }
  }
  return blocks > MOST_BLOCKS || steps + 25 * headings ** 2 > MOST_STEPS;
}

/** Lines that no blank one parts, without those inside of fences; a fence is a paragraph of its own. */
function paragraphsOf(markdown: string): string[][] {
  const paragraphs: string[][] = [];
  let open: string[] = [];
  let fence = '';
  let hasTag = false;
  const end = (): void => {
    if (open.length > 0) paragraphs.push(open);
    open = [];
  };
  for (const line of markdown.split('\n')) {
    if (fence !== '') {
      if (isEnd(line, fence)) fence = '';
      continue;
    }
    // Behind a tag, a fence may be part of raw html.
    hasTag ||= /^[ \t>*+\d.)-]*</.test(line);
    const mark = hasTag ? undefined : /^(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(line);
    if (mark) fence = mark[1] ?? mark[2] ?? '';
    if (mark || /^[ \t>]*$/.test(line)) end();
    if (mark) paragraphs.push(['', '']);
    else if (!/^[ \t]*$/.test(line)) open.push(line);
  }
  end();
  return paragraphs;
}

function isEnd(line: string, fence: string): boolean {
  const mark = /^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1];
  return mark?.startsWith(fence) ?? false;
}

function weightOf(line: string): number {
  const [before = ''] = /^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))*/.exec(line) ?? [];
  const marks = before.match(/>|[-*+]|\d+/g) ?? [];
  return 1 + marks.length + before.length / DEEP_COLUMNS;
}

function stepsOf(paragraph: string): number {
  // What may be an address is looked back from over each escape; a backtick of a run whose first one is escaped looks
  // for its like to the end.
  const escapes = 2 * countOf(paragraph, /\\/g) + 4 * countOf(paragraph, /\\`/g);
  const back = countOf(paragraph, /[\]<]/g) + 2 * countOf(paragraph, /<[!?]/g) + escapes;
  // Inside an open bracket each word is looked back from: it may be an address in the text of a link.
  const labels = paragraph.split(/(?<!\\)\]/).map((part) => part.split('[').slice(1).join(' '));
  const inside = labels.reduce((sum, label) => sum + countOf(label, /[\w.+-]+/g) ** 2, 0);
  return 2 * (countOf(paragraph, /\*+|_+|~+/g) ** 2 + inside) + back * paragraph.length;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
