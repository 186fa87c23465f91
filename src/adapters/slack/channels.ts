import type { Address, Place } from '../../core/chat/message.ts';
import { toSlackError } from './errors.ts';
import type { Workspaces } from './workspaces.ts';

/** What Slack says of the places themselves. */
export function createChannels(workspaces: Workspaces): {
  linkTo(address: Address, messageId: string): Promise<string | undefined>;
  isMember(place: Place): Promise<boolean>;
} {
  return {
    async linkTo({ workspaceId, channelId, rootId }, messageId) {
      const url = await workspaces.get(workspaceId).then(
        (workspace) => workspace.url,
        () => undefined,
      );
      return url === undefined ? undefined : permalink(url, channelId, rootId, messageId);
    },

    async isMember({ workspaceId, channelId, direct }) {
      if (direct) return true;
      try {
        const { client } = await workspaces.get(workspaceId);
        const { channel } = await client.conversations.info({ channel: channelId });
        return channel?.is_member === true && channel.is_archived !== true;
      } catch (error) {
        const failure = toSlackError(error);
        // Of a private channel that it is not in, Slack says that there is none.
        if (failure.code === 'channel-gone' || failure.code === 'not-in-channel') return false;
        throw failure;
      }
    },
  };
}

/** As `chat.getPermalink` gives it: a digest has too many messages to ask for each. */
function permalink(url: string, channelId: string, rootId: string, ts: string): string {
  const link = new URL(`archives/${channelId}/p${ts.replace('.', '')}`, url);
  if (ts !== rootId) {
    link.searchParams.set('thread_ts', rootId);
    link.searchParams.set('cid', channelId);
  }
  return link.href;
}
