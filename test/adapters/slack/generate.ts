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
  '\u202egnp.exe',
  'a\u0000b',
  'half\ud800pair',
] as const;

export function sentence(random: Random, words = random.int(1, 18)): string {
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
    const inner = random.next() < 0.45 && depth < 6 ? `\n${indent(list(random, depth + 1), pad)}` : '';
    const more = random.next() < 0.15 ? `\n\n${indent(block(random, depth + 2), pad)}` : '';
    const text = random.next() < 0.05 ? '' : `${box}${sentence(random, random.int(1, 8))}`;
    return `${mark} ${text}${inner}${more}`;
  });
  return items.join('\n');
}

function indent(text: string, pad: string): string {
  return text.replace(/^(?=.)/gm, pad);
}

function table(random: Random): string {
  const columns = random.next() < 0.02 ? random.int(21, 24) : random.int(1, 4);
  const rows = columns === 1 && random.next() < 0.1 ? 130 : random.int(0, 4);
  const cell = (): string =>
    random.next() < 0.15
      ? ''
      : sentence(random, random.int(1, random.next() < 0.002 ? 400 : 3)).replaceAll('|', '\\|');
  const line = (make: () => string): string => `| ${Array.from({ length: columns }, make).join(' | ')} |`;
  const ruler = line(() => random.pick(['---', ':-:', '--:']));
  return [line(cell), ruler, ...Array.from({ length: rows }, () => line(cell))].join('\n');
}

function code(random: Random): string {
  const lines = random.next() < 0.03 ? random.int(100, 300) : random.int(0, 5);
  const text = Array.from({ length: lines }, () => sentence(random, random.int(0, 8)));
  if (random.next() < 0.02) text.push('x'.repeat(8_000));
  const mark = random.pick(['```', '````', '~~~']);
  return `${mark}ts\n${text.join('\n')}\n${random.next() < 0.1 ? '' : mark}`;
}

function block(random: Random, depth: number): string {
  const kind = random.next();
  if (kind < 0.35) return sentence(random, random.next() < 0.008 ? random.int(300, 900) : random.int(1, 15));
  if (kind < 0.47) return `${'#'.repeat(random.int(1, 6))} ${sentence(random, random.next() < 0.1 ? 60 : 5)}`;
  if (kind < 0.65) return list(random, depth);
  if (kind < 0.73) return indent(block(random, depth + 1), '> ');
  if (kind < 0.81) return code(random);
  if (kind < 0.9) return table(random);
  if (kind < 0.94)
    return random.pick(['---', '***', '<div>\nraw <!channel>\n</div>', '[Risk]: high', '```', '<!--']);
  if (kind < 0.96) return '字'.repeat(random.pick([1, 20, 2_500]));
  return sentence(random, 3).replace(/ /g, '\n');
}

export function markdownDocument(random: Random): string {
  const blocks = Array.from({ length: random.int(0, 3) }, () => block(random, 0));
  const notes = random.next() < 0.3 ? ['[^1]: the note', '[r]: https://ref.example/x "title"'] : [];
  return [...blocks, ...notes].join(random.pick(['\n\n', '\n\n', '\n']));
}
