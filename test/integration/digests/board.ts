import type { Chat } from '../../../src/core/chat/chat.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';

export type Posted = { channelId: string; key: string; reply: Reply; messageId: string };

/** A chat in memory: what was posted where, and what people were told. It reads and keeps replies as they are. */
export function createBoard(now: () => number) {
  const posted: Posted[] = [];
  const told: { channelId: string; personId: string; reply: Reply; key: string | undefined; at: number }[] =
    [];
  const chat: Chat = {
    slowestMs: { withoutPictures: 0, withPictures: 0 },
    // Planning is pure, so no process is killed in it.
    plan: (reply) => [{ kind: 'message', id: 'm0', content: reply }],
    async ready() {},
    async post({ channelId }, part, key) {
      const messageId = `${posted.length + 1}.0`;
      if (part.kind === 'message') posted.push({ channelId, key, reply: part.content as Reply, messageId });
      return { channelId, messageId };
    },
    update: async () => 'whole',
    async find({ channelId }, { key }) {
      return posted
        .filter((one) => one.channelId === channelId && one.key === key)
        .map(({ messageId }) => ({ channelId, messageId }));
    },
    async remove(_where, { messageId }) {
      const place = posted.findIndex((one) => one.messageId === messageId);
      if (place >= 0) posted.splice(place, 1);
    },
    async tell({ channelId }, personId, reply, { once } = {}) {
      if (once && told.some(({ key }) => key === once.key)) return;
      told.push({ channelId, personId, reply, key: once?.key, at: now() });
    },
    history: async () => [],
    person: async (_workspaceId, id) => ({ id, name: id, standing: 'member' }),
    setSession: async () => true,
  };
  return { chat, posted, told };
}
