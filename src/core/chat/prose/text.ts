/** Drops what no reader sees and some clients choke on: control characters, overrides of direction, half pairs. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u202d\u202e]|(?![\n\t])\p{Cc}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');
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

/** What a text weighs by the measure of a platform; no unit of it weighs more than `MOST_A_UNIT`. */
export type Weigh = (text: string) => number;

/** Bytes of the longest escape of one UTF-16 unit. */
const MOST_A_UNIT = 6;

/** Pieces that weigh at most so much, between words where no word is heavier than that. */
export function splitWords(text: string, most: number, weigh: Weigh): string[] {
  if (isLight(text, most, weigh)) return [text];
  const words = (text.match(/\S*\s+|\S+/g) ?? []).flatMap((word) => splitCharacters(word, most, weigh));
  return joinPieces(words, most, weigh);
}

/** Pieces that weigh at most so much, between characters as people see them where that is possible. */
export function splitCharacters(text: string, most: number, weigh: Weigh): string[] {
  if (isLight(text, most, weigh)) return [text];
  // A letter can carry any number of accents.
  const characters = charactersOf(text).flatMap((character) =>
    weigh(character) > most ? [...character] : [character],
  );
  return joinPieces(characters, most, weigh);
}

function isLight(text: string, most: number, weigh: Weigh): boolean {
  return text.length * MOST_A_UNIT <= most || weigh(text) <= most;
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
function joinPieces(parts: readonly string[], most: number, weigh: Weigh): string[] {
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const part of parts) {
    const weight = weigh(part);
    if (piece !== '' && size + weight > most) {
      pieces.push(piece);
      piece = '';
      size = 0;
    }
    piece += part;
    size += weight;
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
