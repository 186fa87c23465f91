import type { Part } from '../../../core/chat/chat.ts';
import { markdownLeaves } from '../../../core/chat/prose/markdown.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import { asGenerated, type TeamsContent } from '../render/content.ts';
import type { Leaf } from '../render/leaf.ts';
import { REPLY_MESSAGES } from '../render/limits.ts';
import { packCards } from '../render/pack.ts';
import { anotherLeaves } from './another.ts';
import { paragraph, standOf, styled } from './elements.ts';
import { footerLeaf } from './footer.ts';
import { textFile, toFiles, toMessages } from './parts.ts';

const FILE_NAME = 'answer.md';

export function planAnswer(reply: Extract<Reply, { kind: 'answer' }>): Part[] {
  const end = [...anotherLeaves(standOf(reply.ref, 'answer'), reply.others), footerLeaf(reply.footer)];
  const body: Leaf[] = markdownLeaves(reply.markdown);
  if (body.length === 0) body.push(paragraph('The answer is empty.'));
  const contents = packCards([...body, ...end]);
  if (contents.length <= REPLY_MESSAGES) return toMessages(generated(contents));
  const rest = paragraph(
    'The answer goes on; the whole of it is in the file ',
    styled(FILE_NAME, { code: true }),
    '.',
  );
  const shown = [...contents.slice(0, REPLY_MESSAGES - 1), ...packCards([rest, ...end])];
  return [...toMessages(generated(shown)), ...toFiles([textFile(FILE_NAME, reply.markdown)])];
}

/** The thumbs stand below the end of the answer. */
function generated(contents: readonly TeamsContent[]): TeamsContent[] {
  return contents.map((content, index) => asGenerated(content, index === contents.length - 1));
}
