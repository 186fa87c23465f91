import type { Design } from '../design/document.ts';
import { oneLine } from '../design/text/one-line.ts';
import { plainWords } from '../design/text/plain-words.ts';
import { withoutLabel } from './option-label.ts';

/** A decision as its record will say it; `options` are those of the design, on the one that choosing among them settles. */
export type DecisionDraft = Design['decisions'][number] & {
  options?: { name: string; summary: string; pros: string[]; cons: string[] }[];
  /** The name of the option that it chooses, or proposes. */
  chosen?: string;
};

/**
 * The decisions of a design in the order of their numbers. Where none of them speaks of the options, choosing among
 * them is a decision of its own, and comes first.
 */
export function draftDecisions(design: Design): DecisionDraft[] {
  const settling = settlingDecision(design);
  if (settling === undefined) return design.decisions;
  const { index, draft } = settling;
  if (index === undefined) return [draft, ...design.decisions];
  return design.decisions.map((decision, i) => (i === index ? draft : decision));
}

/** What becomes of the draft that the options are about, once one of them is chosen; undefined without options. */
export function settleDecision(
  design: Design,
  option: number,
): { index: number; draft: DecisionDraft } | undefined {
  const chosen = design.options[option];
  const settling = settlingDecision(design);
  if (!chosen || !settling) return undefined;
  const { index = 0, draft } = settling;
  const isProposed = draft.chosen === chosen.name;
  return {
    index,
    draft: {
      ...draft,
      status: 'accepted',
      chosen: chosen.name,
      title: isProposed ? draft.title : titleFor(draft, chosen.name, design),
      ...(isProposed ? {} : { decision: chosen.summary, consequences: consequencesOf(chosen) }),
    },
  };
}

/** A title that names the option which was proposed can't stand over another one. */
function titleFor({ title, chosen }: DecisionDraft, option: string, design: Design): string {
  const namesProposed = chosen !== undefined && speaksOf(title, chosen);
  return namesProposed ? `${withoutLabel(oneLine(option))} for ${oneLine(design.title)}` : title;
}

function settlingDecision(design: Design): { index?: number; draft: DecisionDraft } | undefined {
  const { options, decisions } = design;
  if (options.length < 2) return undefined;
  const recommended = options.find((option) => option.recommended);
  const shown = {
    options: options.map(({ name, summary, pros, cons }) => ({ name, summary, pros, cons })),
    ...(recommended ? { chosen: recommended.name } : {}),
  };
  const names = options.map(({ name }) => readName(name));
  const mentions = decisions.map(({ title, decision, alternatives }) => {
    const text = readText([title, decision, ...alternatives].join('\n'));
    return names.filter((name) => isNamed(text, name)).length;
  });
  const most = Math.max(0, ...mentions);
  const index = mentions.indexOf(most);
  const decision = decisions[index];
  if (most >= 2 && decision) return { index, draft: { ...decision, ...shown } };
  return {
    draft: {
      title: `Architecture option for ${oneLine(design.title)}`,
      status: 'proposed',
      context: design.summary,
      decision: recommended?.summary ?? '',
      consequences: recommended ? consequencesOf(recommended) : '',
      alternatives: options.filter((option) => !option.recommended).map((option) => option.name),
      ...shown,
    },
  };
}

function consequencesOf({ pros, cons }: { pros: string[]; cons: string[] }): string {
  return [
    ...pros.map((pro) => `- Good, because ${oneLine(pro)}`),
    ...cons.map((con) => `- Bad, because ${oneLine(con)}`),
  ].join('\n');
}

/** Scripts that put no space between words. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;

/** Whether a text has the name of an option in it, with or without its label, as whole words. */
function speaksOf(text: string, option: string): boolean {
  return isNamed(readText(text), readName(option));
}

/** A text as it is searched for names: reading it costs far more than a search. */
export type SearchedText = { words: string; unspaced: string };

/** What an option's name may stand as in a text. */
export type SearchedName = readonly { words: string; isUnspaced: boolean }[];

export function readText(text: string): SearchedText {
  const words = plainWords(text);
  return { words: ` ${words} `, unspaced: words.replaceAll(' ', '') };
}

export function readName(option: string): SearchedName {
  const names = [...new Set([option, withoutLabel(option)].map(plainWords))];
  // A single letter is a word of its own in many languages.
  return names
    .filter((own) => own.length > 1)
    .map((own) =>
      UNSPACED.test(own)
        ? { words: own.replaceAll(' ', ''), isUnspaced: true }
        : { words: ` ${own} `, isUnspaced: false },
    );
}

/** `speaksOf`, for what is compared many times. */
export function isNamed(text: SearchedText, name: SearchedName): boolean {
  return name.some(({ words, isUnspaced }) => (isUnspaced ? text.unspaced : text.words).includes(words));
}
