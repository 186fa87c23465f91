import type { Part } from '../../../core/chat/chat.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import { formatTerm } from '../../../core/thread/channel-settings.ts';
import { isOpen, type OpenQuestions, unanswered } from '../../../core/thread/questions.ts';
import { asGenerated, buildContent, type TeamsContent } from '../render/content.ts';
import { type Leaf, leavesText } from '../render/leaf.ts';
import { CARD_BYTES } from '../render/limits.ts';
import { cardBytes } from '../render/pack.ts';
import { actionsLeaf, button, contextLeaf, paragraph, type Stand, standOf, styled } from './elements.ts';
import { textFile, toFiles, toMessages } from './parts.ts';
import {
  assumption,
  HOW_ELSE_IN_WORDS,
  onlyQuestion,
  type Question,
  questionInputs,
} from './question-inputs.ts';

type Pending = Extract<Reply, { kind: 'questions' }>;
type Closed = Extract<Reply, { kind: 'questions-closed' }>;

/** A card, every text of people and models at most `most` long. */
type Draft = (most: number) => Leaf[];

/** From all of it down to what is sure to fit, whatever the script. */
const LENGTHS = [Number.POSITIVE_INFINITY, 1_000, 300, 200, 150, 100, 40, 20, 10];

const FILE_NAME = 'questions.md';

export function planQuestions(reply: Pending): Part[] {
  const { ref, open } = reply;
  // The file is posted once, with the first form of the card.
  const isFirst = open.answers.length === 0 && open.skipped.length === 0;
  const stand = standOf(
    ref,
    'questions',
    open.answers.map(({ id }) => id),
    open.skipped,
  );
  const refresh = button('Show again', 'refresh', stand);
  return fitCard(
    (most) => pendingLeaves(reply, stand, most),
    isFirst,
    (content) => ({
      ...asGenerated(content, false),
      refresh,
    }),
  );
}

export function planClosedQuestions(reply: Closed): Part[] {
  return fitCard(
    (most) => closedLeaves(reply, most),
    true,
    (content) => asGenerated(content, false),
  );
}

/**
 * A card is updated as one message, so it is never split: what is too long for it is shown with its beginning, and
 * whole in a file.
 */
function fitCard(draft: Draft, withFile: boolean, finish: (content: TeamsContent) => TeamsContent): Part[] {
  const note = contextLeaf(`The whole text is in ${FILE_NAME}.`);
  const drafts = LENGTHS.map((most) =>
    most === LENGTHS[0] ? () => draft(most) : () => [...draft(most), note],
  );
  const fitting = drafts.findIndex((leaves) => cardBytes(leaves()) <= CARD_BYTES);
  const leaves = drafts.at(fitting)?.() ?? [];
  const whole = textFile(FILE_NAME, leavesText(draft(Number.POSITIVE_INFINITY)));
  return [
    ...toMessages([finish(buildContent(leaves))]),
    ...(fitting === 0 || !withFile ? [] : toFiles([whole])),
  ];
}

function pendingLeaves({ agent, open }: Pending, stand: Stand, most: number): Leaf[] {
  const left = unanswered(open);
  const lead = `${clipText(cleanText(agent.title), 120)} asks before it designs`;
  const questions = open.questions.flatMap((question, index): Leaf[] => {
    const about = [{ kind: 'rule' as const }, questionLeaf(question, index, open, most)];
    if (!isOpen(open, question.id)) return about;
    const build = left.length === 1 ? onlyQuestion : asInputs;
    const elements = build(question, stand, index + 1, most);
    return [...about, { kind: 'block', elements, text: inputsText(question, most) }];
  });
  const ending: Leaf[] = [
    { kind: 'rule' },
    actionsLeaf(
      HOW_ELSE_IN_WORDS,
      button('Send answers', 'send-answers', stand, { style: 'positive', withInputs: true }),
      button('Skip: assume the rest', 'assume', stand),
    ),
    contextLeaf(
      'What is left empty is assumed. An answer in words does as well: in a channel or group chat, mention me.',
    ),
  ];
  return [...opening(lead, clip(open.reason, most)), ...questions, ...(left.length > 0 ? ending : [])];
}

function asInputs(question: Question, _: Stand, number: number, most: number) {
  return questionInputs(question, number, most);
}

/** What is to be read in the inputs of a question. */
function inputsText(question: Question, most: number): string {
  const { options } = question;
  const offered = options.length === 0 ? '' : `Options: ${options.map((one) => clip(one, most)).join(' / ')}`;
  return [assumption(question, most), offered].filter((line) => line !== '').join('\n');
}

function closedLeaves({ agent, open, again }: Closed, most: number): Leaf[] {
  const lead = `Questions of ${clipText(cleanText(agent.title), 120)}`;
  const questions = open.questions.flatMap((question, index): Leaf[] => {
    const answer = open.answers.find((given) => given.id === question.id);
    const who: Leaf[] = answer
      ? [{ kind: 'person', before: '– ', personId: answer.answeredBy, after: '', aside: true }]
      : [];
    return [questionLeaf(question, index, open, most), ...who];
  });
  const note = open.note?.trim() ? [paragraph(`Also said: ${clip(open.note, most)}`)] : [];
  const retry = again
    ? [
        actionsLeaf(
          'To be asked again, tell me “retry”.',
          button('Ask again', 'retry', standOf(again, 'again', open.closed)),
        ),
      ]
    : [];
  return [...opening(lead, clip(open.reason, most)), ...questions, ...note, closing(open), ...retry];
}

function opening(lead: string, reason: string): Leaf[] {
  return [paragraph(styled(lead, { bold: true }), reason === '' ? '' : `\n${reason}`)];
}

function closing({ closed, answers }: OpenQuestions): Leaf {
  switch (closed?.how) {
    case 'assumed':
      return {
        kind: 'person',
        before: 'The rest was left to the agent by ',
        personId: closed.by,
        after: '.',
      };
    case 'stopped':
      return { kind: 'person', before: 'Stopped by ', personId: closed.by, after: '.' };
    case 'answered':
      return { kind: 'person', before: 'Answered. Last word by ', personId: closed.by, after: '.' };
    case 'timed-out': {
      const what =
        closed.atEnd === 'assume' ? 'I go on with what I assume' : 'I closed this. “retry” asks again';
      return paragraph(`Nobody answered for ${formatTerm(closed.afterMs)}, so ${what}.`);
    }
    default:
      return paragraph(`${answers.length} answered.`);
  }
}

/** The part that pending and closed cards share: the question, why it matters, and where it stands. */
function questionLeaf(question: Question, index: number, open: OpenQuestions, most: number): Leaf {
  const rest = [clip(question.why, most), standing(question, open, most)].filter((line) => line !== '');
  return paragraph(
    styled(`${index + 1}. ${clip(question.question, most)}`, { bold: true }),
    ...rest.map((line) => `\n${line}`),
  );
}

function standing(question: Question, open: OpenQuestions, most: number): string {
  const answer = open.answers.find((given) => given.id === question.id);
  if (answer) return `✓ ${clip(answer.answer, most)}`;
  const assumed = clip(question.default, most);
  if (isLeftOpen(open)) return 'Not answered.';
  const isInWords = open.closed?.how === 'answered' && open.note !== undefined && isOpen(open, question.id);
  if (isInWords) return 'Answered in words, if at all: see below.';
  // Its inputs say what is assumed.
  if (isOpen(open, question.id) && !open.closed) return '';
  return `Left to the agent${assumed === '' ? '.' : `: ${assumed}`}`;
}

/** Nobody goes on with it, for now. */
function isLeftOpen({ closed }: OpenQuestions): boolean {
  return closed?.how === 'stopped' || (closed?.how === 'timed-out' && closed.atEnd === 'close');
}

function clip(text: string, most: number): string {
  return clipText(cleanText(text).trim(), most);
}
