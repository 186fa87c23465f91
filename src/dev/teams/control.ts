import type { Fault, TrafficEntry } from '../slack/control.ts';
import type { Json } from '../slack/json.ts';

/** `method` is one of `OPERATIONS`, `token`, `openid`, `upload`, or '*'; an `error` is one of the connector's codes. */
export type { Fault, TrafficEntry } from '../slack/control.ts';

export type WorldPerson = {
  /** As the bot gets it (`29:…`). */
  id: string;
  /** What tests call them. */
  handle: string;
  name: string;
  aadObjectId: string;
  userPrincipalName: string;
  /** Where they belong; another one than the conversation's for somebody from outside. */
  tenantId: string;
  role: 'user' | 'guest';
};

export type WorldConversation = {
  /** Without `;messageid=…`. */
  id: string;
  tenantId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  name: string;
  team?: { id: string; name: string };
  /** Person ids. */
  members: string[];
  hasBot: boolean;
};

/** A message as one person sees it. */
export type WorldMessage = {
  id: string;
  /** Without `;messageid=…`. */
  conversation: string;
  /** In a channel: the message that roots its thread, which may be this one. */
  rootId?: string;
  from: { id: string; name: string; isBot: boolean };
  at: number;
  text: string;
  textFormat: string;
  /** Contents of its Adaptive Cards, in their order. */
  cards: Json[];
  /** Attachments that are no Adaptive Cards. */
  attachments: Json[];
  /** Ids of who is mentioned. */
  mentions: string[];
  /** What the buttons above the compose box say. */
  suggestedActions: string[];
  isLabelledAi: boolean;
  /** Thumbs are shown below it. */
  hasFeedback: boolean;
  /** How often it was changed. */
  revision: number;
  isDeleted: boolean;
  streaming?: 'informative' | 'streaming';
  reactions: { name: string; people: string[] }[];
  /** What Teams takes and shows to nobody, with the reason. */
  dropped: string[];
};

export type WorldFile = {
  id: string;
  name: string;
  conversation: string;
  /** The person in whose drive it is. */
  owner: string;
  contentUrl: string;
  data: Buffer;
};

export type WorldEvent =
  | { kind: 'message'; message: WorldMessage }
  | { kind: 'message_changed'; message: WorldMessage }
  | { kind: 'message_deleted'; conversation: string; id: string }
  /** A card that one person alone sees in the place of the one that everybody got. */
  | { kind: 'personal_card'; person: string; id: string; card: Json }
  /** Words that one person alone gets in answer to a press. */
  | { kind: 'private_words'; person: string; text: string }
  | { kind: 'typing'; conversation: string }
  | { kind: 'conversation'; conversation: WorldConversation }
  | { kind: 'traffic'; entry: TrafficEntry };

/** What the connector can be asked for, by the names of its own reference; also what faults go by. */
export const OPERATIONS = [
  'createConversation',
  'sendToConversation',
  'replyToActivity',
  'updateActivity',
  'deleteActivity',
  'getConversationMembers',
  'getConversationMember',
  'getConversationPagedMembers',
  'getTeam',
  'getChannels',
] as const;

export type Operation = (typeof OPERATIONS)[number];

export type FaultControl = { set(faults: Fault[]): void; clear(): void };

/** What a press, a choice or a thumb led to, as the person sees it. */
export type PressOutcome =
  | { kind: 'card'; card: Json }
  | { kind: 'message'; text: string }
  /** Taken, and nothing shown for it. */
  | { kind: 'done' }
  /** The bot answered with an error, or with something that Teams can't show. */
  | { kind: 'error'; text: string }
  /** The bot could not be reached, or did not answer in time. */
  | { kind: 'failed'; reason: string };
