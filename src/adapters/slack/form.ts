import type { InputBlock, KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import { z } from 'zod';
import { cleanText, clipText } from '../../core/chat/prose/text.ts';
import type { Form } from '../../core/chat/reply.ts';
import { type OpenQuestions, unanswered } from '../../core/thread/questions.ts';
import { encodeForm } from './actions.ts';
import { plainText } from './blocks/elements.ts';
import { buildDigestForm } from './digest-form.ts';
import { richSection, richText } from './render/leaf-blocks.ts';
import { buildSettingsForm } from './settings-form.ts';

type Question = OpenQuestions['questions'][number];

/** Slack takes no longer input, and no longer text of a radio button or placeholder. */
const ANSWER_CHARS = 3_000;
const OPTION_CHARS = 75;
const PLACEHOLDER_CHARS = 150;

const CHOICE = 'choice';
const WORDS = 'words';
const FOLLOW_UP = 'follow-up';

export function buildForm(form: Form): ModalView {
  switch (form.kind) {
    case 'questions-form':
      return buildQuestionsForm(form);
    case 'follow-up-form':
      return buildFollowUpForm(form);
    case 'settings-form':
      return buildSettingsForm(form);
    case 'digest-form':
      return buildDigestForm(form);
    default:
      return form satisfies never;
  }
}

/** A field for each question that is still open. Every field may stay empty: then it is assumed. */
function buildQuestionsForm(form: Extract<Form, { kind: 'questions-form' }>): ModalView {
  const questions = unanswered(form.open);
  return {
    type: 'modal',
    ...encodeForm('questions', form.ref),
    title: plainText('Answer the architect'),
    submit: plainText('Send answers'),
    close: plainText('Cancel'),
    blocks:
      questions.length === 0
        ? [
            richText(
              richSection([{ text: 'All questions have been answered. There is nothing left to fill in.' }]),
            ),
          ]
        : questions.flatMap(questionBlocks),
  };
}

function buildFollowUpForm(form: Extract<Form, { kind: 'follow-up-form' }>): ModalView {
  const input: InputBlock = {
    type: 'input',
    block_id: FOLLOW_UP,
    label: plainText('What would you like to know or change?'),
    hint: plainText(
      `${clipText(cleanText(form.agent.title).trim(), 120) || 'The agent'} answers in the thread.`,
    ),
    element: {
      type: 'plain_text_input',
      action_id: FOLLOW_UP,
      multiline: true,
      max_length: ANSWER_CHARS,
      focus_on_load: true,
    },
  };
  return {
    type: 'modal',
    ...encodeForm('follow-up', form.ref),
    title: plainText('Ask a follow-up'),
    submit: plainText('Ask'),
    close: plainText('Cancel'),
    blocks: [input],
  };
}

function questionBlocks(question: Question): KnownBlock[] {
  if (question.options.length === 0) return [wordsInput(question, question.question, hint(question))];
  return [
    ...longOptions(question),
    choiceInput(question),
    wordsInput(question, 'Something else, or more detail'),
  ];
}

function choiceInput(question: Question): InputBlock {
  return {
    type: 'input',
    block_id: fieldId(CHOICE, question),
    optional: true,
    label: plainText(question.question),
    hint: plainText(hint(question)),
    element: {
      type: 'radio_buttons',
      action_id: fieldId(CHOICE, question),
      options: question.options.map((option, index) => ({
        text: optionLabel(option, index),
        value: String(index),
      })),
    },
  };
}

function wordsInput(question: Question, label: string, note?: string): InputBlock {
  const assumed = question.default.trim();
  const isShown = note !== undefined && assumed !== '' && assumed.length <= PLACEHOLDER_CHARS;
  return {
    type: 'input',
    block_id: fieldId(WORDS, question),
    optional: true,
    label: plainText(label),
    ...(note === undefined ? {} : { hint: plainText(note) }),
    element: {
      type: 'plain_text_input',
      action_id: fieldId(WORDS, question),
      multiline: true,
      max_length: ANSWER_CHARS,
      ...(isShown ? { placeholder: plainText(assumed) } : {}),
    },
  };
}

/** Options that are too long for their buttons stand whole above them. */
function longOptions(question: Question): KnownBlock[] {
  if (question.options.every((option) => option.length <= OPTION_CHARS)) return [];
  const lines = question.options.map((option, index) => `${index + 1}. ${cleanText(option)}`);
  return [
    richText(
      richSection([{ text: `${cleanText(question.question)}\n`, bold: true }, { text: lines.join('\n') }]),
    ),
  ];
}

function optionLabel(option: string, index: number): PlainTextElement {
  const text = cleanText(option).trim() || `Option ${index + 1}`;
  return plainText(text.length <= OPTION_CHARS ? text : clipText(`${index + 1}. ${text}`, OPTION_CHARS));
}

function hint(question: Question): string {
  const assumed = question.default.trim();
  const otherwise =
    assumed === '' ? 'Left empty, the agent decides.' : `Left empty, this is assumed: ${assumed}`;
  return [question.why.trim(), otherwise].filter((part) => part !== '').join(' ');
}

/** Both ids of a field: they are unique in the view. */
function fieldId(kind: string, question: Question): string {
  return `${kind}:${question.id}`;
}

const valuesSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
    }),
  ),
);

/** What was filled in, by question; fields left empty, and fields of no question of the set, are not in it. */
export function readForm(values: unknown, open: OpenQuestions): Record<string, string> {
  const parsed = valuesSchema.safeParse(values);
  if (!parsed.success) return {};
  const answers = open.questions.flatMap((question): [string, string][] => {
    const field = (kind: string) => parsed.data[fieldId(kind, question)]?.[fieldId(kind, question)];
    const choice = field(CHOICE)?.selected_option?.value ?? '';
    const chosen = /^\d+$/.test(choice) ? (question.options[Number(choice)] ?? '') : '';
    const words = (field(WORDS)?.value ?? '').trim();
    const answer = chosen !== '' && words !== '' ? `${chosen} (${words})` : chosen || words;
    return answer === '' ? [] : [[question.id, answer]];
  });
  return Object.fromEntries(answers);
}

/** What was asked, without white space around it; empty when there is nothing to ask. */
export function readFollowUp(values: unknown): string {
  const parsed = valuesSchema.safeParse(values);
  return (parsed.data?.[FOLLOW_UP]?.[FOLLOW_UP]?.value ?? '').trim();
}
