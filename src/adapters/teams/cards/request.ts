import { cleanText } from '../../../core/chat/prose/text.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import type { Leaf } from '../render/leaf.ts';

/** What does not fit the message that roots the thread goes on below it. */
export function requestLeaves({ askerId, question }: Extract<Reply, { kind: 'request' }>): Leaf[] {
  return [
    { kind: 'person', before: '', personId: askerId, after: ' asks:' },
    { kind: 'quote', runs: [{ text: cleanText(question).trim() || '…' }] },
  ];
}
