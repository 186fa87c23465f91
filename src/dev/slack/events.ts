import { deliverEvent } from './delivery.ts';
import type { Json } from './json.ts';
import type { Stage } from './stage.ts';
import type { Channel, Workspace } from './world.ts';

const MESSAGE_SUBSCRIPTION = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
} as const;

export const CHANNEL_TYPE = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

/**
 * Sends an event to the app: only when its manifest subscribes to it and, where a channel is given, the bot is in
 * it. Returns at once.
 */
export function dispatchEvent(stage: Stage, workspace: Workspace, event: Json, channel?: Channel): void {
  const type = String(event.type);
  const subscription = type === 'message' && channel ? MESSAGE_SUBSCRIPTION[channel.kind] : type;
  if (!stage.manifest.events.has(subscription)) return;
  if (channel && !channel.members.includes(workspace.botUserId)) return;
  deliverEvent(stage, {
    kind: 'events_api',
    name: typeof event.subtype === 'string' ? `${type}/${event.subtype}` : type,
    payload: envelope(stage, workspace, event, channel),
  });
}

function envelope(stage: Stage, workspace: Workspace, event: Json, channel?: Channel): Json {
  const eventId = stage.ids.id('Ev');
  return {
    token: 'verification',
    team_id: workspace.id,
    context_team_id: workspace.id,
    context_enterprise_id: null,
    api_app_id: stage.app.id,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(stage.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.id,
        user_id: workspace.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.isExtShared ?? false,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, tid: workspace.id, aid: stage.app.id, cid: channel?.id ?? '' })).toString('base64url')}`,
  };
}
