import { z } from 'zod';
import type { Author } from '../../core/chat/inbound.ts';
import type { Place } from '../../core/chat/message.ts';
import { isZone } from '../../core/digest/schedule.ts';
import { splitConversationId } from './thread-id.ts';

/** What ids of Teams consist of: the ids of threads and keys are made of them. */
export const teamsId = z.string().regex(/^[\w.:;@=+~!$&'()*,%-]{1,300}$/);

const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const account = z.object({ id: teamsId });

const schema = z.object({
  type: z.string(),
  /** One that is no id is none: what needs it is then not for us. */
  id: lenient(teamsId),
  name: lenient(z.string()),
  timestamp: lenient(z.string()),
  /** Other channels of the same bot, such as a web chat, bear tokens that are as good. */
  channelId: z.literal('msteams'),
  serviceUrl: z.string(),
  locale: lenient(z.string().max(35)),
  /** IANA. */
  localTimezone: lenient(z.string().max(60).refine(isZone)),
  from: account.extend({ role: lenient(z.string()), tenantId: lenient(z.string()) }),
  recipient: account.extend({ name: lenient(z.string()) }),
  conversation: z.object({
    id: teamsId,
    tenantId: lenient(teamsId),
    conversationType: lenient(z.string()),
    isGroup: lenient(z.boolean()),
  }),
  channelData: lenient(
    z.object({
      tenant: lenient(z.object({ id: teamsId })),
      eventType: lenient(z.string()),
    }),
  ),
  text: lenient(z.string()),
  textFormat: lenient(z.string()),
  entities: lenient(z.array(z.unknown())),
  value: z.unknown().optional(),
  replyToId: lenient(teamsId),
  action: lenient(z.string()),
  membersAdded: lenient(z.array(z.unknown())),
});

/** Chats have no threads: what is posted goes into the conversation itself. */
export type TeamsPlace = Place & { platform: 'teams' };

export type Activity = z.infer<typeof schema> & {
  place: TeamsPlace;
  /** The root of the thread it lives in, in a channel. */
  rootId?: string;
  author: Author;
  /** When it was sent, epoch ms; a re-send has its own. */
  at?: number;
};

/** What all kinds of activities have in common; undefined for what is none of Teams. */
export function readActivity(body: unknown): Activity | undefined {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return undefined;
  const { conversation, channelData, from, timestamp, localTimezone: zone } = parsed.data;
  const own = conversation.tenantId ?? channelData?.tenant?.id;
  if (own === undefined) return undefined;
  const tenantId = own.toLowerCase();
  const { channelId, rootId } = splitConversationId(conversation.id);
  const type = conversationType(conversation, rootId);
  const at = Date.parse(timestamp ?? '');
  // In what organisations share, both are named.
  const tenants = [channelData?.tenant?.id, from.tenantId].map((id) => id?.toLowerCase());
  return {
    ...parsed.data,
    place: {
      platform: 'teams',
      workspaceId: tenantId,
      channelId,
      direct: type === 'personal',
      ...(type === 'channel' ? {} : { flat: true }),
    },
    ...(type === 'channel' && rootId !== undefined ? { rootId } : {}),
    author: {
      id: from.id,
      external: tenants.some((id) => id !== undefined && id !== tenantId),
      ...(zone === undefined ? {} : { zone }),
    },
    ...(Number.isNaN(at) ? {} : { at }),
  };
}

type ConversationType = 'personal' | 'groupChat' | 'channel';

function conversationType(
  { conversationType: type, isGroup }: z.infer<typeof schema>['conversation'],
  rootId: string | undefined,
): ConversationType {
  if (type === 'personal' || type === 'groupChat' || type === 'channel') return type;
  if (rootId !== undefined) return 'channel';
  return isGroup ? 'groupChat' : 'personal';
}
