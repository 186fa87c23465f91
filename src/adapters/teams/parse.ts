import { z } from 'zod';
import type { Activity } from './activity.ts';
import { type TeamsInbound, unsupported } from './inbound.ts';
import { parseConsent } from './parse-consent.ts';
import { parseEdit, parseMessage } from './parse-message.ts';
import { parseFeedback, parsePress } from './parse-press.ts';

/** Any authentic activity of Teams; what is not for us is `unsupported`, never an exception. */
export function parseTeams(activity: Activity): TeamsInbound {
  switch (activity.type) {
    case 'message':
      return parseMessage(activity);
    case 'messageUpdate':
      return parseEdit(activity);
    case 'invoke':
      return parseInvoke(activity);
    case 'conversationUpdate':
      return parseMembers(activity);
    case 'installationUpdate':
      return activity.action === 'add' || activity.action === 'add-upgrade'
        ? { kind: 'joined', place: activity.place }
        : unsupported('removal');
    default:
      return unsupported('activity');
  }
}

const invokeSchema = z.object({ action: z.unknown().optional() });

function parseInvoke(activity: Activity): TeamsInbound {
  switch (activity.name) {
    case 'adaptiveCard/action':
      return parsePress(activity, invokeSchema.safeParse(activity.value).data?.action);
    case 'message/submitAction':
      return parseFeedback(activity);
    case 'fileConsent/invoke':
      return parseConsent(activity);
    default:
      return unsupported('invoke');
  }
}

function parseMembers({ membersAdded = [], recipient, place }: Activity): TeamsInbound {
  const isBot = (member: unknown) => z.object({ id: z.literal(recipient.id) }).safeParse(member).success;
  return membersAdded.some(isBot) ? { kind: 'joined', place } : unsupported('members');
}
