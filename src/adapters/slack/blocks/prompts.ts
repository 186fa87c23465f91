import type { Reply } from '../../../core/chat/reply.ts';
import type { Leaf } from '../render/leaf.ts';
import { actionsLeaf, button, paragraph, styled } from './elements.ts';

/** What is shown to one person, with one thing for them to do. */
export function inviteLeaves(reply: Extract<Reply, { kind: 'invite' }>): Leaf[] {
  return [
    paragraph(
      'I am not in this channel, so I can’t answer here. Your question is kept: invite me with ',
      styled('/invite @Architect', { code: true }),
      ' and I begin.',
    ),
    actionsLeaf(
      'If nothing happens after that, ask again.',
      button('I have invited it', 'invited', reply.ref, 'primary'),
    ),
  ];
}

export function editedLeaves(reply: Extract<Reply, { kind: 'edited' }>): Leaf[] {
  return [
    paragraph('You changed your request. Should I run it again with the new words?'),
    actionsLeaf(
      'Mention me with the new words to run it again.',
      button('Run it again', 'rerun', { ...reply.ref, messageId: reply.messageId }, 'primary'),
    ),
  ];
}
