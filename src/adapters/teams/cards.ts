import type { Part } from '../../core/chat/chat.ts';
import { markdownLeaves } from '../../core/chat/prose/markdown.ts';
import type { Reply } from '../../core/chat/reply.ts';
import { agentsLeaves } from './cards/agents.ts';
import { planAnswer } from './cards/answer.ts';
import { planChosen } from './cards/chosen.ts';
import { planDesign } from './cards/design.ts';
import { planDigest } from './cards/digest.ts';
import { digestListLeaves } from './cards/digest-list.ts';
import { failureLeaves, stoppedLeaves } from './cards/failure.ts';
import { helpLeaves } from './cards/help.ts';
import { messages, toMessages } from './cards/parts.ts';
import { buildProgress } from './cards/progress.ts';
import { editedLeaves, inviteLeaves } from './cards/prompts.ts';
import { planClosedQuestions, planQuestions } from './cards/questions.ts';
import { reminderLeaves } from './cards/reminder.ts';
import { requestLeaves } from './cards/request.ts';

/**
 * What will be sent for a reply: at least one message, the first in the place of the receipt, files last. The content
 * of a message is a `TeamsContent`.
 */
export function planReply(reply: Reply): Part[] {
  switch (reply.kind) {
    case 'request':
      return messages(requestLeaves(reply));
    case 'progress':
      return toMessages([buildProgress(reply)]);
    case 'questions':
      return planQuestions(reply);
    case 'questions-closed':
      return planClosedQuestions(reply);
    case 'reminder':
      return messages(reminderLeaves(reply));
    case 'answer':
      return planAnswer(reply);
    case 'design':
      return planDesign(reply);
    case 'chosen':
      return planChosen(reply);
    case 'failure':
      return messages(failureLeaves(reply));
    case 'stopped':
      return messages(stoppedLeaves(reply));
    case 'notice':
      return messages(markdownLeaves(reply.markdown));
    case 'digest':
      return planDigest(reply);
    case 'digest-list':
      return messages(digestListLeaves(reply));
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
