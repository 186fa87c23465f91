import type { Part } from '../../../core/chat/chat.ts';
import { markdownLeaves } from '../../../core/chat/prose/markdown.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import type { Leaf } from '../render/leaf.ts';
import { REPLY_MESSAGES } from '../render/limits.ts';
import { packMessages } from '../render/pack.ts';
import { anotherLeaves } from './another.ts';
import { paragraph, styled } from './elements.ts';
import { feedbackLeaf, footerLeaf } from './footer.ts';
import { textFile, toFiles, toMessages } from './parts.ts';

const FILE_NAME = 'answer.md';

export function planAnswer(reply: Extract<Reply, { kind: 'answer' }>): Part[] {
  const end = [footerLeaf(reply.footer), ...anotherLeaves(reply.ref, reply.others), feedbackLeaf(reply.ref)];
  const body: Leaf[] = markdownLeaves(reply.markdown);
  if (body.length === 0) body.push(paragraph('The answer is empty.'));
  const messages = packMessages([...body, ...end]);
  if (messages.length <= REPLY_MESSAGES) return toMessages(messages);
  const rest = paragraph(
    'The answer goes on; the whole of it is in the file ',
    styled(FILE_NAME, { code: true }),
    '.',
  );
  return [
    ...toMessages([...messages.slice(0, REPLY_MESSAGES - 1), ...packMessages([rest, ...end])]),
    ...toFiles([textFile(FILE_NAME, reply.markdown)]),
  ];
}
