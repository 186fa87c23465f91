import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import type { Chat, ChatFile, Part } from '../../core/chat/chat.ts';
import type { PersonId } from '../../core/chat/message.ts';
import type { Reply } from '../../core/chat/reply.ts';
import { AppError } from '../../core/errors.ts';
import type { Authority, BotSettings } from './app.ts';
import { planReply } from './cards.ts';
import { createConnector, TIMEOUT_MS } from './connector.ts';
import { type Conversations, parseReference } from './conversations.ts';
import type { FileMessages } from './files.ts';
import { createMembers, type Members } from './members.ts';
import { addressTo, type Form, toForms } from './outgoing.ts';
import type { TeamsPacing } from './pacing.ts';
import type { TeamsContent } from './render/content.ts';
import { createSender, type Sender, type Where } from './sender.ts';
import { createSentMemory, type SentMessages } from './sent.ts';
import { createStreams, type StreamStore } from './streams.ts';
import { untilSaid } from './tell.ts';
import { placeKey } from './thread-id.ts';

export type TeamsChatDeps = {
  bot: BotSettings;
  authority?: Authority;
  serviceUrls: 'internet' | 'loopback';
  conversations: Conversations;
  pacing: TeamsPacing;
  sent: SentMessages;
  streams: StreamStore;
  files: Pick<FileMessages, 'offer' | 'address'>;
  now: () => number;
  timeoutMs?: number;
};

/** Beside the core's port: what the listener and the offers of files need of it. */
export type TeamsChat = Chat & Pick<Members, 'met'> & { replace: Sender['update'] };

/**
 * Teams, as the core's port. A bot can't read Teams' messages back, and no call takes a key by which Teams would know a
 * repeat. So what became of a post whose answer was lost can't be found out, and one of two promises has to give: it is
 * posted again, as a message twice is better than an answer never. That is rare, and mends itself where it can:
 *
 * - Only the receipt of a turn and what follows its answer are posts; the answer itself is an update by id, which may be
 *   repeated at will.
 * - A call whose connection never stood, or that Teams refused, was surely not carried out. No connection is used twice,
 *   so none breaks because it was old.
 * - An answer that comes after its call was given up is still heard, and its message's id is noted: `find` gives it, and
 *   the ledger settles the doubt as it does on Slack, by taking the second message away.
 *
 * What is left are connections that break, and a 5xx, after Teams carried the call out, and a process that dies between
 * the answer and the note of it.
 */
export function createTeamsChat(deps: TeamsChatDeps): TeamsChat {
  const { conversations, pacing, serviceUrls, timeoutMs } = deps;
  const slowestMs = timeoutMs ?? TIMEOUT_MS;
  const sent = createSentMemory(deps.sent);
  const connector = createConnector({
    authorize: createTokens(deps.bot, deps.authority),
    serviceUrls,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const sender = createSender({ connector, conversations, pacing, sent });
  const streams = createStreams({ sender, store: deps.streams, now: deps.now });
  const members = createMembers({ conversations, ask: sender.askMembers });

  async function formsOf(where: Where, part: Part, key: string): Promise<Form[]> {
    if (part.kind === 'files') {
      const appUrl = await appUrlOf(where);
      const from = { direct: where.direct, ...(appUrl === undefined ? {} : { appUrl }) };
      return [await deps.files.offer(from, part.files, key)];
    }
    return formsOfContent(where, part.content as TeamsContent, part.pictures);
  }

  async function formsOfContent(
    where: Where,
    content: TeamsContent,
    pictures: Pictures = [],
  ): Promise<Form[]> {
    const ids = content.people.map(({ id }) => id);
    const nameOf = await members.names(where, ids).catch(() => () => undefined);
    const viewers = content.refresh ? await members.everybody(where) : [];
    const addressOf = async (picture: ChatFile) => deps.files.address(picture, await appUrlOf(where));
    return toForms(content, { nameOf, pictures, viewers, addressOf });
  }

  async function appUrlOf(where: Where): Promise<string | undefined> {
    return parseReference(await conversations.read(placeKey(where)))?.appUrl;
  }

  /** Where somebody is told something, and as whom they are called there. */
  async function earOf(
    where: Where,
    personId: PersonId,
    { kind }: Reply,
  ): Promise<{ to: Where; called?: string }> {
    if (where.direct) return { to: where };
    if (ABOUT_THE_PLACE.has(kind)) return calledThere(where, personId);
    try {
      return { to: await untilSaid(() => sender.openPersonal(where, personId)) };
    } catch (error) {
      // They never added the bot to their own chats, so they are told where the others are.
      if (!(error instanceof AppError) || error.retry !== 'never') throw error;
      return calledThere(where, personId);
    }
  }

  async function calledThere(where: Where, personId: PersonId): Promise<{ to: Where; called?: string }> {
    const called = (await members.names(where, [personId]))(personId);
    return { to: where, ...(called === undefined ? {} : { called }) };
  }

  return {
    slowestMs: { withoutPictures: slowestMs, withPictures: slowestMs },
    plan: planReply,
    ready: pacing.ready,
    met: members.met,
    replace: sender.update,

    async post(where, part, key, guard) {
      const words = streamedWords(where, part);
      const streamed = words === undefined ? undefined : await streams.begin(where, words, key, guard);
      if (streamed) {
        await sent.add(key, streamed.messageId);
        return streamed;
      }
      return sender.post(where, await formsOf(where, part, key), key, guard);
    },

    async update(where, ref, part, guard) {
      if (part.kind === 'files') throw new AppError('not-a-message', { retry: 'never' });
      const content = part.content as TeamsContent;
      const { refresh: _, ...changing } = content;
      // Progress that is changed once is changed again: nobody has to ask for it.
      const shownNow = content.streamed === undefined ? content : changing;
      const forms = await formsOfContent(where, shownNow, part.pictures);
      const words = streamedWords(where, part);
      const shown = { forms, ...(words === undefined ? {} : { words }) };
      if (where.direct && (await streams.goOn(where, ref, shown, guard))) return 'whole';
      await sender.update(where, ref, forms, guard);
      return 'whole';
    },

    async find(where, { key }) {
      const ids = await sent.list(key);
      return ids.map((messageId) => ({ channelId: where.channelId, messageId }));
    },

    remove: sender.remove,

    async tell(where, personId, reply, { once, guard } = {}) {
      const { to, called } = await earOf(where, personId, reply);
      for (const part of planReply(reply)) {
        if (part.kind !== 'message') continue;
        const content = part.content as TeamsContent;
        const forms = await formsOfContent(to, addressTo(content, personId, called));
        const key = once && `${once.key}/${part.id}`;
        if (key === undefined) await untilSaid(() => sender.post(to, forms, undefined, guard));
        else if ((await sent.list(key)).length === 0) await sender.post(to, forms, key, guard);
      }
    },

    /** Nothing but what mentions the bot comes to it, and no call gives the rest: the inbox has all that is known. */
    history: async () => [],

    person: members.person,

    /** Teams has no such state; the card of the turn shows it. */
    setSession: async () => true,
  };
}

/** Of what grows, in the chats where messages may. */
function streamedWords({ direct }: Where, part: Part): string | undefined {
  return direct && part.kind === 'message' ? (part.content as TeamsContent).streamed : undefined;
}

/** Their buttons act on the place that they are pressed in. */
const ABOUT_THE_PLACE: ReadonlySet<Reply['kind']> = new Set(['help', 'agents', 'edited', 'digest-list']);

type Pictures = Extract<Part, { kind: 'message' }>['pictures'];

const LOGIN_URL = 'https://login.microsoftonline.com/botframework.com';
const SCOPE = 'https://api.botframework.com';

/** The header by which the connector knows the bot; undefined where the bot is nobody, on this machine. */
function createTokens(
  bot: BotSettings,
  authority?: Authority,
): (isFresh: boolean) => Promise<string | undefined> {
  const factory = authority?.credentials ?? new ConfigurationServiceClientCredentialFactory(bot);
  const { ToChannelFromBotLoginUrl = LOGIN_URL, ToChannelFromBotOAuthScope = SCOPE } =
    authority?.settings ?? {};
  const { MicrosoftAppId: appId = '' } = bot;
  const create = () =>
    factory.createCredentials(appId, ToChannelFromBotOAuthScope, ToChannelFromBotLoginUrl, true);
  let credentials: ReturnType<typeof create> | undefined;

  return async (isFresh) => {
    credentials ??= create();
    const known = await credentials;
    if (isFresh && 'getToken' in known && typeof known.getToken === 'function') await known.getToken(true);
    let header: string | undefined;
    const headers = {
      set(name: string, value: string) {
        if (name.toLowerCase() === 'authorization') header = value;
      },
    };
    await known.signRequest({ headers } as Parameters<typeof known.signRequest>[0]);
    return header;
  };
}
