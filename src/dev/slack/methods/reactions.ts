import { addReaction, removeReaction } from '../reactions.ts';
import { SlackError } from '../slack-error.ts';
import { type Channel, findMessage, type StoredMessage } from '../world.ts';
import { type Call, type Method, requireMember } from './method.ts';

function target(call: Call): { channel: Channel; message: StoredMessage; name: string } {
  const { args } = call;
  const channel = requireMember(call, args.required('channel'));
  if (channel.isArchived) throw new SlackError('is_archived');
  const message = findMessage(channel, args.required('timestamp'));
  if (!message) throw new SlackError('message_not_found');
  const name = args.required('name').replaceAll(':', '');
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new SlackError('invalid_name');
  return { channel, message, name };
}

export const reactionMethods: Record<string, Method> = {
  'reactions.add': {
    token: 'bot',
    tier: 3,
    scopes: ['reactions:write'],
    run(call) {
      const { channel, message, name } = target(call);
      if (!addReaction(call.stage, call.workspace, channel, message, call.workspace.botUserId, name)) {
        throw new SlackError('already_reacted');
      }
      return {};
    },
  },
  'reactions.remove': {
    token: 'bot',
    tier: 2,
    scopes: ['reactions:write'],
    run(call) {
      const { channel, message, name } = target(call);
      if (!removeReaction(call.stage, call.workspace, channel, message, call.workspace.botUserId, name)) {
        throw new SlackError('no_reaction');
      }
      return {};
    },
  },
};
