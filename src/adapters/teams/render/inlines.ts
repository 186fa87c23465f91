import { mergeRuns, plainRuns, type Run, type Scale } from '../../../core/chat/prose/runs.ts';
import type { CardElement } from './card.ts';
import { LINK_BYTES, RUN_BYTES, textBytes } from './limits.ts';
import { keepSpaces, literal } from './safe-text.ts';

type Look = { bold?: boolean; subtle?: boolean; size?: 'Small' | 'Medium' | 'Large' };

/** Stands in a card as it is, a byte a letter. */
const SIMPLE = /^(?! )(?!.* {2})[\w.,:;'()!?/ -]*$/;

/** What runs weigh in a card. */
export const SCALE: Scale = {
  text: (text) =>
    text.length < 200 && SIMPLE.test(text) ? text.length : textBytes(keepSpaces(literal(text))),
  run: ({ url }) => RUN_BYTES + (url === undefined ? 0 : LINK_BYTES + textBytes(url)),
};

/** The words of runs, each with its look. No client reads Markdown in them. */
export function richText(runs: readonly Run[], look: Look = {}): CardElement {
  const inlines = mergeRuns(runs.map(withoutOddLink))
    .filter((run) => run.text !== '')
    .map((run) => textRun(run, look));
  return { type: 'RichTextBlock', inlines: inlines.length === 0 ? [textRun({ text: ' ' }, look)] : inlines };
}

/** Files of an app that runs on the reader's own machine, as in the demo. */
const OWN_FILE = /^http:\/\/(127\.0\.0\.1|localhost):\d+\/files\//;

/** Teams opens nothing but https from a card: other addresses are said in words. */
function withoutOddLink(run: Run): Run {
  if (run.url === undefined || run.url.startsWith('https:') || OWN_FILE.test(run.url)) return run;
  const { url: _, ...rest } = run;
  return { ...rest, text: plainRuns([run]) };
}

function textRun(run: Run, look: Look): CardElement {
  const { text, url, bold, italic, strike, code } = run;
  return {
    type: 'TextRun',
    text: code ? keepSpaces(literal(text)) : literal(text),
    ...(bold || look.bold ? { weight: 'Bolder' } : {}),
    ...(italic ? { italic: true } : {}),
    ...(strike ? { strikethrough: true } : {}),
    ...(code ? { fontType: 'Monospace' } : {}),
    ...(look.size ? { size: look.size } : {}),
    ...(look.subtle ? { isSubtle: true } : {}),
    ...(url === undefined
      ? {}
      : { color: 'Accent', underline: true, selectAction: { type: 'Action.OpenUrl', url } }),
  };
}
