import { z } from 'zod';
import { type Activity, teamsId } from './activity.ts';

const referenceSchema = z.object({
  channelId: z.literal('msteams'),
  serviceUrl: z.string(),
  bot: z.object({ id: teamsId, name: z.string() }),
  conversation: z.object({
    id: teamsId,
    tenantId: teamsId,
    conversationType: z.enum(['personal', 'groupChat', 'channel']),
    isGroup: z.boolean(),
  }),
  locale: z.exactOptional(z.string()),
  /** Where the app itself was reached by what came from there. */
  appUrl: z.exactOptional(z.string()),
});

/** How a conversation is spoken to; of a channel it names the channel, not a thread. */
export type TeamsReference = z.infer<typeof referenceSchema>;

/** References by place, of conversations from which something authentic came. */
export type Conversations = {
  keep(placeKey: string, reference: TeamsReference): Promise<void>;
  /** What was kept, to be read by `parseReference`; undefined where nothing ever came from. */
  read(placeKey: string): Promise<unknown>;
};

export function toReference(
  { place, serviceUrl, recipient, locale }: Activity,
  appUrl?: string,
): TeamsReference {
  const { channelId, workspaceId, direct, flat } = place;
  return {
    channelId: 'msteams',
    serviceUrl,
    bot: { id: recipient.id, name: recipient.name ?? '' },
    conversation: {
      id: channelId,
      tenantId: workspaceId,
      conversationType: direct ? 'personal' : flat ? 'groupChat' : 'channel',
      isGroup: !direct,
    },
    ...(locale === undefined ? {} : { locale }),
    ...(appUrl === undefined ? {} : { appUrl }),
  };
}

/** What another version wrote, and this one can't read, is as if nothing had come from there. */
export function parseReference(value: unknown): TeamsReference | undefined {
  return referenceSchema.safeParse(value).data;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether words may be sent there. Whoever speaks without credentials chooses the address, so such a program speaks to
 * this machine alone.
 */
export function isServiceUrl(url: unknown, where: 'internet' | 'loopback'): url is string {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  const isLoopback = LOOPBACK.has(hostname);
  if (where === 'loopback') return isLoopback && (protocol === 'http:' || protocol === 'https:');
  return protocol === 'https:' && !isLoopback;
}
