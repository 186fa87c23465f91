import { ensureOwnDirect, openDirect } from './directs.ts';
import { dispatchEvent } from './events.ts';
import type { Filled, FilledValues } from './inputs.ts';
import { actOnElement, type Outcome, runCommand, runShortcut } from './interactions.ts';
import { requireChannel, requireMessage, requirePresence, requireUser, requireWorkspace } from './lookup.ts';
import { archiveChannel, joinChannel, leaveChannel } from './membership.ts';
import { addMessage, changeMessage, removeMessage } from './messages.ts';
import { composeText } from './people-text.ts';
import { addReaction, removeReaction } from './reactions.ts';
import { stopSession as stopNativeSession } from './sessions.ts';
import { SlackError } from './slack-error.ts';
import type { Stage } from './stage.ts';
import { closeView, type SubmitOutcome, submitView } from './submissions.ts';
import { findView, stackOf, toSlackView } from './views.ts';
import { type Channel, isReply, type StoredView, toWorldChannel, type Workspace } from './world.ts';

/** Who acts; `team` is a workspace's id, the first one when it is left out. People and channels go by id or name. */
type Who = { user: string; team?: string };
type InChannel = Who & { channel: string };
type OnMessage = InChannel & { ts: string };

/** What people do in the workspace. Each throws a `SlackError` where Slack would not let them. */
export type People = {
  say(what: InChannel & { text: string; thread?: string }): { ts: string; channel: string };
  /** The same gesture arrives twice: a second message with a later `ts` and the same `client_msg_id`. */
  sayTwin(of: { channel: string; ts: string; team?: string }): { ts: string };
  edit(what: OnMessage & { text: string }): void;
  /** What happens when Slack adds the preview of a link: a `message_changed` that changes no words. */
  unfurl(what: { channel: string; ts: string; team?: string }): void;
  remove(what: OnMessage): void;
  /** Adds the reaction, or takes it back. */
  react(what: OnMessage & { name: string }): void;
  command(what: InChannel & { command: string; text?: string; thread?: string }): Promise<Outcome>;
  /** Acts on an element of a message: a click, or a choice by its value. */
  click(
    what: OnMessage & { action_id: string; block_id?: string; choose?: Filled; values?: FilledValues },
  ): Promise<Outcome>;
  /** The same in the open modal, or in the view of that id. */
  clickInView(
    what: Who & {
      action_id: string;
      view_id?: string;
      block_id?: string;
      choose?: Filled;
      values?: FilledValues;
    },
  ): Promise<Outcome>;
  submit(what: Who & { view_id?: string; values?: FilledValues }): Promise<SubmitOutcome>;
  closeView(what: Who & { view_id?: string }): Promise<Outcome>;
  shortcut(what: Who & { callback_id: string; channel?: string; ts?: string }): Promise<Outcome>;
  openHome(what: Who & { tab: 'home' | 'messages' }): { channel: string };
  /** The person looks at a channel while the app's pane is open. */
  changeContext(what: InChannel): void;
  /** The native Stop of a thread that is `processing`. */
  stopSession(what: InChannel & { thread: string }): void;
  createChannel(what: Who & { name: string; private?: boolean }): { channel: string };
  /** Direct messages with one or more people; with the app when nobody is named. */
  openDm(what: Who & { with?: string[] }): { channel: string };
  join(what: InChannel): void;
  invite(what: InChannel & { invite: string }): void;
  kick(what: InChannel & { kick: string }): void;
  archive(what: InChannel): void;
};

export function createPeople(stage: Stage): People {
  function here(what: InChannel): { workspace: Workspace; user: string; channel: Channel } {
    const workspace = requireWorkspace(stage, what.team);
    const user = requireUser(workspace, what.user);
    const channel = requireChannel(workspace, what.channel);
    requirePresence(channel, user);
    return { workspace, user, channel };
  }

  function someView(workspace: Workspace, user: string, id: string | undefined): StoredView {
    const view = id === undefined ? stackOf(workspace, user).at(-1) : findView(workspace, { id });
    if (view?.user !== user) throw new SlackError('view_not_found');
    return view;
  }

  return {
    say(what) {
      const { workspace, user, channel } = here(what);
      if (what.text.trim() === '') throw new SlackError('no_text');
      if (channel.isArchived) throw new SlackError('is_archived');
      const root = what.thread === undefined ? undefined : requireMessage(channel, what.thread);
      const { text, blocks } = composeText(workspace, what.text);
      const author = workspace.users.get(user);
      const isForeign = author !== undefined && author.teamId !== workspace.id;
      const message = addMessage(stage, workspace, channel, {
        user,
        text,
        blocks,
        ...(root ? { thread_ts: isReply(root) ? (root.thread_ts ?? root.ts) : root.ts } : {}),
        ...(author?.isBot ? { subtype: 'bot_message', bot_id: `B${user.slice(1)}` } : {}),
        inner: {
          ...(author?.isBot ? {} : { clientMsgId: crypto.randomUUID() }),
          ...(isForeign ? { userTeam: author.teamId } : {}),
        },
      });
      return { ts: message.ts, channel: channel.id };
    },
    sayTwin({ channel: name, ts, team }) {
      const workspace = requireWorkspace(stage, team);
      const channel = requireChannel(workspace, name);
      const { ts: _ts, reply_count: _count, reactions: _reactions, ...draft } = requireMessage(channel, ts);
      return { ts: addMessage(stage, workspace, channel, draft).ts };
    },
    edit(what) {
      const { workspace, user, channel } = here(what);
      const message = requireMessage(channel, what.ts);
      if (message.user !== user) throw new SlackError('cant_update_message');
      const composed = composeText(workspace, what.text);
      if (composed.text === message.text) return;
      changeMessage(stage, workspace, channel, message, {
        ...composed,
        edited: { user, ts: stage.ids.ts() },
      });
    },
    unfurl({ channel: name, ts, team }) {
      const workspace = requireWorkspace(stage, team);
      const channel = requireChannel(workspace, name);
      const message = requireMessage(channel, ts);
      const attachments = [
        { id: 1, from_url: 'https://example.com/', fallback: 'Example', title: 'Example' },
      ];
      changeMessage(stage, workspace, channel, message, { inner: { ...message.inner, attachments } });
    },
    remove(what) {
      const { workspace, user, channel } = here(what);
      const message = requireMessage(channel, what.ts);
      const isAdmin = workspace.users.get(user)?.isAdmin ?? false;
      if (message.user !== user && !isAdmin) throw new SlackError('cant_delete_message');
      removeMessage(stage, workspace, channel, message);
    },
    react(what) {
      const { workspace, user, channel } = here(what);
      const message = requireMessage(channel, what.ts);
      const name = what.name.replaceAll(':', '');
      if (!addReaction(stage, workspace, channel, message, user, name)) {
        removeReaction(stage, workspace, channel, message, user, name);
      }
    },
    command(what) {
      const { workspace, user, channel } = here(what);
      return runCommand(stage, workspace, {
        user,
        channel,
        command: what.command,
        text: what.text ?? '',
        inThread: what.thread !== undefined,
      });
    },
    click(what) {
      const { workspace, user, channel } = here(what);
      const message =
        workspace.ephemerals.find((entry) => entry.ts === what.ts && entry.ephemeralFor === user) ??
        requireMessage(channel, what.ts);
      return actOnElement(stage, workspace, {
        user,
        surface: { kind: 'message', channel, message },
        actionId: what.action_id,
        ...(what.block_id ? { blockId: what.block_id } : {}),
        ...(what.choose === undefined ? {} : { filled: what.choose }),
        ...(what.values ? { values: what.values } : {}),
      });
    },
    clickInView(what) {
      const workspace = requireWorkspace(stage, what.team);
      const user = requireUser(workspace, what.user);
      return actOnElement(stage, workspace, {
        user,
        surface: { kind: 'view', view: someView(workspace, user, what.view_id) },
        actionId: what.action_id,
        ...(what.block_id ? { blockId: what.block_id } : {}),
        ...(what.choose === undefined ? {} : { filled: what.choose }),
        ...(what.values ? { values: what.values } : {}),
      });
    },
    submit(what) {
      const workspace = requireWorkspace(stage, what.team);
      const user = requireUser(workspace, what.user);
      const view = someView(workspace, user, what.view_id);
      return submitView(stage, workspace, user, view, what.values ?? {});
    },
    closeView(what) {
      const workspace = requireWorkspace(stage, what.team);
      const user = requireUser(workspace, what.user);
      return closeView(stage, workspace, user, someView(workspace, user, what.view_id));
    },
    shortcut(what) {
      const workspace = requireWorkspace(stage, what.team);
      const user = requireUser(workspace, what.user);
      const asked = { user, callbackId: what.callback_id };
      if (what.channel === undefined || what.ts === undefined) return runShortcut(stage, workspace, asked);
      const channel = requireChannel(workspace, what.channel);
      requirePresence(channel, user);
      return runShortcut(stage, workspace, { ...asked, on: { channel, ts: what.ts } });
    },
    openHome({ user: name, tab, team }) {
      const workspace = requireWorkspace(stage, team);
      const user = requireUser(workspace, name);
      const channel = ensureOwnDirect(stage, workspace, [user]);
      const home = workspace.homes.get(user);
      dispatchEvent(stage, workspace, {
        type: 'app_home_opened',
        user,
        channel: channel.id,
        tab,
        ...(tab === 'home' && home ? { view: toSlackView(stage, workspace, home) } : {}),
        ...(tab === 'messages' ? { context: { entities: [] } } : {}),
        event_ts: stage.ids.ts(),
      });
      return { channel: channel.id };
    },
    changeContext(what) {
      const { workspace, user, channel } = here(what);
      dispatchEvent(stage, workspace, {
        type: 'app_context_changed',
        user,
        channel: ensureOwnDirect(stage, workspace, [user]).id,
        context: {
          entities: [{ type: 'slack#/types/channel_id', value: channel.id, team_id: workspace.id }],
        },
        event_ts: stage.ids.ts(),
      });
    },
    stopSession(what) {
      const { workspace, user, channel } = here(what);
      stopNativeSession(stage, workspace, channel, user, what.thread);
    },
    createChannel(what) {
      const workspace = requireWorkspace(stage, what.team);
      const user = requireUser(workspace, what.user);
      const name = what.name.replace(/^#/, '');
      if (workspace.users.get(user)?.isGuest) throw new SlackError('restricted_action');
      if (!/^[a-z0-9_-]{1,80}$/.test(name)) throw new SlackError('invalid_name');
      if ([...workspace.channels.values()].some((entry) => entry.name === name)) {
        throw new SlackError('name_taken');
      }
      const channel: Channel = {
        id: stage.ids.id('C'),
        name,
        kind: what.private ? 'private' : 'public',
        members: [user],
        topic: '',
        isArchived: false,
        isExtShared: false,
        messages: [],
        creator: user,
        createdAt: stage.now(),
      };
      workspace.channels.set(channel.id, channel);
      stage.emit(workspace, { kind: 'channel', channel: toWorldChannel(channel) });
      return { channel: channel.id };
    },
    openDm(what) {
      const workspace = requireWorkspace(stage, what.team);
      const user = requireUser(workspace, what.user);
      const others = (what.with ?? [workspace.botUserId]).map((name) => requireUser(workspace, name));
      return { channel: openDirect(stage, workspace, [user, ...others]).id };
    },
    join({ user: name, channel: channelName, team }) {
      const workspace = requireWorkspace(stage, team);
      const user = requireUser(workspace, name);
      const channel = requireChannel(workspace, channelName);
      if (channel.kind !== 'public' || workspace.users.get(user)?.isGuest)
        throw new SlackError('restricted_action');
      joinChannel(stage, workspace, channel, user);
    },
    invite(what) {
      const { workspace, user, channel } = here(what);
      if (channel.isArchived) throw new SlackError('is_archived');
      if (channel.kind === 'im' || channel.kind === 'mpim') {
        throw new SlackError('method_not_supported_for_channel_type');
      }
      joinChannel(stage, workspace, channel, requireUser(workspace, what.invite), user);
    },
    kick(what) {
      const { workspace, channel } = here(what);
      leaveChannel(stage, workspace, channel, requireUser(workspace, what.kick));
    },
    archive(what) {
      const { workspace, user, channel } = here(what);
      archiveChannel(stage, workspace, channel, user);
    },
  };
}
