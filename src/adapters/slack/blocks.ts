import type { Part } from '../../core/chat/chat.ts';
import { markdownLeaves } from '../../core/chat/prose/markdown.ts';
import type { Reply } from '../../core/chat/reply.ts';
import { agentsLeaves } from './blocks/agents.ts';
import { planAnswer } from './blocks/answer.ts';
import { planChosen } from './blocks/chosen.ts';
import { planDesign } from './blocks/design.ts';
import { planDigest } from './blocks/digest.ts';
import { digestListLeaves } from './blocks/digest-list.ts';
import { type NameOf, paragraph } from './blocks/elements.ts';
import { failureLeaves, stoppedLeaves } from './blocks/failure.ts';
import { helpLeaves } from './blocks/help.ts';
import { toMessages } from './blocks/parts.ts';
import { buildProgress } from './blocks/progress.ts';
import { editedLeaves, inviteLeaves } from './blocks/prompts.ts';
import { planClosedQuestions, planQuestions } from './blocks/questions.ts';
import { reminderLeaves } from './blocks/reminder.ts';
import { planRequest } from './blocks/request.ts';
import type { Leaf } from './render/leaf.ts';
import { packMessages } from './render/pack.ts';

/**
 * What will be sent for a reply: at least one message, the first in the place of the receipt, files last. The
 * content of a message is a `SlackContent`. Without a name for a person who acted, they are shown by a mention.
 */
export function planReply(reply: Reply, nameOf?: NameOf): Part[] {
  switch (reply.kind) {
    case 'request':
      return planRequest(reply, nameOf);
    case 'progress':
      return toMessages([buildProgress(reply)]);
    case 'questions':
      return planQuestions(reply);
    case 'questions-closed':
      return planClosedQuestions(reply, nameOf);
    case 'reminder':
      return messages(reminderLeaves(reply, nameOf));
    case 'answer':
      return planAnswer(reply);
    case 'design':
      return planDesign(reply, nameOf);
    case 'chosen':
      return planChosen(reply, nameOf);
    case 'failure':
      return messages(failureLeaves(reply));
    case 'stopped':
      return messages(stoppedLeaves(reply, nameOf));
    case 'notice':
      return messages(markdownLeaves(reply.markdown));
    case 'digest':
      return planDigest(reply, nameOf);
    case 'digest-list':
      return messages(digestListLeaves(reply, nameOf));
    case 'help':
      return messages(helpLeaves());
    case 'agents':
      return messages(agentsLeaves(reply));
    case 'invite':
      return messages(inviteLeaves(reply));
    case 'edited':
      return messages(editedLeaves(reply));
    default:
      return reply satisfies never;
  }
}

function messages(leaves: readonly Leaf[]): Part[] {
  return toMessages(packMessages(leaves.length === 0 ? [paragraph('…')] : leaves));
}
