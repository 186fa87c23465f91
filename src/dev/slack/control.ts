/**
 * What the stand-in workspace and its web page say to each other: JSON over `/_control/…`, and a WebSocket at
 * `/_control/stream` that carries every change. Names of Slack's own payloads keep Slack's spelling.
 */

export type WorldUser = {
  id: string;
  name: string;
  realName: string;
  /** CSS colour of the avatar. */
  color: string;
  isBot: boolean;
  /** A guest (`is_restricted` in users.info). */
  isGuest: boolean;
  /** Somebody of another organisation (`is_stranger`, another `team_id`). */
  isExternal: boolean;
  isAdmin: boolean;
  /** IANA time zone. */
  tz: string;
};

export type WorldChannel = {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im' | 'mpim';
  members: string[];
  topic: string;
  isArchived: boolean;
  /** Shared with another organisation (Slack Connect). */
  isExtShared: boolean;
};

export type WorldFile = {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  altText?: string;
  /** Path on this server, for the page. */
  url: string;
};

export type WorldMessage = {
  ts: string;
  channel: string;
  thread_ts?: string;
  user: string;
  bot_id?: string;
  text: string;
  blocks?: unknown[];
  files?: WorldFile[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  edited?: { user: string; ts: string };
  reactions?: { name: string; users: string[] }[];
  reply_count?: number;
  subtype?: string;
  /** Only this user sees it. */
  ephemeralFor?: string;
  /** While a chat.startStream message is open. */
  streaming?: boolean;
};

export type WorldView = {
  id: string;
  type: 'modal' | 'home';
  callback_id?: string;
  /** The view as the app sent it. */
  view: Record<string, unknown>;
};

export type SessionStatus = {
  channel: string;
  thread_ts: string;
  /** The line under the thread (assistant.threads.setStatus), '' when none. */
  text: string;
  /** agents.sessions.*: what the native Stop button depends on. */
  session?: 'active' | 'processing' | 'suspended' | 'closed';
  title?: string;
};

export type SlashCommand = { command: string; description: string; usage: string };

export type WorldState = {
  workspace: { id: string; name: string; url: string };
  app: { id: string; name: string; botUserId: string; connected: boolean; mode: 'socket' | 'http' };
  commands: SlashCommand[];
  /** Message shortcuts ("message actions") of the app's manifest. */
  shortcuts: { name: string; callback_id: string }[];
  users: WorldUser[];
  channels: WorldChannel[];
  /** True: newer methods answer `unknown_method` and newer blocks `invalid_blocks`. */
  oldWorkspace: boolean;
  /** Something everybody who looks at the page should know. */
  notice?: string;
};

export type TrafficEntry = {
  n: number;
  at: number;
  /** 'to-app': events, commands, interactions; 'from-app': Web API calls. */
  direction: 'to-app' | 'from-app';
  /** Method, event or interaction type. */
  name: string;
  ok: boolean;
  /** HTTP status, or 'acked', or Slack's error code. */
  outcome: string;
  ms: number;
  request: unknown;
  response: unknown;
};

export type WorldEvent =
  | { kind: 'message'; message: WorldMessage }
  | { kind: 'message_changed'; message: WorldMessage }
  | { kind: 'message_deleted'; channel: string; ts: string }
  | { kind: 'ephemeral'; message: WorldMessage }
  | { kind: 'channel'; channel: WorldChannel }
  | { kind: 'status'; status: SessionStatus }
  | { kind: 'suggested_prompts'; channel: string; prompts: { title: string; message: string }[] }
  | { kind: 'view'; user: string; stack: WorldView[] }
  | { kind: 'home'; user: string; view: WorldView }
  | { kind: 'app'; app: WorldState['app'] }
  | { kind: 'traffic'; entry: TrafficEntry };

/**
 * How a fault changes the answer of a Web API method. `error`, `status`, `rate_limit` and `drop_before` keep the call
 * from being processed; after the others it has happened.
 */
export type Fault = {
  /** Method name, `upload` for the bytes of a file, `response_url`, or '*' for all of them. */
  method: string;
  kind:
    | { do: 'error'; error: string }
    | { do: 'status'; status: number }
    | { do: 'rate_limit'; retryAfterSeconds: number }
    /** Processed, then the connection is dropped without an answer. */
    | { do: 'drop_after' }
    | { do: 'drop_before' }
    /** Processed at once, and answered late. */
    | { do: 'delay'; ms: number }
    /** Processed late, whether or not anybody waits for the answer by then. */
    | { do: 'delay_before'; ms: number }
    | { do: 'garbage' };
  /** How many calls it meets; left out: until cleared. */
  times?: number;
  /** Calls let through before it starts. */
  after?: number;
};

/**
 * The routes. Every POST answers `{ ok: true, … }` or `{ ok: false, error }`; `user` is who acts. Where there is more
 * than one workspace, `team` (in the query of a GET and of the stream, in the body of a POST) says which one is meant;
 * left out it is the first.
 *
 *   GET  /_control/state                                  WorldState
 *   GET  /_control/messages?channel=&user=                { messages: WorldMessage[] } oldest first, replies included
 *   GET  /_control/statuses                               { statuses: SessionStatus[] }
 *   GET  /_control/views?user=                            { stack: WorldView[], home: WorldView | null }
 *   GET  /_control/traffic?after=N                        { entries: TrafficEntry[] }
 *   GET  /_control/files/<id>/<name>                      the bytes
 *   POST /_control/message   { user, channel, text, thread_ts? }            → { ts }
 *   POST /_control/edit      { user, channel, ts, text }
 *   POST /_control/delete    { user, channel, ts }
 *   POST /_control/reaction  { user, channel, ts, name }                    toggles
 *   POST /_control/command   { user, channel, command, text, thread_ts? }   → { ok } or Slack's words for a failure
 *   POST /_control/action    { user, channel?, message_ts?, view_id?, block_id, action_id, element, values? }
 *                            `element`: what Slack puts into actions[0] (type, value, selected_option …);
 *                            `values`: state.values of the surface
 *   POST /_control/submit    { user, view_id, values }    → { response_action?, errors? }
 *   POST /_control/close     { user, view_id }
 *   POST /_control/shortcut  { user, callback_id, channel, message_ts }
 *   POST /_control/home      { user, tab: 'home' | 'messages' }             app_home_opened
 *   POST /_control/context   { user, channel }                              app_context_changed
 *   POST /_control/stop      { user, channel, thread_ts }                   the native Stop of an agent session
 *   POST /_control/channel   { user, name, private? }                       → { channel }
 *   POST /_control/im        { user, with }                                 → { channel }
 *   POST /_control/join      { user, channel }
 *   POST /_control/invite    { user, channel, invite }
 *   POST /_control/kick      { user, channel, kick }
 *   POST /_control/archive   { user, channel }
 *   POST /_control/faults    Fault[]                      replaces all
 *   POST /_control/old       { old: boolean }
 */
export const CONTROL_PATH = '/_control';
