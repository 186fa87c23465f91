import type {
  SessionStatus,
  TrafficEntry,
  WorldMessage,
  WorldState,
  WorldView,
} from '../../slack/control.ts';
import type { Values } from './blocks/values.ts';

export type Prompt = { title: string; message: string };

type Connection = 'connecting' | 'open' | 'lost';

/** Everything the page knows. What belongs to one person is kept by user id, so that switching loses nothing. */
export type PageState = {
  connection: Connection;
  world: WorldState | undefined;
  me: string;
  /** By channel, oldest first; a channel that was not opened yet is not there. */
  messages: Record<string, WorldMessage[]>;
  /** By `threadKey`. */
  statuses: Record<string, SessionStatus>;
  prompts: Record<string, Prompt[]>;
  stacks: Record<string, WorldView[]>;
  homes: Record<string, WorldView>;
  /** By user, then by channel: how many messages arrived out of sight. */
  unread: Record<string, Record<string, number>>;
  /** What was chosen in each surface (`m:channel:ts` or `v:view id`) and not in its blocks. */
  values: Record<string, Values>;
  /** What was typed and not sent, by `draftKey`. */
  drafts: Record<string, string>;
  traffic: TrafficEntry[];
  toast: { id: number; text: string } | undefined;
};

export const EMPTY_STATE: PageState = {
  connection: 'connecting',
  world: undefined,
  me: '',
  messages: {},
  statuses: {},
  prompts: {},
  stacks: {},
  homes: {},
  unread: {},
  values: {},
  drafts: {},
  traffic: [],
  toast: undefined,
};

export function threadKey(channel: string, threadTs: string): string {
  return `${channel}/${threadTs}`;
}

export function draftKey(user: string, channel: string, threadTs?: string): string {
  return `${user}/${threadKey(channel, threadTs ?? '')}`;
}

/** The key of a message's part of `values`. */
export function messageKey(channel: string, ts: string): string {
  return `m:${channel}:${ts}`;
}

export function isReply(message: WorldMessage): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

/** What a person sees in the channel itself: roots, and replies that were also sent there. */
export function channelMessages(messages: WorldMessage[], me: string): WorldMessage[] {
  return messages.filter(
    (message) => isVisible(message, me) && (!isReply(message) || message.subtype === 'thread_broadcast'),
  );
}

export function threadMessages(messages: WorldMessage[], threadTs: string, me: string): WorldMessage[] {
  return messages.filter(
    (message) => isVisible(message, me) && (message.ts === threadTs || message.thread_ts === threadTs),
  );
}

function isVisible(message: WorldMessage, me: string): boolean {
  return message.ephemeralFor === undefined || message.ephemeralFor === me;
}
