import { Buffer } from 'node:buffer';

/** Longer names are refused by some file systems once a chat platform has put its own in front. */
const MOST_CHARS = 100;

/** Most file systems count bytes, and take 255; a number may still be put behind. */
const MOST_BYTES = 200;

/** Names that Windows gives to devices. */
const RESERVED = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

/** A file name without folders, markup or anything a shell or a chat could act on. */
export function safeFileName(name: string, fallback: string): string {
  const base =
    name
      .normalize('NFC')
      .split(/[\\/]+/)
      .at(-1) ?? '';
  const safe = base
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/[-.]*\.[-.]*/g, '.')
    .replace(/-{2,}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  if (safe === '' || !/[\p{L}\p{N}]/u.test(safe)) return fallback;
  const short = shorten(safe);
  return RESERVED.test(short) ? `_${short}` : short;
}

/** Names that differ even where case does not count. */
export function uniqueFileNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; used.has(unique.toLowerCase()); count++) {
      const { stem, ending } = splitEnding(name);
      unique = `${stem}-${count}${ending}`;
    }
    used.add(unique.toLowerCase());
    return unique;
  });
}

function shorten(name: string): string {
  const { stem, ending } = splitEnding(name);
  let kept = '';
  for (const character of stem) {
    const longer = kept + character + ending;
    if (longer.length > MOST_CHARS || Buffer.byteLength(longer) > MOST_BYTES) break;
    kept += character;
  }
  return kept + ending;
}

function splitEnding(name: string): { stem: string; ending: string } {
  const ending = /(?<=.)\.[\p{L}\p{N}]{1,12}$/u.exec(name)?.[0] ?? '';
  return { stem: name.slice(0, name.length - ending.length), ending };
}
