import type { KnownBlock, RichTextElement } from '@slack/types';
import type { Part } from '../../../core/chat/chat.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { Reply, TurnRef } from '../../../core/chat/reply.ts';
import { formatTerm } from '../../../core/thread/channel-settings.ts';
import { isOpen, type OpenQuestions } from '../../../core/thread/questions.ts';
import { richText } from '../render/leaf-blocks.ts';
import { BUTTON_CHARS, MESSAGE_WEIGHT, TEXT_BYTES, weighBlocks } from '../render/limits.ts';
import type { SlackContent } from '../render/pack.ts';
import { byteLength, escapeText } from '../render/text.ts';
import { actions, button, context, type NameOf } from './elements.ts';
import { textFile, toFiles, toMessages } from './parts.ts';
import { personElement, personName } from './people.ts';

type Pending = Extract<Reply, { kind: 'questions' }>;
type Closed = Extract<Reply, { kind: 'questions-closed' }>;
type Question = OpenQuestions['questions'][number];

/** A card and its words in the fallback, every text of people and models at most `most` long. */
type Draft = (most: number) => SlackContent;

/** From all of it down to what is sure to fit, whatever the script. */
const LENGTHS = [Number.POSITIVE_INFINITY, 1_000, 300, 100, 40, 20, 10];

const FILE_NAME = 'questions.md';

const HOW_ELSE = 'Tap, write an answer, or just reply in this thread.';
const HOW_ELSE_IN_WORDS =
  'Just reply in this thread, or mention me with “skip” and I go on with what I would assume.';

export function planQuestions(reply: Pending): Part[] {
  // The file is posted once, with the first form of the card.
  const isFirst = reply.open.answers.length === 0 && reply.open.skipped.length === 0;
  return fitCard((most) => pendingCard(reply, most), isFirst);
}

export function planClosedQuestions(reply: Closed, nameOf?: NameOf): Part[] {
  return fitCard((most) => closedCard(reply, most, nameOf), true);
}

/**
 * A card is updated as one message, so it is never split: what is too long for it is shown with its beginning, and
 * whole in a file.
 */
function fitCard(draft: Draft, withFile: boolean): Part[] {
  const blocksAt = LENGTHS.find((most) => weighBlocks(draft(most).blocks) <= MESSAGE_WEIGHT) ?? 10;
  const textAt = LENGTHS.find((most) => byteLength(escapeText(draft(most).text)) <= TEXT_BYTES - 100) ?? 10;
  const whole = draft(Number.POSITIVE_INFINITY).text;
  const isWhole = Math.min(blocksAt, textAt) === Number.POSITIVE_INFINITY;
  const note = isWhole ? '' : `The whole text is in ${FILE_NAME}.`;
  const blocks = [...draft(blocksAt).blocks, ...(isWhole ? [] : [context(note)])];
  const text = escapeText([draft(textAt).text, note].filter((line) => line !== '').join('\n\n'));
  return [
    ...toMessages([{ text, blocks }]),
    ...(isWhole || !withFile ? [] : toFiles([textFile(FILE_NAME, whole)])),
  ];
}

function pendingCard({ ref, agent, open }: Pending, most: number): SlackContent {
  const title = clipText(cleanText(agent.title), 120);
  const lead = `${title} asks before it designs`;
  const isAnyOpen = open.questions.some((question) => isOpen(open, question.id));
  const questions = open.questions.flatMap((question, index): KnownBlock[] => {
    const body = richText({
      type: 'rich_text_section',
      elements: questionElements(question, index, open, most),
    });
    if (!isOpen(open, question.id) || question.options.length === 0) return [body];
    return [body, optionButtons(ref, question)];
  });
  const ending: KnownBlock[] = isAnyOpen
    ? [
        actions(button('Write an answer…', 'form', ref), button('Assume the rest', 'assume', ref)),
        context(HOW_ELSE),
      ]
    : [];
  return {
    blocks: [...opening(lead, clip(open.reason, most)), ...questions, ...ending],
    text: [
      `${lead}: ${clip(open.reason, most)}`,
      ...open.questions.map((question, index) => questionText(question, index, open, most)),
      ...(isAnyOpen ? [HOW_ELSE_IN_WORDS] : []),
    ].join('\n\n'),
  };
}

function closedCard({ agent, open, again }: Closed, most: number, nameOf?: NameOf): SlackContent {
  const lead = `Questions of ${clipText(cleanText(agent.title), 120)}`;
  const note =
    open.note === undefined || open.note.trim() === '' ? '' : `Also said: ${clip(open.note, most)}`;
  const questions = open.questions.map((question, index): KnownBlock => {
    const answer = open.answers.find((given) => given.id === question.id);
    const who: RichTextElement[] = answer
      ? [{ type: 'text', text: ' – ' }, personElement(answer.answeredBy, nameOf)]
      : [];
    const elements = [...questionElements(question, index, open, most), ...who];
    return richText({ type: 'rich_text_section', elements });
  });
  const said: KnownBlock[] =
    note === '' ? [] : [richText({ type: 'rich_text_section', elements: [{ type: 'text', text: note }] })];
  return {
    blocks: [
      ...opening(lead, clip(open.reason, most)),
      ...questions,
      ...said,
      closing(open, nameOf),
      ...(again ? [actions(button('Ask again', 'retry', again))] : []),
    ],
    text: [
      `${lead}: ${clip(open.reason, most)}`,
      ...open.questions.map((question, index) => questionText(question, index, open, most, nameOf)),
      ...(note === '' ? [] : [note]),
      closingWords(open, personName(closerOf(open), nameOf)),
    ].join('\n\n'),
  };
}

function opening(lead: string, reason: string): KnownBlock[] {
  return [
    richText({
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: lead, style: { bold: true } },
        { type: 'text', text: `\n${reason}` },
      ],
    }),
  ];
}

function closing(open: OpenQuestions, nameOf?: NameOf): KnownBlock {
  const [before = '', after] = closingWords(open, '\n').split('\n');
  const rest: RichTextElement[] =
    after === undefined
      ? []
      : [personElement(closerOf(open), nameOf), { type: 'text', text: after }].filter(
          (element): element is RichTextElement => !('text' in element) || element.text !== '',
        );
  return richText({ type: 'rich_text_section', elements: [{ type: 'text', text: before }, ...rest] });
}

function closerOf({ closed }: OpenQuestions): string {
  return closed && 'by' in closed ? closed.by : '';
}

function closingWords(open: OpenQuestions, by: string): string {
  switch (open.closed?.how) {
    case 'assumed':
      return `The rest was left to the agent by ${by}.`;
    case 'stopped':
      return `Stopped by ${by}.`;
    case 'timed-out': {
      const { afterMs, atEnd } = open.closed;
      const what = atEnd === 'assume' ? 'I go on with what I assume' : 'I closed this. “retry” asks again';
      return `Nobody answered for ${formatTerm(afterMs)}, so ${what}.`;
    }
    default:
      return `Answered. Last word by ${by}.`;
  }
}

/** The part that pending and closed cards share: the question, why it matters, and where it stands. */
function questionElements(
  question: Question,
  index: number,
  open: OpenQuestions,
  most: number,
): RichTextElement[] {
  const elements: RichTextElement[] = [
    { type: 'text', text: `${index + 1}. ${clip(question.question, most)}`, style: { bold: true } },
  ];
  const why = clip(question.why, most);
  if (why !== '') elements.push({ type: 'text', text: `\n${why}` });
  const rest = [...longOptions(question, open, most), standing(question, open, most)].filter(
    (line) => line !== '',
  );
  if (rest.length > 0) elements.push({ type: 'text', text: `\n${rest.join('\n')}` });
  return elements;
}

function questionText(
  question: Question,
  index: number,
  open: OpenQuestions,
  most: number,
  nameOf?: NameOf,
): string {
  const short =
    question.options.every(fitsButton) && isOpen(open, question.id) && question.options.length > 0;
  const by = open.answers.find((answer) => answer.id === question.id)?.answeredBy;
  const name = by === undefined ? undefined : nameOf?.(by);
  return [
    `${index + 1}. ${clip(question.question, most)}`,
    clip(question.why, most),
    ...(short ? [`Options: ${question.options.map((option) => clip(option, most)).join(' / ')}`] : []),
    ...longOptions(question, open, most),
    `${standing(question, open, most)}${name === undefined ? '' : ` – ${cleanText(name)}`}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** What a button can't hold is listed by number, and the button says the number. */
function longOptions(question: Question, open: OpenQuestions, most: number): string[] {
  if (!isOpen(open, question.id) || question.options.every(fitsButton)) return [];
  return question.options.map((option, index) => `Option ${index + 1}: ${clip(option, most)}`);
}

function standing(question: Question, open: OpenQuestions, most: number): string {
  const answer = open.answers.find((given) => given.id === question.id);
  if (answer) return `✓ ${clip(answer.answer, most)}`;
  const assumed = clip(question.default, most);
  if (isLeftOpen(open)) return 'Not answered.';
  const isInWords = open.closed?.how === 'answered' && open.note !== undefined && isOpen(open, question.id);
  if (isInWords) return 'Answered in words, if at all: see below.';
  if (!isOpen(open, question.id) || open.closed)
    return `Left to the agent${assumed === '' ? '.' : `: ${assumed}`}`;
  return assumed === '' ? '' : `If nobody answers, I assume: ${assumed}`;
}

/** Nobody goes on with it, for now. */
function isLeftOpen({ closed }: OpenQuestions): boolean {
  return closed?.how === 'stopped' || (closed?.how === 'timed-out' && closed.atEnd === 'close');
}

function optionButtons(ref: TurnRef, question: Question): KnownBlock {
  const isShort = question.options.every(fitsButton);
  return actions(
    ...question.options.map((option, index) =>
      button(isShort ? option : `Option ${index + 1}`, 'answer', {
        ...ref,
        questionId: question.id,
        option: index,
      }),
    ),
  );
}

function fitsButton(option: string): boolean {
  return option.length <= BUTTON_CHARS && cleanText(option).trim() !== '';
}

function clip(text: string, most: number): string {
  return clipText(cleanText(text).trim(), most);
}
