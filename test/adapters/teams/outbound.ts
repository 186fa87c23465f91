import { createTeamsChat, type TeamsChatDeps } from '../../../src/adapters/teams/chat.ts';
import type { KeptFiles } from '../../../src/adapters/teams/file-source.ts';
import { createFileMessages } from '../../../src/adapters/teams/files.ts';
import type { SentMessages } from '../../../src/adapters/teams/sent.ts';
import { placeKey } from '../../../src/adapters/teams/thread-id.ts';
import type { ChatFile, Part } from '../../../src/core/chat/chat.ts';
import type { Place } from '../../../src/core/chat/message.ts';
import { TENANT } from '../../../src/dev/teams/default-world.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { createSignedLinks } from '../../../src/signed-links.ts';
import { start } from '../../dev/teams/setup.ts';
import { only } from './cards/replies.ts';

export const PUBLIC_URL = 'https://architect.example';

export const surely = async (): Promise<void> => {};

const UNPACED: TeamsChatDeps['pacing'] = {
  ready: async () => {},
  mayShowProgress: async () => true,
  admit: async () => {},
  refused: async () => {},
};

type Options = {
  limits?: 'off' | 'teams';
  now?: () => number;
  publicUrl?: string | undefined;
} & Partial<Pick<TeamsChatDeps, 'timeoutMs' | 'pacing' | 'serviceUrls' | 'authority'>>;

/** The chat of a bot that has heard of these conversations of the stand-in. */
export async function startChat({ limits = 'off', now = Date.now, ...options }: Options = {}) {
  const teams = await start({ limits, now });
  const references = new Map<string, object>();
  const ids = new Map<string, string[]>();
  const sent: SentMessages = {
    add: async (key, id) => void ids.set(key, [...(ids.get(key) ?? []), id]),
    list: async (key) => ids.get(key) ?? [],
  };
  const opened = new Map<string, { sequence: number; startedAt: number }>();
  const streams: TeamsChatDeps['streams'] = {
    open: async (key, startedAt) => void opened.set(key, { sequence: 1, startedAt }),
    async next(key) {
      const known = opened.get(key);
      if (known) known.sequence += 1;
      return known && { ...known };
    },
    close: async (key) => void opened.delete(key),
  };
  const texts = new Map<string, ChatFile>();
  const kept: KeptFiles = {
    keep: async (key, file) => void texts.set(`${key} ${file.name}`, file),
    read: async (key, name) => texts.get(`${key} ${name}`),
  };
  const links = createSignedLinks('a secret of the tests', now);
  const publicUrl = 'publicUrl' in options ? options.publicUrl : PUBLIC_URL;
  const files = createFileMessages({ links, kept, now, ...(publicUrl === undefined ? {} : { publicUrl }) });
  const conversations: TeamsChatDeps['conversations'] = {
    keep: async (key, reference) => void references.set(key, reference),
    read: async (key) => references.get(key),
  };
  const chat = createTeamsChat({
    bot: { MicrosoftAppId: teams.bot.appId },
    authority: authorityOf(teams),
    serviceUrls: 'loopback',
    conversations,
    pacing: UNPACED,
    sent,
    streams,
    now,
    files,
    ...options,
  });

  /** A conversation as somebody finds it, once something has come from there. */
  async function hear(user: string, name?: string, serviceUrl = teams.serviceUrl): Promise<Place> {
    const where = name === undefined ? { user } : { user, in: name };
    const { id, kind } = teams.conversation(where);
    const place: Place = {
      platform: 'teams',
      workspaceId: TENANT,
      channelId: id,
      direct: kind === 'personal',
    };
    await conversations.keep(placeKey(place), {
      channelId: 'msteams',
      serviceUrl,
      bot: { id: `28:${teams.bot.appId}`, name: 'Architect' },
      conversation: { id, tenantId: TENANT, conversationType: kind, isGroup: kind !== 'personal' },
    });
    return place;
  }

  const calls = (name?: string) =>
    teams
      .traffic()
      .filter((entry) => entry.direction === 'from-app' && entry.name !== 'token')
      .filter((entry) => name === undefined || entry.name === name);

  return { teams, chat, hear, calls, links, kept, files, conversations };
}

export function authorityOf(teams: TeamsStandIn): NonNullable<TeamsChatDeps['authority']> {
  const { authority, credentials } = teams;
  return { settings: authority, credentials } as unknown as NonNullable<TeamsChatDeps['authority']>;
}

export function words(markdown: string): Part {
  return { kind: 'message', id: 'm0', content: only({ kind: 'notice', markdown }) };
}
