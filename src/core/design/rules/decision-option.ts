import type { Design } from '../document.ts';
import type { Rule } from '../review/rule.ts';
import { code, fold, listNames, quote } from '../review/wording.ts';

/** `Option B`, `option 2`, `Opción C`, `Alternative A`, `方案B`. */
const LETTERED =
  /(?:\b(?:option|opción|opcion|alternative|variante?)\s+|(?:方案|选项)\s*)([A-J]|\d{1,2})(?![\p{L}\p{N}]|\.\d)/giu;
/** As in MADR: `Chosen option: "Three services", because …`; and `option “Three services”`. */
const NAMED = /(?:\bchosen option\s*:\s*|\boption\s+)["“«]([^"”»\n]{2,160})["”»]/giu;

/** Only what points at an option by its letter, number or quoted name can be told to be wrong. */
export const decisionOption: Rule = {
  id: 'decision-option',
  severity: 'warning',
  appliesTo: ({ design }) => design.decisions.length > 0 && design.options.length > 0,
  check: ({ design }) =>
    design.decisions.flatMap((decision, index) => {
      const missing = findMissing(design, decision);
      if (missing === undefined) return [];
      const names = listNames(design.options.map(({ name }) => quote(name)));
      const message = `The decision ${quote(decision.title)} speaks of ${missing}, which is none of the options: it should name one of ${names}.`;
      return [{ where: `decisions.${index}`, message }];
    }),
};

function findMissing({ options }: Design, decision: Design['decisions'][number]): string | undefined {
  const text = `${decision.title}\n${decision.decision}`;
  const names = [...options.map(({ name }) => name), ...decision.alternatives];
  const folded = [...names, decision.title].map(fold);
  for (const [, name = ''] of text.matchAll(NAMED)) {
    const isKnown = folded.some((other) => other.includes(fold(name)) || fold(name).includes(other));
    if (!isKnown && !isMark(name)) return quote(name);
  }
  for (const [, mark = ''] of text.matchAll(LETTERED)) {
    if (isLowerCase(mark) || placeOf(mark) < options.length) continue;
    if (!names.some((name) => beginsWith(name, mark))) return code(`option ${mark}`);
  }
  return undefined;
}

function isMark(name: string): boolean {
  return /^(?:[A-J]|\d{1,2})$/i.test(name.trim());
}

/** `option a` is more often an article than a letter. */
function isLowerCase(mark: string): boolean {
  return /[a-z]/.test(mark);
}

/** Counted from 0; `option 0` is one that its author numbered so. */
function placeOf(mark: string): number {
  return /\d/.test(mark) ? Math.max(0, Number(mark) - 1) : mark.charCodeAt(0) - 'A'.charCodeAt(0);
}

/** `D. Cells`, `Option D: Cells`, `D – Cells`. */
function beginsWith(name: string, mark: string): boolean {
  const words = name
    .trim()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return words.slice(0, 2).includes(mark);
}
