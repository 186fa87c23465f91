import type { WorldEvent, WorldMessage, WorldState } from '../../slack/control.ts';
import { toRecords, toText } from './json.ts';
import { messageKey, type PageState, threadKey } from './page-state.ts';

/** The inspector keeps so many lines; older ones fall out. */
const MOST_TRAFFIC = 1_000;

/** What is in sight now: messages that arrive there are read at once. */
export type InSight = { channel?: string };

/** The state after one change of the workspace. Events may repeat what was already read over HTTP. */
export function applyEvent(state: PageState, event: WorldEvent, inSight: InSight = {}): PageState {
  switch (event.kind) {
    case 'message':
      return { ...withMessage(state, event.message), unread: countUnread(state, event.message, inSight) };
    case 'message_changed':
      return withMessage(withoutOldChoices(state, event.message), event.message);
    case 'ephemeral':
      return withMessage(state, event.message);
    case 'message_deleted':
      return withMessages(state, event.channel, (messages) =>
        messages.filter((message) => message.ts !== event.ts),
      );
    case 'channel':
      return withWorld(state, (world) => ({ channels: upsert(world.channels, event.channel) }));
    case 'app':
      return withWorld(state, () => ({ app: event.app }));
    case 'status': {
      const key = threadKey(event.status.channel, event.status.thread_ts);
      return { ...state, statuses: { ...state.statuses, [key]: event.status } };
    }
    case 'suggested_prompts':
      return { ...state, prompts: { ...state.prompts, [event.channel]: event.prompts } };
    case 'view':
      return { ...state, stacks: { ...state.stacks, [event.user]: event.stack } };
    case 'home':
      return { ...state, homes: { ...state.homes, [event.user]: event.view } };
    case 'traffic': {
      const last = state.traffic.at(-1);
      if (last && last.n >= event.entry.n) return state;
      return { ...state, traffic: [...state.traffic, event.entry].slice(-MOST_TRAFFIC) };
    }
    default:
      event satisfies never;
      return state;
  }
}

/**
 * An updated message shows its menus as its blocks say; what is typed into its inputs stays. Replies and reactions
 * change a message as well, but do not count as an update.
 */
function withoutOldChoices(state: PageState, message: WorldMessage): PageState {
  const key = messageKey(message.channel, message.ts);
  const values = state.values[key];
  const known = state.messages[message.channel]?.find((other) => other.ts === message.ts);
  if (!values || !known || isSameShown(known, message)) return state;
  const inputs = new Set(
    toRecords(message.blocks)
      .filter((block) => block.type === 'input')
      .map((block) => toText(block.block_id)),
  );
  const kept = Object.fromEntries(Object.entries(values).filter(([blockId]) => inputs.has(blockId)));
  return { ...state, values: { ...state.values, [key]: kept } };
}

/** An update that leaves the text as it was is not marked as edited. */
function isSameShown(a: WorldMessage, b: WorldMessage): boolean {
  return a.edited?.ts === b.edited?.ts && JSON.stringify(a.blocks) === JSON.stringify(b.blocks);
}

/** Puts a message where its time stamp belongs, in place of an older copy of itself. */
function withMessage(state: PageState, message: WorldMessage): PageState {
  return withMessages(state, message.channel, (messages) => {
    const index = messages.findIndex((other) => other.ts === message.ts);
    if (index >= 0) return messages.with(index, message);
    const after = messages.findLastIndex((other) => Number(other.ts) <= Number(message.ts));
    return messages.toSpliced(after + 1, 0, message);
  });
}

function withMessages(
  state: PageState,
  channel: string,
  change: (messages: WorldMessage[]) => WorldMessage[],
): PageState {
  const messages = state.messages[channel];
  return messages ? { ...state, messages: { ...state.messages, [channel]: change(messages) } } : state;
}

function withWorld(state: PageState, change: (world: WorldState) => Partial<WorldState>): PageState {
  return state.world ? { ...state, world: { ...state.world, ...change(state.world) } } : state;
}

function upsert<T extends { id: string }>(entries: T[], entry: T): T[] {
  return entries.some((other) => other.id === entry.id)
    ? entries.map((other) => (other.id === entry.id ? entry : other))
    : [...entries, entry];
}

/** Counts for every member at once: each person of the playground is somebody one can switch to. */
function countUnread(state: PageState, message: WorldMessage, inSight: InSight): PageState['unread'] {
  const channel = state.world?.channels.find((other) => other.id === message.channel);
  if (!channel) return state.unread;
  const unread = { ...state.unread };
  for (const member of channel.members) {
    const isRead = member === message.user || (member === state.me && inSight.channel === message.channel);
    if (isRead) continue;
    const own = unread[member] ?? {};
    unread[member] = { ...own, [message.channel]: (own[message.channel] ?? 0) + 1 };
  }
  return unread;
}
