import type { Part } from '../../../core/chat/chat.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import type { Leaf } from '../render/leaf.ts';
import { packMessages } from '../render/pack.ts';
import { escapedBytes } from '../render/text.ts';
import { contextLeaf, type NameOf } from './elements.ts';
import { textFile, toFiles, toMessages } from './parts.ts';
import { personLeaf } from './people.ts';

/** The root of a thread is one message; a question above this is shown with its beginning, and whole in a file. */
const QUESTION_BYTES = 2_500;

const FILE_NAME = 'request.md';

export function planRequest(reply: Extract<Reply, { kind: 'request' }>, nameOf?: NameOf): Part[] {
  const who = personLeaf('', reply.askerId, ' asks:', nameOf);
  const question = cleanText(reply.question).trim();
  const shown = beginning(question);
  const leaves: Leaf[] = [who, { kind: 'quote', runs: [{ text: shown || '…' }] }];
  if (shown === question) return toMessages(packMessages(leaves));
  const note = contextLeaf(`The question goes on; the whole of it is in ${FILE_NAME}.`);
  return [...toMessages(packMessages([...leaves, note])), ...toFiles([textFile(FILE_NAME, reply.question)])];
}

function beginning(question: string): string {
  let most = QUESTION_BYTES;
  let shown = clipText(question, most);
  while (escapedBytes(shown) > QUESTION_BYTES) {
    most = Math.floor(most * 0.8);
    shown = clipText(question, most);
  }
  return shown;
}
