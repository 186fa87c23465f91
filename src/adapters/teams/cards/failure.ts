import type { FailureReason, Reply } from '../../../core/chat/reply.ts';
import type { Leaf } from '../render/leaf.ts';
import { dateLeaf } from './dates.ts';
import { actionsLeaf, button, heading, paragraph, standOf } from './elements.ts';

/** Each says what kind of thing went wrong, and whose turn it is now. */
const REASONS: Record<FailureReason, string> = {
  'model-unavailable': 'The model can’t be reached',
  'model-busy': 'The model is too busy',
  'spend-limit': 'The spending limit is used up',
  'refused-by-model': 'The model declined this request',
  'too-long': 'This is too long for the model',
  'cut-off': 'The answer broke off',
  'too-many-turns': 'No result within the allowed number of turns',
  configuration: 'Architect is not set up correctly',
  crashed: 'The work was interrupted',
  unexpected: 'Something went wrong',
};

export function failureLeaves(reply: Extract<Reply, { kind: 'failure' }>): Leaf[] {
  const leaves: Leaf[] = [heading(`⚠ ${REASONS[reply.reason]}`)];
  if (reply.message.trim() !== '') leaves.push(paragraph(reply.message.trim()));
  if (reply.retryAtMs !== undefined) {
    leaves.push(dateLeaf('Trying again makes sense from ', reply.retryAtMs, '.'));
  }
  if (reply.canRetry) {
    const stand = standOf(reply.ref, 'failure', reply.reason, reply.message);
    leaves.push(
      actionsLeaf('To try again, tell me “retry”.', button('Retry', 'retry', stand, { style: 'positive' })),
    );
  }
  return leaves;
}

export function stoppedLeaves({ ref, byId }: Extract<Reply, { kind: 'stopped' }>): Leaf[] {
  return [
    {
      kind: 'person',
      before: 'Stopped by ',
      personId: byId,
      after: '. I stay silent here until I am mentioned again.',
    },
    actionsLeaf(
      'To run it again, tell me “retry”.',
      button('Run it again', 'retry', standOf(ref, 'stopped')),
    ),
  ];
}
