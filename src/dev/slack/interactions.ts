import { deliver } from './delivery.ts';
import { type Filled, type FilledValues, fillElement, readState } from './inputs.ts';
import { isRecord, type Json, toText } from './json.ts';
import { composeText, escapeText } from './people-text.ts';
import { toSlackMessage } from './render.ts';
import { type ResponseTarget, respond } from './response-urls.ts';
import { SlackError } from './slack-error.ts';
import type { Stage } from './stage.ts';
import { elementsOf, toSlackView } from './views.ts';
import {
  type Channel,
  findMessage,
  isReply,
  type StoredMessage,
  type StoredView,
  type Workspace,
} from './world.ts';

/** How a person's gesture ended: what they see when it failed is `error`. */
export type Outcome = { ok: true } | { ok: false; error: string };

/** Who acts, as interaction payloads say it. */
export function actor(stage: Stage, workspace: Workspace, userId: string): Json {
  const user = workspace.users.get(userId);
  return {
    api_app_id: stage.app.id,
    token: 'verification',
    team: { id: workspace.id, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: {
      id: userId,
      username: user?.name ?? '',
      name: user?.name ?? '',
      team_id: user?.teamId ?? workspace.id,
    },
  };
}

export function requireInteractivity(stage: Stage): void {
  if (!stage.manifest.isInteractive) throw new SlackError('interactivity_not_enabled');
}

/** What the person reads when a command finds no answer. */
function commandFailure(command: string, reason: string): Outcome {
  const isLate = reason === 'timeout' || reason === 'http_timeout';
  return {
    ok: false,
    error: `${command} failed with the error "${isLate ? 'operation_timeout' : 'dispatch_failed'}"`,
  };
}

const CHANNEL_NAME = { private: 'privategroup', im: 'directmessage', mpim: 'privategroup' } as const;

export async function runCommand(
  stage: Stage,
  workspace: Workspace,
  asked: { user: string; channel: Channel; command: string; text: string; inThread: boolean },
): Promise<Outcome> {
  const { user, channel, command } = asked;
  const declared = stage.manifest.commands.find((entry) => entry.command === command);
  if (!declared) return { ok: false, error: `${command} is not a valid command.` };
  if (asked.inThread) return { ok: false, error: `${command} is not supported in threads. Sorry!` };
  const target: ResponseTarget = { workspaceId: workspace.id, channelId: channel.id, userId: user };
  const text = declared.escapes ? composeText(workspace, asked.text).text : escapeText(asked.text);
  const ack = await deliver(stage, {
    kind: 'slash_commands',
    name: command,
    payload: {
      token: 'verification',
      team_id: workspace.id,
      team_domain: workspace.domain,
      channel_id: channel.id,
      channel_name: channel.kind === 'public' ? channel.name : CHANNEL_NAME[channel.kind],
      user_id: user,
      user_name: workspace.users.get(user)?.name ?? '',
      command,
      text: text.trim(),
      api_app_id: stage.app.id,
      is_enterprise_install: 'false',
      response_url: stage.responseUrls.create('commands', target),
      trigger_id: stage.triggers.create({ workspaceId: workspace.id, userId: user }),
    },
  });
  if (ack.kind === 'failed') return commandFailure(command, ack.reason);
  if (ack.body === '' || (isRecord(ack.body) && Object.keys(ack.body).length === 0)) return { ok: true };
  try {
    respond(stage, target, ack.body);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return {
      ok: false,
      error: `${command} failed with the error "invalid_command_response" (${error.code})`,
    };
  }
}

/** Where a person acts on an element. */
type Surface =
  | { kind: 'message'; channel: Channel; message: StoredMessage }
  | { kind: 'view'; view: StoredView };

export type ElementAct = {
  user: string;
  surface: Surface;
  blockId?: string;
  actionId: string;
  /** What the person chose, or what the page puts into `actions[0]`. */
  filled?: Filled;
  values?: FilledValues;
};

export async function actOnElement(stage: Stage, workspace: Workspace, act: ElementAct): Promise<Outcome> {
  requireInteractivity(stage);
  const { surface, user } = act;
  const blocks = surface.kind === 'message' ? surface.message.blocks : surface.view.view.blocks;
  const found = elementsOf(blocks).find(
    (entry) => entry.element.action_id === act.actionId && (!act.blockId || entry.blockId === act.blockId),
  );
  if (!found) throw new SlackError('action_not_found');
  const { element, blockId } = found;
  const chosen = describeAction(element, act.filled);
  const isStateful = element.type !== 'button' && act.filled !== undefined;
  const given = isStateful
    ? { ...act.values, [blockId]: { ...act.values?.[blockId], [act.actionId]: chosen } }
    : act.values;
  const id = surface.kind === 'message' ? surface.message.ts : surface.view.id;
  const values = readState(workspace, { id, user, blocks }, given);
  const payload: Json = {
    type: 'block_actions',
    ...actor(stage, workspace, user),
    trigger_id: stage.triggers.create({ workspaceId: workspace.id, userId: user }),
    ...describeSurface(stage, workspace, surface, user, values),
    actions: [{ ...chosen, action_id: act.actionId, block_id: blockId, action_ts: stage.ids.ts() }],
  };
  const ack = await deliver(stage, { kind: 'interactive', name: 'block_actions', payload });
  return ack.kind === 'acked' ? { ok: true } : { ok: false, error: 'The app did not answer.' };
}

function describeAction(element: Json, filled: Filled | undefined): Json {
  const type = toText(element.type);
  switch (type) {
    case 'button':
    case 'workflow_button':
    case 'icon_button': {
      const { confirm: _confirm, accessibility_label: _label, url: _url, ...shown } = element;
      return shown;
    }
    case 'feedback_buttons': {
      if (isRecord(filled)) return { ...filled, type };
      const side = filled === 'negative' ? element.negative_button : element.positive_button;
      return {
        type,
        value: isRecord(side) ? side.value : undefined,
        text: isRecord(side) ? side.text : null,
      };
    }
    default:
      return fillElement(element, filled);
  }
}

function describeSurface(
  stage: Stage,
  workspace: Workspace,
  surface: Surface,
  user: string,
  values: Json,
): Json {
  if (surface.kind === 'view') {
    const { view } = surface;
    return {
      container: { type: 'view', view_id: view.id },
      view: toSlackView(stage, workspace, view, values),
    };
  }
  const { channel, message } = surface;
  const isEphemeral = message.ephemeralFor !== undefined;
  const threadTs = isReply(message) ? message.thread_ts : undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    },
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    // Slack shows the app no content of a message that only one person sees.
    ...(isEphemeral ? {} : { message: toSlackMessage(stage, workspace, channel, message) }),
    state: { values },
    response_url: stage.responseUrls.create('actions', {
      workspaceId: workspace.id,
      channelId: channel.id,
      userId: user,
      messageTs: message.ts,
      ...(isEphemeral && message.thread_ts ? { threadTs: message.thread_ts } : {}),
    }),
  };
}

export async function runShortcut(
  stage: Stage,
  workspace: Workspace,
  asked: { user: string; callbackId: string; on?: { channel: Channel; ts: string } },
): Promise<Outcome> {
  requireInteractivity(stage);
  const declared = stage.manifest.shortcuts.find((entry) => entry.callbackId === asked.callbackId);
  if (!declared || (declared.kind === 'message') !== (asked.on !== undefined)) {
    throw new SlackError('shortcut_not_found');
  }
  const payload: Json = {
    type: declared.kind === 'message' ? 'message_action' : 'shortcut',
    ...actor(stage, workspace, asked.user),
    callback_id: asked.callbackId,
    action_ts: stage.ids.ts(),
    trigger_id: stage.triggers.create({ workspaceId: workspace.id, userId: asked.user }),
  };
  if (asked.on) {
    const { channel, ts } = asked.on;
    const message = findMessage(channel, ts);
    if (!message) throw new SlackError('message_not_found');
    Object.assign(payload, {
      channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
      message_ts: ts,
      message: toSlackMessage(stage, workspace, channel, message),
      response_url: stage.responseUrls.create('actions', {
        workspaceId: workspace.id,
        channelId: channel.id,
        userId: asked.user,
        messageTs: ts,
      }),
    });
  }
  const ack = await deliver(stage, { kind: 'interactive', name: String(payload.type), payload });
  return ack.kind === 'acked' ? { ok: true } : { ok: false, error: 'The app did not answer.' };
}
