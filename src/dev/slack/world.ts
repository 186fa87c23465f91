import type { SessionStatus, WorldChannel, WorldFile, WorldMessage, WorldUser } from './control.ts';
import type { Json } from './json.ts';

export type Stream = {
  startedAt: number;
  state: 'open' | 'stopped' | 'stopped-by-user';
  mode: 'timeline' | 'plan';
  /** What was streamed, as blocks, in the order it came. */
  blocks: Json[];
};

/** A message with what only the server knows about it. */
export type StoredMessage = WorldMessage & {
  inner: { clientMsgId?: string; userTeam?: string; stream?: Stream; attachments?: unknown[] };
};

export type Channel = WorldChannel & { messages: StoredMessage[]; creator: string; createdAt: number };

export type StoredFile = WorldFile & {
  declaredLength: number;
  data: Buffer;
  state: 'awaiting-bytes' | 'uploaded' | 'processing' | 'ready';
  uploadSecret: string;
  createdAt: number;
  shares: { channel: string; ts: string; thread_ts?: string }[];
};

export type StoredView = {
  id: string;
  user: string;
  kind: 'modal' | 'home';
  view: Json;
  hash: string;
  rootId: string;
  previousId?: string;
};

export type StoredStatus = SessionStatus & { expiresAt: number };

export type Workspace = {
  id: string;
  name: string;
  domain: string;
  botToken: string;
  botUserId: string;
  botId: string;
  users: Map<string, WorldUser & { teamId: string }>;
  channels: Map<string, Channel>;
  ephemerals: StoredMessage[];
  files: Map<string, StoredFile>;
  stacks: Map<string, StoredView[]>;
  homes: Map<string, StoredView>;
  /** By `channel/thread_ts`. */
  statuses: Map<string, StoredStatus>;
  /** What people have chosen so far: `state.values` by `message ts or view id/user`. */
  inputs: Map<string, Json>;
};

type UserSeed = Partial<WorldUser> & { id: string; name: string; teamId?: string };
type ChannelSeed = Partial<WorldChannel> & { id: string; name: string };

export type WorkspaceSeed = {
  id: string;
  name: string;
  /** The first workspace takes the app's own token and bot user. */
  botToken?: string;
  botUserId?: string;
  users: UserSeed[];
  /** `members` left out: every member who is no guest and from this organisation; `'bot'` stands for the bot user. */
  channels: ChannelSeed[];
};

export type WorldSeed = { workspaces: WorkspaceSeed[] };

export function createWorkspace(
  seed: WorkspaceSeed,
  app: { id: string; name: string; botUserId: string; botToken: string },
  createdAt: number,
): Workspace {
  const botUserId = seed.botUserId ?? app.botUserId;
  const workspace: Workspace = {
    id: seed.id,
    name: seed.name,
    domain: seed.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    botToken: seed.botToken ?? app.botToken,
    botUserId,
    botId: `B${botUserId.slice(1)}`,
    users: new Map(),
    channels: new Map(),
    ephemerals: [],
    files: new Map(),
    stacks: new Map(),
    homes: new Map(),
    statuses: new Map(),
    inputs: new Map(),
  };
  const bot: UserSeed = { id: botUserId, name: app.name.toLowerCase(), realName: app.name, isBot: true };
  for (const user of [...seed.users, bot]) {
    workspace.users.set(user.id, toUser(user, workspace.id));
  }
  const everybody = [...workspace.users.values()]
    .filter((user) => !user.isBot && !user.isGuest && !user.isExternal)
    .map((user) => user.id);
  for (const channel of seed.channels) {
    const members = (channel.members ?? everybody).map((id) => (id === 'bot' ? botUserId : id));
    workspace.channels.set(channel.id, {
      kind: 'public',
      topic: '',
      isArchived: false,
      isExtShared: false,
      ...channel,
      members: [...new Set(members)],
      messages: [],
      creator: everybody[0] ?? botUserId,
      createdAt,
    });
  }
  return workspace;
}

function toUser(seed: UserSeed, teamId: string): WorldUser & { teamId: string } {
  return {
    realName: seed.name,
    color: '#5f6f7f',
    isBot: false,
    isGuest: false,
    isExternal: false,
    isAdmin: false,
    tz: 'Europe/Berlin',
    teamId,
    ...seed,
  };
}

export function toWorldMessage(message: StoredMessage): WorldMessage {
  const { inner, ...shown } = message;
  return { ...shown, ...(inner.stream?.state === 'open' ? { streaming: true } : {}) };
}

export function toWorldChannel(channel: Channel): WorldChannel {
  const { messages, creator, createdAt, ...shown } = channel;
  return shown;
}

export function toWorldUser(user: WorldUser & { teamId: string }): WorldUser {
  const { teamId, ...shown } = user;
  return shown;
}

export function toWorldFile(file: StoredFile): WorldFile {
  const { id, name, title, mimetype, size, altText, url } = file;
  return { id, name, title, mimetype, size, url, ...(altText === undefined ? {} : { altText }) };
}

export function findMessage(channel: Channel, ts: string): StoredMessage | undefined {
  return channel.messages.find((message) => message.ts === ts);
}

export function isReply(message: WorldMessage): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

/** The direct conversation of exactly these people, made when it is not there yet. */
export function ensureDirect(
  workspace: Workspace,
  members: string[],
  newId: () => string,
  at: number,
): Channel {
  const wanted = [...new Set(members)].sort();
  for (const channel of workspace.channels.values()) {
    const isDirect = channel.kind === 'im' || channel.kind === 'mpim';
    if (isDirect && [...channel.members].sort().join() === wanted.join()) return channel;
  }
  const channel: Channel = {
    id: newId(),
    name:
      wanted.length > 2 ? `mpdm-${wanted.map((id) => workspace.users.get(id)?.name ?? id).join('--')}-1` : '',
    kind: wanted.length > 2 ? 'mpim' : 'im',
    members: wanted,
    topic: '',
    isArchived: false,
    isExtShared: false,
    messages: [],
    creator: members[0] ?? '',
    createdAt: at,
  };
  workspace.channels.set(channel.id, channel);
  return channel;
}
