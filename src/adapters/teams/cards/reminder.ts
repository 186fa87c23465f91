import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import { unanswered } from '../../../core/thread/questions.ts';
import type { Leaf } from '../render/leaf.ts';
import { dateLeaf } from './dates.ts';
import { actionsLeaf, button, paragraph, standOf } from './elements.ts';
import { HOW_ELSE_IN_WORDS } from './question-inputs.ts';
import { settingsButton } from './settings.ts';

/** The card above has all of a question; here its beginning tells which one it is. */
const QUESTION_CHARS = 150;
const TITLE_CHARS = 120;

/** The mention is meant to call: whoever asked may have missed the questions. */
export function reminderLeaves(reply: Extract<Reply, { kind: 'reminder' }>): Leaf[] {
  const { ref, agent, askerId, open, endAt, atEnd } = reply;
  const left = unanswered(open);
  const who = clipText(cleanText(agent.title).trim(), TITLE_CHARS) || agent.id;
  const what = left.length === 1 ? 'an answer' : `${left.length} answers`;
  const questions = left.map((question): Leaf => {
    const number = open.questions.indexOf(question) + 1;
    return paragraph(`${number}. ${clipText(cleanText(question.question).trim(), QUESTION_CHARS)}`);
  });
  const end = atEnd === 'assume' ? 'I go on and say what I assume.' : 'I close the questions.';
  const stand = standOf(
    ref,
    'reminder',
    left.map(({ id }) => id),
    endAt,
  );
  return [
    { kind: 'person', before: 'Reminder for ', personId: askerId, after: ':', calls: true },
    paragraph(`${who} still waits for ${what}.`),
    ...questions,
    dateLeaf('If nobody answers by ', endAt, `, ${end}`),
    actionsLeaf(
      HOW_ELSE_IN_WORDS,
      button('Write an answer…', 'form', stand, { style: 'positive' }),
      button('Go on with assumptions', 'assume', stand),
      settingsButton(),
    ),
  ];
}
