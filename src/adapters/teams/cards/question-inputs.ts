import { z } from 'zod';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { OpenQuestions } from '../../../core/thread/questions.ts';
import type { CardElement } from '../render/card.ts';
import { literal } from '../render/safe-text.ts';
import { actionSet, button, type Stand } from './elements.ts';

export type Question = OpenQuestions['questions'][number];

/** As long as an answer may be on any platform. */
export const ANSWER_CHARS = 3_000;

const CHOICE = 'choice';
const WORDS = 'words';

/** For the fallback, where nothing can be filled in. */
export const HOW_ELSE_IN_WORDS =
  'Answer here in words, or tell me “skip” and I go on with what I would assume. In a channel or group chat, mention me.';

/** A list of the likely answers, and room for words of one's own. Every input may stay empty: then it is assumed. */
export function questionInputs(question: Question, number: number, most: number): CardElement[] {
  const label = answerLabel(question, number, most);
  if (question.options.length === 0) return [freeInput(question, label)];
  const choices: CardElement = {
    type: 'Input.ChoiceSet',
    id: inputId(CHOICE, question),
    label,
    style: 'expanded',
    wrap: true,
    choices: question.options.map((option, index) => ({
      title: optionTitle(option, index, most),
      value: String(index),
    })),
  };
  return [choices, otherInput(question)];
}

/** Where one question is left, a tap is the whole answer. */
export function onlyQuestion(question: Question, stand: Stand, number: number, most: number): CardElement[] {
  const buttons = question.options.map((option, index) =>
    button(optionTitle(option, index, most), 'answer', stand, { questionId: question.id, option: index }),
  );
  if (buttons.length === 0) return questionInputs(question, number, most);
  return [
    actionSet(...buttons),
    { ...otherInput(question), label: answerLabel(question, number, most), spacing: 'Default' },
  ];
}

export function assumption(question: Question, most: number): string {
  const assumed = clipText(cleanText(question.default).trim(), most);
  return assumed === '' ? '' : `If nobody answers, I assume: ${assumed}`;
}

/** Says in one line what the input is for and what it may be left empty for. */
function answerLabel(question: Question, number: number, most: number): string {
  const assumed = assumption(question, most);
  return literal(`Answer ${number}${assumed === '' ? '' : `. ${assumed}`}`);
}

function freeInput(question: Question, label: string): CardElement {
  return { ...wordsInput(question), label, isMultiline: true };
}

/** One line: most take what is offered above. Clients read its placeholder out as they do a label. */
function otherInput(question: Question): CardElement {
  return { ...wordsInput(question), placeholder: 'Something else, or more detail', spacing: 'Small' };
}

function wordsInput(question: Question): CardElement {
  return { type: 'Input.Text', id: inputId(WORDS, question), maxLength: ANSWER_CHARS };
}

/** Where texts have to be cut, the number still tells one from another. */
function optionTitle(option: string, index: number, most: number): string {
  const text = cleanText(option).trim();
  const title = text.length <= most ? text : `${index + 1}. ${clipText(text, most)}`;
  return literal(title) || `Option ${index + 1}`;
}

function inputId(kind: string, question: Question): string {
  return `${kind}:${question.id}`;
}

const inputsSchema = z.record(z.string(), z.unknown());

/** What was filled in, by question; inputs left empty, and inputs of no question of the set, are not in it. */
export function readAnswers(data: unknown, open: OpenQuestions): Record<string, string> {
  const inputs = inputsSchema.safeParse(data).data ?? {};
  const read = (kind: string, question: Question): string => {
    const value = inputs[inputId(kind, question)];
    return typeof value === 'string' ? value.trim() : '';
  };
  const answers = open.questions.flatMap((question): [string, string][] => {
    const choice = read(CHOICE, question);
    const chosen = /^\d{1,2}$/.test(choice) ? (question.options[Number(choice)] ?? '') : '';
    const words = read(WORDS, question);
    const answer = chosen !== '' && words !== '' ? `${chosen} (${words})` : chosen || words;
    return answer === '' ? [] : [[question.id, answer]];
  });
  return Object.fromEntries(answers);
}
