/** As long as one text of a design may be. */
const CHARS = 20_000;

export function full(token: string, start = ''): string {
  return (start + token.repeat(CHARS)).slice(0, CHARS).trim();
}

/** Texts that the parser takes seconds for, each in a way of its own. */
export const HOSTILE_MARKDOWN: Record<string, string> = {
  'headings by a line under them': full('a\n=\n'),
  'headings with a line between them': full('a\n=\n\n'),
  'emphases that open': full('*a'),
  'emphases of two kinds': full('_*'),
  'emphases that close': full('*a*b'),
  'strikes that open': full('~a'),
  'brackets that close': full('a]'),
  'brackets that open': full('*['),
  'links without a text': full(']('),
  'words in an open bracket': full('1 ', '['),
  'words behind an escaped end of a bracket': full('1 ', '[a\\] '),
  'calls of footnotes': full('[^1] '),
  instructions: full('<?a ', 'words '),
  'comments that stay open': full('<!-- ', 'words '),
  'tags that stay open': full('<a\n', 'words '),
  'escaped backticks': full('``\\'),
  'escapes before words': full('[w\\'),
  'lines of a letter': full('a\n\n'),
  'items of a letter': full('- a\n'),
  'definitions of a letter': full('[a]: b\n'),
  'lists in one line': full('- '),
  'what stands behind a tag that looks like code': full('*a', '<div>\n```\n</div>\n\nwords '),
  'what stands behind a comment that looks like code': full('*a', '<!--\n\n```\n-->\n\nwords '),
  'what stands behind code in a quote': full('*a', '> ```\n'),
  'what stands behind code that has ended': full('*a', '```\na\n```\n'),
};

const ROW =
  '| **Order service** | `orders-db` | takes [orders](https://docs.example/orders)<br>and keeps them |\n';

/** Long texts that models do write. */
export const LONG_MARKDOWN: Record<string, string> = {
  'a table': full(ROW, '| Service | Store | What |\n| --- | --- | --- |\n'),
  'a list': full(
    '- **Retries**: the `client` asks again after _one_ second, see [ADR-1](0001-retries.md).\n',
  ),
  paragraphs: full('The snake_case_name of a service says what it owns, *not* how (see below).\n\n'),
  chapters: full(
    'Heading\n-------\n\nSome words about it, and more of them: so many that it pays to read.\n\n',
  ),
  'one paragraph with an open bracket': full(
    'Some words that are not in it. ',
    'Words, and a [bracket. ',
  ).slice(0, 8_000),
  'code with tags': full('<a b="c">\n', '```xml\n'),
  'code in short lines': full('a:\n  - *b\n', '# Compose\n\n```yaml\n'),
};
