import { z } from 'zod';

const schema = z.looseObject({
  features: z
    .looseObject({
      slash_commands: z
        .array(
          z.looseObject({
            command: z.string(),
            description: z.string().default(''),
            usage_hint: z.string().default(''),
            should_escape: z.boolean().default(false),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.looseObject({
            name: z.string(),
            callback_id: z.string(),
            type: z.enum(['message', 'global']).default('message'),
          }),
        )
        .default([]),
      agent_view: z.looseObject({}).optional(),
      assistant_view: z.looseObject({}).optional(),
      app_home: z.looseObject({ home_tab_enabled: z.boolean().default(false) }).optional(),
    })
    .prefault({}),
  oauth_config: z
    .looseObject({ scopes: z.looseObject({ bot: z.array(z.string()).default([]) }).prefault({}) })
    .prefault({}),
  settings: z
    .looseObject({
      event_subscriptions: z.looseObject({ bot_events: z.array(z.string()).default([]) }).prefault({}),
      interactivity: z.looseObject({ is_enabled: z.boolean().default(false) }).prefault({}),
    })
    .prefault({}),
});

/** What the app declares: nothing else works in the workspace. */
export type Manifest = {
  commands: { command: string; description: string; usage: string; escapes: boolean }[];
  shortcuts: { name: string; callbackId: string; kind: 'message' | 'global' }[];
  /** `agent_view` (or the older `assistant_view`) is there: the app is an agent. */
  isAgent: boolean;
  hasHomeTab: boolean;
  scopes: ReadonlySet<string>;
  events: ReadonlySet<string>;
  isInteractive: boolean;
};

/** Scopes of which an app needs one to subscribe to an event. */
const EVENT_SCOPES: Record<string, string[]> = {
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  channel_archive: ['channels:read'],
  reaction_added: ['reactions:read'],
  agent_session_stopped: ['assistant:write', 'chat:write'],
};

/** Throws where Slack would refuse the manifest: an event or a command without its scope. */
export function parseManifest(source: unknown): Manifest {
  const { features, oauth_config, settings } = schema.parse(source);
  const scopes = new Set(oauth_config.scopes.bot);
  const events = settings.event_subscriptions.bot_events;
  for (const event of events) {
    const needed = EVENT_SCOPES[event];
    if (needed && !needed.some((scope) => scopes.has(scope))) {
      throw new Error(`The manifest subscribes to ${event} without the scope ${needed.join(' or ')}.`);
    }
  }
  if (features.slash_commands.length > 0 && !scopes.has('commands')) {
    throw new Error('The manifest declares slash commands without the scope commands.');
  }
  return {
    commands: features.slash_commands.map((entry) => ({
      command: entry.command,
      description: entry.description,
      usage: entry.usage_hint,
      escapes: entry.should_escape,
    })),
    shortcuts: features.shortcuts.map((entry) => ({
      name: entry.name,
      callbackId: entry.callback_id,
      kind: entry.type,
    })),
    isAgent: features.agent_view !== undefined || features.assistant_view !== undefined,
    hasHomeTab: features.app_home?.home_tab_enabled ?? false,
    scopes,
    events: new Set(events),
    isInteractive: settings.interactivity.is_enabled,
  };
}
