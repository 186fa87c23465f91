import { problems } from '../catalogue/problems.ts';
import type { Conversation } from './conversation.ts';
import type { Base } from './find-base.ts';
import { asksToMake } from './intent.ts';
import { readChanges } from './read-changes.ts';

/** A design is for what is made or changed; a question about how things are is answered in words. */
export function isWorthDesign(conversation: Pick<Conversation, 'request' | 'rounds'>, base: Base): boolean {
  if (conversation.rounds.length > 0) return true;
  const { text } = conversation.request;
  const isQuestion = /[?？]\s*$/.test(text.trim());
  if (!base.extends) return asksToMake.test(text) || !isQuestion;
  return (
    readChanges(text, base.parts).length > 0 ||
    (!isQuestion && problems.some((problem) => problem.words.test(text)))
  );
}
