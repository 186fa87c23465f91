import type { Reply } from '../../../core/chat/reply.ts';
import type { Leaf } from '../render/leaf.ts';
import { actionsLeaf, button, paragraph, standOf } from './elements.ts';

/** What is shown to one person, with one thing for them to do. */
export function inviteLeaves({ ref }: Extract<Reply, { kind: 'invite' }>): Leaf[] {
  return [
    paragraph(
      'I am not in this team or chat, so I can’t answer here. Your question is kept: add the app Architect and I begin.',
    ),
    actionsLeaf(
      'If nothing happens after that, ask again.',
      button('I have added it', 'invited', standOf(ref, 'invite'), { style: 'positive' }),
    ),
  ];
}

export function editedLeaves({ ref, messageId }: Extract<Reply, { kind: 'edited' }>): Leaf[] {
  const stand = standOf(ref, 'edited', messageId);
  return [
    paragraph('You changed your request. Should I run it again with the new words?'),
    actionsLeaf(
      'To run it again, send me the new words.',
      button('Run it again', 'rerun', stand, { messageId, style: 'positive' }),
    ),
  ];
}
