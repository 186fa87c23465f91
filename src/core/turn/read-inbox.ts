import { buildRequest, formatMessage, type Said } from '../agents/prompt.ts';
import type { Chat } from '../chat/chat.ts';
import type { HistoryMessage } from '../chat/message.ts';
import { personName } from '../chat/person-name.ts';
import { BOT_ID, type InboxMessage, type ThreadState } from '../thread/state.ts';
import type { TranscriptTurn, UserBlock } from './model.ts';
import { openResults } from './transcript.ts';

/** How much of a people's thread is read: its newest messages, oldest first, about 50,000 tokens of them. */
const HISTORY_LIMIT = 200;
const HISTORY_CHARS = 200_000;

/** A person who is mentioned in a text, by their id. */
const MENTION = /<@([^<>\s]+)>/g;

function mentionedIn(text: string): string[] {
  return [...text.matchAll(MENTION)].map(([, id = '']) => id);
}

/** What the model has to hear next, and what of the inbox that covers. */
export type Heard = { turn?: TranscriptTurn; taken: InboxMessage[]; readUntil?: string };

/**
 * Turns everything new into one user turn: results first, as the API wants them, then what people said, each with
 * their name; at the start of a thread of people, what they had said before.
 */
export async function readInbox(
  chat: Pick<Chat, 'history' | 'person'>,
  state: ThreadState,
  transcript: readonly TranscriptTurn[],
): Promise<Heard> {
  const answered = state.phase.kind === 'working' ? state.phase.answered : undefined;
  const people = new Set(state.inbox.flatMap((m) => [m.authorId, ...mentionedIn(m.text)]));
  for (const given of answered?.open.answers ?? []) people.add(given.answeredBy);
  const names = await namesOf(
    chat,
    state.place.workspaceId,
    [...people].filter((id) => id !== BOT_ID),
  );
  const nameOf = (id: string) => names.get(id) ?? id;

  const history = await readHistory(chat, state, transcript.length === 0);
  const results = openResults(transcript, answered, nameOf);
  const toSaid = ({ authorId, text }: InboxMessage): Said => ({
    name: nameOf(authorId),
    text: text.replace(MENTION, (_, id: string) => `@${nameOf(id)}`),
  });
  // What asks for nothing is no request, though it stands before one.
  const notes = transcript.length === 0 ? state.inbox.filter(({ note }) => note) : [];
  const said = state.inbox.filter((message) => !notes.includes(message)).map(toSaid);
  const earlier = newestWithin(HISTORY_CHARS, [
    ...notes.map(toSaid),
    ...history.messages.map((m) => ({ name: m.authorName, text: m.text })),
  ]);
  const blocks: UserBlock[] = [...results, ...wordBlocks(transcript.length === 0, earlier, said)];

  const readUntil = history.readUntil;
  return {
    taken: state.inbox,
    ...(blocks.length > 0 ? { turn: { role: 'user' as const, content: blocks } } : {}),
    ...(readUntil === undefined ? {} : { readUntil }),
  };
}

/** The newest that fit, behind a word on how many do not. */
function newestWithin(chars: number, said: Said[]): Said[] {
  let left = chars;
  const first = said.findLastIndex(({ text }) => {
    left -= text.length;
    return left < 0;
  });
  if (first < 0) return said;
  const text = `(${first + 1} earlier messages of this thread are left out: they are too long together.)`;
  return [{ name: 'Architect', text }, ...said.slice(first + 1)];
}

function wordBlocks(isFirst: boolean, earlier: Said[], said: Said[]): UserBlock[] {
  const [request, ...rest] = said;
  // One block however much was said: the cache looks back over few of them.
  if (!isFirst) return joined([...earlier, ...said]);
  if (!request) return [];
  const first = { type: 'text' as const, text: buildRequest({ thread: earlier, request }) };
  return [first, ...joined(rest)];
}

function joined(said: Said[]): UserBlock[] {
  if (said.length === 0) return [];
  return [{ type: 'text', text: said.map(({ name, text }) => formatMessage(name, text)).join('\n') }];
}

/** Only a thread of people has words in it that did not come through the inbox. */
async function readHistory(
  chat: Pick<Chat, 'history'>,
  state: ThreadState,
  isFirst: boolean,
): Promise<{ messages: HistoryMessage[]; readUntil?: string }> {
  const { rootId, readUntil } = state;
  if (state.rootedBy !== 'people' || rootId === undefined || state.inbox.length === 0) {
    return { messages: [] };
  }
  const after = isFirst || readUntil === undefined ? {} : { afterId: readUntil };
  const messages = await chat.history({ ...state.place, rootId }, { limit: HISTORY_LIMIT, ...after });
  const heard = new Set(state.inbox.map((m) => m.messageId));
  const newest = messages.at(-1)?.messageId;
  return {
    messages: messages.filter((m) => !m.own && !heard.has(m.messageId) && m.text.trim() !== ''),
    ...(newest === undefined ? {} : { readUntil: newest }),
  };
}

async function namesOf(
  chat: Pick<Chat, 'person'>,
  workspaceId: string,
  ids: string[],
): Promise<Map<string, string>> {
  return new Map(
    await Promise.all(ids.map(async (id) => [id, await personName(chat, workspaceId, id)] as const)),
  );
}
