/** Seeded: a failure names the seed of its document, and that brings the same document back. */
export type Random = {
  next(): number;
  int(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
};

export function createRandom(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}

const WORDS = [
  'order',
  'payment',
  'gateway',
  'snake_case_name',
  'Überweisung',
  'naïve',
  '订单服务',
  '支付',
  '注文サービス',
  'الطلبات',
  'שירות',
  '🚚',
  '👩‍👩‍👧',
  'x<y',
  'a&b',
  '5>3',
  '&lt;',
  '12,000',
  'v1.2.3',
  'e.g.',
  '*',
  '_',
  '~',
  '>',
  '|',
  '[x',
  'y]',
  ':tada:',
  '&&&&&&&&',
] as const;

export const MENTIONS = [
  '<!channel>',
  '<!here>',
  '<!everyone|all>',
  '<@U1ABCDEF>',
  '<@U1ABCDEF|ada>',
  '<#C1ABCDEF|general>',
  '<!subteam^S1ABCDEF>',
  '@here',
  '@channel',
  '@everyone!',
  '<!date^1392734382^{date}|x>',
  '<https://evil.example|bank.example>',
] as const;

const INLINE = [
  ...MENTIONS,
  '**bold words**',
  '*italic*',
  '***both***',
  '~~struck~~',
  '`code <!channel>`',
  '``a ` b``',
  '[docs](https://docs.example/a)',
  '[docs.example](https://evil.example/?d=1)',
  '[see bank.example now](https://evil.example)',
  '[https://bank.example](https://evil.example/login)',
  '[**bank.example**](https://evil.example/b)',
  '[bank.ex\u200bample](https://evil.example/z)',
  '[bаnk.example](https://evil.example/cyrillic)',
  '[www.plain.example](https://plain.example/)',
  '[safe](https://bank.example@evil.example/at)',
  '[a [b] c](https://docs.example/(x) "a title")',
  '[](https://docs.example/empty)',
  '[**bold** and `code`](https://docs.example/c)',
  '<https://auto.example/a?b=1&c=2>',
  '<mailto:ops@example.com>',
  'www.bare.example/path_(x)',
  '[README.md](https://docs.example/readme)',
  '[@here](https://docs.example/here)',
  '[data](data:text/html,<b>x</b>)',
  '[protocol](//evil.example/p)',
  '[run](javascript:alert(1))',
  '[rel](../a/b.md)',
  '![picture](https://img.example/p.png)',
  'https://plain.example/x?y=<z>',
  'mail@example.com',
  '<b>bold?</b>',
  '<br>',
  '<script>alert(1)</script>',
  '<!-- comment',
  '\\*escaped\\*',
  '&amp; &#60;!channel&#62;',
  '[^1]',
  '[ref][r]',
  '[r]',
  '[Ref again][R]',
  '![picture by reference][r]',
  '[no such reference][nowhere]',
  'line  \nbroken',
  'line\\\nbroken',
  'tab\there',
  '#general',
  ':warning: :no_such_emoji: :+1::skin-tone-2:',
  '$x^2 \\alpha$',
  '<details><summary>more</summary>inside</details>',
  '<a href="https://evil.example">bank.example</a>',
  '<img src=x onerror=alert(1)>',
  '<?php echo 1 ?>',
  '<![CDATA[ raw ]]>',
  '&copy; &nbsp; &#0; &#x1F600; &bogus;',
  'e\u0301\u0327\u0308',
  '\u2066isolated\u2069',
  '\ufeffbom',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢',
  '1️⃣ 🇩🇪 👨🏽‍💻',
  '\u202egnp.exe',
  'a\u0000b',
  'half\ud800pair',
] as const;

export function sentence(random: Random, words = random.int(1, 10)): string {
  const parts = Array.from({ length: words }, () => random.pick(random.next() < 0.2 ? INLINE : WORDS));
  return `${parts.join(' ')}${random.pick(['.', '!', '', '?', '。'])}`;
}

function list(random: Random, depth: number): string {
  const ordered = random.next() < 0.5;
  const start = random.pick([1, 1, 1, 0, 7, 99]);
  const items = Array.from({ length: random.int(1, 3) }, (_, index) => {
    const mark = ordered ? `${start + index}.` : '-';
    const box = random.next() < 0.2 ? random.pick(['[x] ', '[ ] ']) : '';
    const pad = ' '.repeat(mark.length + 1);
    const inner = random.next() < 0.35 && depth < 6 ? `\n${indent(list(random, depth + 1), pad)}` : '';
    const more = random.next() < 0.1 ? `\n\n${indent(block(random, depth + 2), pad)}` : '';
    const text = random.next() < 0.05 ? '' : `${box}${sentence(random, random.int(1, 5))}`;
    return `${mark} ${text}${inner}${more}`;
  });
  return items.join('\n');
}

function indent(text: string, pad: string): string {
  return text.replace(/^(?=.)/gm, pad);
}

function table(random: Random): string {
  const columns = random.next() < 0.02 ? random.int(21, 24) : random.int(1, 4);
  const rows = columns === 1 && random.next() < 0.04 ? 130 : random.int(0, 4);
  const cell = (): string =>
    random.next() < 0.15
      ? ''
      : sentence(random, random.int(1, random.next() < 0.001 ? 400 : 3)).replaceAll('|', '\\|');
  const line = (make: () => string): string => `| ${Array.from({ length: columns }, make).join(' | ')} |`;
  const ruler = line(() => random.pick(['---', ':-:', '--:']));
  return [line(cell), ruler, ...Array.from({ length: rows }, () => line(cell))].join('\n');
}

/** Rows of any length, bars in code, no bar at the ends: what people type. */
function raggedTable(random: Random): string {
  const row = (): string =>
    Array.from({ length: random.int(1, 6) }, () =>
      random.next() < 0.15 ? '`a\\|b`' : sentence(random, random.int(0, 3)),
    ).join(random.pick(['|', ' | ', '|  ']));
  const ruler = Array.from({ length: random.int(1, 4) }, () => '---').join('|');
  return [row(), ruler, ...Array.from({ length: random.int(0, 5) }, row)].join('\n');
}

/** Far deeper than any message shows. */
function nested(random: Random): string {
  const depth = random.next() < 0.1 ? 40 : random.int(2, 12);
  const style = random.pick(['list', 'numbers', 'quote', 'mixed'] as const);
  const lines: string[] = [];
  let pad = '';
  for (let level = 0; level < depth; level++) {
    const isQuote = style === 'quote' || (style === 'mixed' && level % 2 === 1);
    const mark = isQuote ? '> ' : style === 'numbers' ? '1. ' : '- ';
    lines.push(`${pad}${mark}${sentence(random, random.int(1, 2))}`);
    pad += isQuote ? '> ' : ' '.repeat(mark.length);
  }
  return lines.join('\n');
}

function footnotes(random: Random): string {
  const name = random.pick(['1', 'note', 'Ü-2']);
  return `${sentence(random, 4)}[^${name}]\n\n[^${name}]: ${sentence(random, 6)}\n\n    ${sentence(random, 3)}`;
}

function html(random: Random): string {
  return random.pick([
    `<table><tr><td>${sentence(random, 3)}</td></tr></table>`,
    `<details>\n<summary>${sentence(random, 2)}</summary>\n\n${sentence(random, 6)}\n\n</details>`,
    `<!-- ${sentence(random, 5)} -->`,
    `<script>\n${sentence(random, 4)}\n</script>`,
    `<p align="center">\n  <img src="https://img.example/x.png">\n${sentence(random, 2)}</p>`,
  ]);
}

function setext(random: Random): string {
  return `${sentence(random, random.int(1, 6))}\n${random.pick(['===', '---', '='])}`;
}

function code(random: Random): string {
  const lines = random.next() < 0.006 ? random.int(100, 300) : random.int(0, 5);
  const text = Array.from({ length: lines }, () => sentence(random, random.int(0, 4)));
  if (random.next() < 0.006) text.push('x'.repeat(8_000));
  const mark = random.pick(['```', '````', '~~~']);
  return `${mark}ts\n${text.join('\n')}\n${random.next() < 0.1 ? '' : mark}`;
}

function block(random: Random, depth: number): string {
  const kind = random.next();
  if (kind < 0.35) return sentence(random, random.next() < 0.003 ? random.int(300, 900) : random.int(1, 8));
  if (kind < 0.47)
    return `${'#'.repeat(random.int(1, 6))} ${sentence(random, random.next() < 0.05 ? 60 : 4)}`;
  if (kind < 0.65) return list(random, depth);
  if (kind < 0.73) return indent(block(random, depth + 1), '> ');
  if (kind < 0.81) return code(random);
  if (kind < 0.9) return table(random);
  if (kind < 0.94)
    return random.pick(['---', '***', '<div>\nraw <!channel>\n</div>', '[Risk]: high', '```', '<!--']);
  if (kind < 0.945) return '字'.repeat(random.pick([1, 20, 20, 20, 2_500]));
  if (kind < 0.955) return raggedTable(random);
  if (kind < 0.963) return nested(random);
  if (kind < 0.972) return footnotes(random);
  if (kind < 0.98) return html(random);
  if (kind < 0.988) return setext(random);
  if (kind < 0.992) return indent(sentence(random, 5), '    ');
  return sentence(random, 3).replace(/ /g, '\n');
}

export function markdownDocument(random: Random): string {
  const count = random.pick([0, 1, 1, 1, 1, 1, 2, 2, 2, 3]);
  const blocks = Array.from({ length: count }, () => block(random, 0));
  const notes = random.next() < 0.3 ? ['[^1]: the note', '[r]: https://ref.example/x "title"'] : [];
  return [...blocks, ...notes].join(random.pick(['\n\n', '\n\n', '\n']));
}

/**
 * One of a long row of documents: mostly such as models write, some with the line ends of another system, one in
 * 5,000 of 100 kB.
 */
export function numberedDocument(seed: number): string {
  const random = createRandom(seed);
  const markdown = markdownDocument(random);
  if (seed % 5_000 === 1) return `${markdown}\n\n${paragraphOf(random, 100_000)}`;
  if (seed % 50 === 2) return markdown.replaceAll('\n', '\r\n');
  if (seed % 50 === 3) return markdown.replaceAll('\n', '\r');
  return markdown;
}

function paragraphOf(random: Random, chars: number): string {
  const parts: string[] = [];
  for (let length = 0; length < chars; ) {
    const part = random.next() < 0.001 ? random.pick(WORDS).repeat(3_000) : sentence(random, 12);
    parts.push(part);
    length += part.length;
  }
  return parts.join(' ');
}
