import type { Args } from '../args.ts';
import type { Json } from '../json.ts';
import type { Tier } from '../rate-limits.ts';
import { SlackError } from '../slack-error.ts';
import type { Stage } from '../stage.ts';
import type { Channel, Workspace } from '../world.ts';

export type Call = { stage: Stage; workspace: Workspace; args: Args };

export type Method = {
  token: 'bot' | 'app' | 'none';
  tier: Tier;
  /** One of these is needed; methods whose scope depends on the channel ask `needScope` themselves. */
  scopes?: string[];
  /** An old workspace does not know it. */
  isNewer?: boolean;
  /** Gives the fields next to `ok`, or throws a `SlackError`. */
  run(call: Call): Json | Promise<Json>;
};

export function needScope(stage: Stage, ...anyOf: string[]): void {
  if (anyOf.some((scope) => stage.manifest.scopes.has(scope))) return;
  throw new SlackError('missing_scope', {
    extra: { needed: anyOf.join(','), provided: [...stage.manifest.scopes].join(',') },
  });
}

const FAMILY = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;

export function channelScope(channel: Channel, right: 'read' | 'history' | 'write'): string {
  return `${FAMILY[channel.kind]}:${right}`;
}

/** A channel the bot may know of: a private one it isn't in does not exist for it. */
export function findChannel({ workspace }: Call, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (!channel) throw new SlackError('channel_not_found');
  if (channel.kind !== 'public' && !channel.members.includes(workspace.botUserId)) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** A channel the bot is in. */
export function requireMember(call: Call, id: string): Channel {
  const channel = findChannel(call, id);
  if (!channel.members.includes(call.workspace.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

export type Page<Row> = { rows: Row[]; nextCursor: string };

/** Rows from the cursor on; a cursor is the offset, as opaque as Slack's. */
export function paginate<Row>(rows: Row[], args: Args, fallback: number, most: number): Page<Row> {
  const limit = args.limit(fallback, most);
  const cursor = args.text('cursor');
  const start = cursor === undefined ? 0 : readCursor(cursor);
  const end = start + limit;
  return {
    rows: rows.slice(start, end),
    nextCursor: end < rows.length ? Buffer.from(`next:${end}`).toString('base64') : '',
  };
}

function readCursor(cursor: string): number {
  const offset = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (offset === undefined) throw new SlackError('invalid_cursor');
  return Number(offset);
}
