const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Makes text safe where Slack reads its own markup (`text`, mrkdwn): no entity, link or mention survives. A word
 * joiner, which has no width, parts the @ from the three words that could call a whole channel.
 */
export function escapeText(text: string): string {
  return text
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replace(/@(?=(?:here|channel|everyone|group)\b)/gi, '@\u2060');
}

/** Drops what no reader sees and some clients choke on: control characters, overrides of direction, half pairs. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u202d\u202e]|(?![\n\t])\p{Cc}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Bytes once it is escaped. */
export function escapedBytes(text: string): number {
  return byteLength(/[&<>@]/.test(text) ? escapeText(text) : text);
}

/** Sure to fit without being counted: no unit of a text becomes more than the five bytes of `&amp;`. */
function isSmall(text: string, mostBytes: number): boolean {
  return text.length * 5 <= mostBytes;
}

/** At most `most` UTF-16 units, with an ellipsis when something is missing; never half a character. */
export function clipText(text: string, most: number): string {
  if (text.length <= most) return text;
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length > most - 1) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

const CHARACTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Pieces of at most `mostBytes` escaped bytes, between words where no word is longer than that. */
export function splitWords(text: string, mostBytes: number): string[] {
  if (isSmall(text, mostBytes) || escapedBytes(text) <= mostBytes) return [text];
  return joinPieces(
    (text.match(/\S*\s+|\S+/g) ?? []).flatMap((word) => splitCharacters(word, mostBytes)),
    mostBytes,
  );
}

/** Pieces of at most `mostBytes` escaped bytes, between characters as people see them where that is possible. */
export function splitCharacters(text: string, mostBytes: number): string[] {
  if (isSmall(text, mostBytes) || escapedBytes(text) <= mostBytes) return [text];
  // A letter can carry any number of accents.
  return joinPieces(
    charactersOf(text).flatMap((character) =>
      escapedBytes(character) > mostBytes ? [...character] : [character],
    ),
    mostBytes,
  );
}

/** The segmenter's time grows with the square of its text, so that it is given a stretch at a time. */
const STRETCH = 1_000;

function charactersOf(text: string): string[] {
  const characters: string[] = [];
  let rest = '';
  for (let at = 0; at < text.length; at += STRETCH) {
    const stretch = rest + text.slice(at, at + STRETCH);
    const found = [...CHARACTERS.segment(stretch)].map(({ segment }) => segment);
    // The last one may go on in the next stretch.
    rest = found.pop() ?? '';
    characters.push(...found);
  }
  return [...characters, rest];
}

/** As few texts as possible, each of whole parts. */
function joinPieces(parts: readonly string[], mostBytes: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const part of parts) {
    const bytes = escapedBytes(part);
    if (piece !== '' && size + bytes > mostBytes) {
      pieces.push(piece);
      piece = '';
      size = 0;
    }
    piece += part;
    size += bytes;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

export function formatNumber(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}
