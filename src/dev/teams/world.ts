import type { Json } from '../slack/json.ts';
import type { WorldConversation, WorldPerson } from './control.ts';
import { guidOf, tokenOf } from './ids.ts';

export type Stream = {
  startedAt: number;
  sequence: number;
  /** What was streamed of the answer itself; informative words are replaced by it. */
  text: string;
  informative: string;
  state: 'open' | 'done' | 'stopped-by-user';
};

export type StoredMessage = {
  id: string;
  rootId?: string;
  /** A person's id, or 'bot'. */
  from: string;
  at: number;
  text: string;
  textFormat: string;
  attachments: Json[];
  entities: Json[];
  channelData: Json;
  suggestedActions: string[];
  revision: number;
  isDeleted: boolean;
  /** By person: the card that they alone see. Gone when the message is changed for everybody. */
  personalCards: Map<string, Json>;
  reactions: Map<string, Set<string>>;
  stream?: Stream;
  dropped: string[];
};

/** Who is in a team or chat; all channels of a team share its roster. */
export type Roster = { members: Set<string>; hasBot: boolean };

export type Team = { id: string; name: string; aadGroupId: string; tenantId: string; roster: Roster };

export type Conversation = {
  id: string;
  tenantId: string;
  kind: WorldConversation['kind'];
  name: string;
  team?: Team;
  roster: Roster;
  messages: StoredMessage[];
  isBlocked: boolean;
};

export type World = {
  people: Map<string, WorldPerson>;
  teams: Map<string, Team>;
  conversations: Map<string, Conversation>;
  /** Whose personal chat the bot is, or was, in: conversation id by `tenant/person`. */
  personal: Map<string, string>;
};

type TenantSeed = {
  id: string;
  domain: string;
  people: { handle: string; name: string; role?: 'guest'; homeTenantId?: string }[];
  /** `bot` false: it is not installed there. Every team has the channel "General" besides those named. */
  teams?: {
    name: string;
    members: string[];
    channels: (string | { name: string; id: string })[];
    bot?: false;
  }[];
  groupChats?: { name: string; members: string[]; bot?: false }[];
  /** Who has no bot in their personal chats; people from elsewhere never do. */
  notInstalledFor?: string[];
};

export type WorldSeed = { tenants: TenantSeed[] };

export function createWorld(seed: WorldSeed): World {
  const world: World = {
    people: new Map(),
    teams: new Map(),
    conversations: new Map(),
    personal: new Map(),
  };
  for (const tenant of seed.tenants) addTenant(world, tenant);
  return world;
}

function addTenant(world: World, tenant: TenantSeed): void {
  const idOf = (handle: string) => `29:1${tokenOf(`${tenant.id}/${handle}`)}`;
  const roster = (of: { members: string[]; bot?: false }): Roster => ({
    members: new Set(of.members.map(idOf)),
    hasBot: of.bot !== false,
  });
  const threadId = (key: string, suffix: string) => `19:${tokenOf(`${tenant.id}/${key}`)}@${suffix}`;
  for (const { handle, name, role, homeTenantId } of tenant.people) {
    const domain = homeTenantId === undefined ? tenant.domain : 'elsewhere.example';
    const person: WorldPerson = {
      id: idOf(handle),
      handle,
      name,
      aadObjectId: guidOf(`${tenant.id}/${handle}`),
      userPrincipalName:
        role === 'guest' ? `${handle}_elsewhere.example#EXT#@${domain}` : `${handle}@${domain}`,
      tenantId: homeTenantId ?? tenant.id,
      role: role ?? 'user',
    };
    world.people.set(person.id, person);
    const isFromHere = person.tenantId === tenant.id;
    if (isFromHere) openPersonal(world, person, !tenant.notInstalledFor?.includes(handle));
  }
  for (const seed of tenant.teams ?? []) {
    const team: Team = {
      id: threadId(seed.name, 'thread.tacv2'),
      name: seed.name,
      aadGroupId: guidOf(`${tenant.id}/${seed.name}`),
      tenantId: tenant.id,
      roster: roster(seed),
    };
    world.teams.set(team.id, team);
    for (const channel of [{ name: 'General', id: team.id }, ...seed.channels]) {
      const { name, id } =
        typeof channel === 'string'
          ? { name: channel, id: threadId(`${seed.name}/${channel}`, 'thread.tacv2') }
          : channel;
      addConversation(world, { id, tenantId: tenant.id, kind: 'channel', name, team, roster: team.roster });
    }
  }
  for (const seed of tenant.groupChats ?? []) {
    const id = threadId(seed.name, 'thread.v2');
    const chat = { id, tenantId: tenant.id, kind: 'groupChat' as const, name: seed.name };
    addConversation(world, { ...chat, roster: roster(seed) });
  }
}

export function addConversation(
  world: World,
  fields: Omit<Conversation, 'messages' | 'isBlocked'>,
): Conversation {
  const conversation: Conversation = { ...fields, messages: [], isBlocked: false };
  world.conversations.set(conversation.id, conversation);
  return conversation;
}

function openPersonal(world: World, person: WorldPerson, hasBot: boolean): Conversation {
  const key = `${person.tenantId}/${person.id}`;
  const id = `a:1${tokenOf(`personal/${key}`)}`;
  world.personal.set(key, id);
  return addConversation(world, {
    id,
    tenantId: person.tenantId,
    kind: 'personal',
    name: person.name,
    roster: { members: new Set([person.id]), hasBot },
  });
}

export function personalChatOf(world: World, person: WorldPerson): Conversation | undefined {
  return world.conversations.get(world.personal.get(`${person.tenantId}/${person.id}`) ?? '');
}

/** By id, handle or name; `<tenant>/<handle>` where two tenants have the same. */
export function findPerson(world: World, name: string): WorldPerson | undefined {
  const byId = world.people.get(name);
  if (byId) return byId;
  return [...world.people.values()].find((person) =>
    [person.aadObjectId, person.handle, person.name, `${person.tenantId}/${person.handle}`].includes(name),
  );
}

export function findMessage(conversation: Conversation, id: string): StoredMessage | undefined {
  return conversation.messages.find((message) => message.id === id);
}

export function toWorldConversation(conversation: Conversation): WorldConversation {
  const { id, tenantId, kind, name, team, roster } = conversation;
  return {
    id,
    tenantId,
    kind,
    name,
    ...(team ? { team: { id: team.id, name: team.name } } : {}),
    members: [...roster.members],
    hasBot: roster.hasBot,
  };
}
