import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createArgs } from './args.ts';
import { answerCall } from './calls.ts';
import { isRecord, parseJson } from './json.ts';
import { addEphemeral, addMessage, changeMessage, removeMessage } from './messages.ts';
import { readContent } from './methods/content.ts';
import { SlackError } from './slack-error.ts';
import type { Stage } from './stage.ts';
import { type Channel, findMessage, type StoredMessage, toWorldMessage, type Workspace } from './world.ts';

const MOST_USES = 5;
const LIFETIME_MS = 30 * 60_000;

export const HOOKS_PATH = '/hooks/';

/** What a response URL answers: a command in a channel, or an action on a message. */
export type ResponseTarget = {
  workspaceId: string;
  channelId: string;
  userId: string;
  /** The message whose button was clicked. */
  messageTs?: string;
  threadTs?: string;
};

export type ResponseUrls = {
  create(kind: 'commands' | 'actions', target: ResponseTarget): string;
  /** Takes what was posted to such a URL. */
  answer(stage: Stage, path: string, body: string): { status: number; text: string };
};

export function createResponseUrls(now: () => number, url: () => string): ResponseUrls {
  const issued = new Map<string, ResponseTarget & { at: number; uses: number }>();
  return {
    create(kind, target) {
      const path = `${HOOKS_PATH}${kind}/${target.workspaceId}/${randomBytes(24).toString('hex')}`;
      issued.set(path, { ...target, at: now(), uses: 0 });
      return url() + path;
    },
    answer(stage, path, body) {
      const target = issued.get(path);
      if (!target) return refusal(404, 'invalid_url');
      if (now() - target.at > LIFETIME_MS) return refusal(404, 'expired_url');
      if (target.uses >= MOST_USES) return refusal(404, 'used_url');
      target.uses += 1;
      try {
        respond(stage, target, parseJson(body));
        return { status: 200, text: 'ok' };
      } catch (error) {
        if (error instanceof SlackError) return refusal(400, error.code);
        throw error;
      }
    },
  };
}

/** To faults and the log such a call is `response_url`. */
export function answerHook(
  stage: Stage,
  path: string,
  response: ServerResponse,
  body: string,
): Promise<void> {
  const call = { name: 'response_url', request: parseJson(body), response };
  return answerCall(stage, call, async () => {
    const { status, text } = stage.responseUrls.answer(stage, path, body);
    return { status, body: text };
  });
}

function refusal(status: number, error: string): { status: number; text: string } {
  return { status, text: JSON.stringify({ ok: false, error }) };
}

/**
 * Does what the app asked for: a private answer unless it says `in_channel`, or a change of the message that was
 * acted on. Throws a `SlackError` for what Slack would refuse.
 */
export function respond(stage: Stage, target: ResponseTarget, given: unknown): void {
  const workspace = stage.workspaces.get(target.workspaceId);
  const channel = workspace?.channels.get(target.channelId);
  if (!workspace || !channel) throw new SlackError('channel_not_found');
  const payload = typeof given === 'string' ? { text: given } : given;
  if (!isRecord(payload)) throw new SlackError('invalid_payload');
  const args = createArgs(payload);
  const original =
    target.messageTs === undefined ? undefined : findOriginal(workspace, channel, target.messageTs);
  if (args.flag('delete_original')) {
    if (!original) throw new SlackError('message_not_found');
    removeOriginal(stage, workspace, channel, original);
    return;
  }
  const content = readContent(stage, workspace, args);
  const shown = {
    text: content.text,
    ...(content.blocks ? { blocks: content.blocks } : {}),
  };
  if (args.flag('replace_original')) {
    if (!original) throw new SlackError('message_not_found');
    if (!content.blocks) delete original.blocks;
    if (original.ephemeralFor) {
      Object.assign(original, shown);
      stage.emit(workspace, { kind: 'ephemeral', message: toWorldMessage(original) });
    } else {
      const edited = { user: workspace.botUserId, ts: stage.ids.ts() };
      changeMessage(stage, workspace, channel, original, { ...shown, edited });
    }
    return;
  }
  const threadTs = args.text('thread_ts') ?? target.threadTs;
  const draft = {
    user: workspace.botUserId,
    bot_id: workspace.botId,
    ...shown,
    ...(threadTs ? { thread_ts: threadTs } : {}),
    inner: content.attachments ? { attachments: content.attachments } : {},
  };
  if (args.text('response_type') === 'in_channel') addMessage(stage, workspace, channel, draft);
  else addEphemeral(stage, workspace, channel, target.userId, draft);
}

function findOriginal(workspace: Workspace, channel: Channel, ts: string): StoredMessage | undefined {
  return findMessage(channel, ts) ?? workspace.ephemerals.find((message) => message.ts === ts);
}

function removeOriginal(stage: Stage, workspace: Workspace, channel: Channel, message: StoredMessage): void {
  if (!message.ephemeralFor) {
    removeMessage(stage, workspace, channel, message);
    return;
  }
  workspace.ephemerals.splice(workspace.ephemerals.indexOf(message), 1);
  stage.emit(workspace, { kind: 'message_deleted', channel: channel.id, ts: message.ts });
}
