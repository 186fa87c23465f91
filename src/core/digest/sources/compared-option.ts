import { readName, readText, type SearchedName, type SearchedText } from '../../decisions/draft-decisions.ts';
import { withoutLabel } from '../../decisions/option-label.ts';
import { plainTitle } from '../../decisions/same-titles.ts';

/** What a name is told by, whatever label stands before it. */
export type OptionKey = { plain: string; bare: string };

/** The name of an option, as a name that is looked for and as a text that may have others in it. */
export type ComparedOption = OptionKey & { name: string; searched: SearchedName; text: SearchedText };

export function readOption(name: string): ComparedOption {
  return { ...keyOf(name), name, searched: readName(name), text: readText(name) };
}

export function keyOf(name: string): OptionKey {
  return { plain: plainTitle(name), bare: plainTitle(withoutLabel(name)) };
}

export function isSameOption(a: OptionKey, b: OptionKey): boolean {
  return a.plain === b.plain || a.bare === b.bare;
}

/** `Kafka: too much to run for three people` names Kafka; `Kafka Connect` does not. */
export function headOf(alternative: string): string {
  const [head = ''] = withoutLabel(alternative).split(
    /[:;,(—–\n：，。（]|\.(?:\s|$)|\s-\s|\s(?:because|since|as|weil|car|porque)\s/u,
    1,
  );
  return head.replace(/^\s*(?:use|using|keep|an?|the|only)\s+/i, '').trim();
}
