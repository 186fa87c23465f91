/**
 * One line of text as it may stand in a picture: composed, white space as single spaces, nothing invisible that could
 * reorder or hide what follows. The direction marks and the joiners of scripts and emoji stay.
 */
export function cleanText(text: string): string {
  if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return text;
  return text.normalize('NFC').replace(/\s+/gu, ' ').replace(INVISIBLE, '').replace(/ {2,}/g, ' ');
}

/**
 * Controls, lone surrogates, embeddings, overrides and isolates, soft hyphens, tags, what is not assigned, and private
 * use, which no two fonts agree on. Joiners, direction marks and the number signs of Arabic are spared.
 */
const INVISIBLE =
  /(?![\u200c-\u200f\u0600-\u0605\u06dd])[\p{C}\u{e0000}-\u{e0fff}\ufffc\ufffd]|[\u034f\u180b-\u180d]/gu;
