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

/** A list of the likely answers, and room for words of one's own. Every input may stay empty: then it is assumed. */
export function questionInputs(question: Question, number: number, most: number): CardElement[] {
  const label = `Answer to question ${number}`;
  if (question.options.length === 0) return [wordsInput(question, label)];
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
  return [choices, wordsInput(question, 'Something else, or more detail')];
}

/** Where one question is left, a tap is the whole answer. */
export function onlyQuestion(question: Question, stand: Stand, number: number, most: number): CardElement[] {
  const buttons = question.options.map((option, index) =>
    button(optionTitle(option, index, most), 'answer', stand, { questionId: question.id, option: index }),
  );
  if (buttons.length === 0) return questionInputs(question, number, most);
  return [actionSet(...buttons), wordsInput(question, 'Something else, or more detail')];
}

function wordsInput(question: Question, label: string): CardElement {
  return {
    type: 'Input.Text',
    id: inputId(WORDS, question),
    label,
    isMultiline: true,
    maxLength: ANSWER_CHARS,
  };
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
