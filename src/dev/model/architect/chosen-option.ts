import type { Design } from '../../../core/design/document.ts';
import type { Style } from './parts.ts';

/** "choose option B", "go with the second one", "we take the modular monolith". */
export function chosenStyle(
  text: string,
  design: Design,
  styles: readonly (Style | undefined)[],
): Style | undefined {
  const quoted = /\boption ["“](.+)["”]/.exec(text)?.[1];
  const named = design.options.findIndex((option) => option.name === quoted);
  if (named >= 0) return styles[named];
  if (
    !/\b(choose|chose|chosen|go (for|with)|pick|take|prefer|decide(d)? (for|on)|option [a-z0-9]\b|nehmen|elegimos)\b/i.test(
      text,
    )
  )
    return undefined;
  const letter =
    /\boption\s+([a-e]|\d)\b/i.exec(text)?.[1]?.toLowerCase() ??
    /\b(?:choose|pick|take|with|for)\s+([a-e])\b(?! [a-z])/i.exec(text)?.[1]?.toLowerCase();
  if (letter !== undefined) return styles[/\d/.test(letter) ? Number(letter) - 1 : letter.charCodeAt(0) - 97];
  const ordinal = ['first', 'second', 'third'].findIndex((word) =>
    new RegExp(`\\b${word} (option|one|approach)\\b|\\bthe ${word}\\W*$`, 'i').test(text),
  );
  if (ordinal >= 0) return styles[ordinal];
  const lower = text.toLowerCase();
  const byName = design.options.findIndex((option) => {
    const name = option.name.replace(/^[A-Z]\. /, '').toLowerCase();
    const start = name.split(' ').slice(0, 2).join(' ');
    return lower.includes(name) || (start.length > 8 && lower.includes(start));
  });
  return byName < 0 ? undefined : styles[byName];
}
