import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, SessionStatus, WorldMessage, WorldState, WorldView } from './control.ts';
import { CONTROL_PATH } from './control.ts';
import type { Filled, FilledValues } from './inputs.ts';
import { isRecord, type Json, optionalText, parseJson, toList, toText } from './json.ts';
import { requireChannel, requireUser, requireWorkspace } from './lookup.ts';
import type { People } from './people.ts';
import { SlackError } from './slack-error.ts';
import type { Stage } from './stage.ts';
import { toSessionStatus } from './statuses.ts';
import { stackOf, toWorldView } from './views.ts';
import { toWorldChannel, toWorldMessage, toWorldUser, type Workspace } from './world.ts';

function worldState(stage: Stage, workspace: Workspace): WorldState {
  return {
    workspace: { id: workspace.id, name: workspace.name, url: `${stage.url}/` },
    app: appState(stage, workspace),
    commands: stage.manifest.commands.map(({ command, description, usage }) => ({
      command,
      description,
      usage,
    })),
    shortcuts: stage.manifest.shortcuts
      .filter((shortcut) => shortcut.kind === 'message')
      .map(({ name, callbackId }) => ({ name, callback_id: callbackId })),
    users: [...workspace.users.values()].map(toWorldUser),
    channels: [...workspace.channels.values()].map(toWorldChannel),
    oldWorkspace: stage.isOld,
    ...(stage.notice === undefined ? {} : { notice: stage.notice }),
  };
}

export function appState(stage: Stage, workspace: Workspace): WorldState['app'] {
  return {
    id: stage.app.id,
    name: stage.app.name,
    botUserId: workspace.botUserId,
    connected: stage.requestUrl !== undefined || stage.sockets.connections() > 0,
    mode: stage.requestUrl === undefined ? 'socket' : 'http',
  };
}

/** What the person sees of a channel, oldest first; with `user`, also what only they see. */
export function channelMessages(workspace: Workspace, channelId: string, user?: string): WorldMessage[] {
  const channel = requireChannel(workspace, channelId);
  const own = workspace.ephemerals.filter(
    (message) => message.channel === channel.id && message.ephemeralFor === user,
  );
  return [...channel.messages, ...own].sort((a, b) => (a.ts < b.ts ? -1 : 1)).map(toWorldMessage);
}

export function sessionStatuses(stage: Stage, workspace: Workspace): SessionStatus[] {
  return [...workspace.statuses.values()].map((status) => toSessionStatus(stage, status));
}

export function viewsOf(workspace: Workspace, user: string): { stack: WorldView[]; home: WorldView | null } {
  const home = workspace.homes.get(user);
  return { stack: stackOf(workspace, user).map(toWorldView), home: home ? toWorldView(home) : null };
}

/** Answers the page's requests under `/_control/`. */
export async function answerControl(
  stage: Stage,
  people: People,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<void> {
  const url = new URL(request.url ?? '/', stage.url);
  const route = url.pathname.slice(CONTROL_PATH.length + 1);
  if (request.method === 'GET' && route.startsWith('files/')) return sendFile(stage, route, response);
  let answer: Json;
  try {
    answer =
      request.method === 'GET'
        ? { ok: true, ...read(stage, route, url.searchParams) }
        : { ok: true, ...(await act(stage, people, route, parseJson(body))) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    answer = { ok: false, error: error.code };
  }
  response.writeHead(answer.error === 'unknown_route' ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
}

function read(stage: Stage, route: string, query: URLSearchParams): Json {
  const workspace = requireWorkspace(stage, query.get('team') ?? undefined);
  switch (route) {
    case 'state':
      return worldState(stage, workspace);
    case 'messages':
      return {
        messages: channelMessages(workspace, query.get('channel') ?? '', query.get('user') ?? undefined),
      };
    case 'statuses':
      return { statuses: sessionStatuses(stage, workspace) };
    case 'views':
      return viewsOf(workspace, requireUser(workspace, query.get('user') ?? ''));
    case 'traffic':
      return { entries: stage.traffic.entries(Number(query.get('after') ?? 0)) };
    default:
      throw new SlackError('unknown_route');
  }
}

async function act(stage: Stage, people: People, route: string, given: unknown): Promise<Json> {
  if (route === 'faults') {
    stage.faults.set(toList(given).filter(isFault));
    return {};
  }
  if (!isRecord(given)) throw new SlackError('invalid_json');
  const field = (name: string) => toText(given[name]);
  const team = optionalText(given.team);
  const who = { user: field('user'), ...(team ? { team } : {}) };
  const there = { ...who, channel: field('channel') };
  const on = { ...there, ts: field('ts') };
  switch (route) {
    case 'message': {
      const thread = optionalText(given.thread_ts);
      return people.say({ ...there, text: field('text'), ...(thread ? { thread } : {}) });
    }
    case 'edit':
      people.edit({ ...on, text: field('text') });
      return {};
    case 'delete':
      people.remove(on);
      return {};
    case 'reaction':
      people.react({ ...on, name: field('name') });
      return {};
    case 'command': {
      const thread = optionalText(given.thread_ts);
      const asked = {
        ...there,
        command: field('command'),
        text: field('text'),
        ...(thread ? { thread } : {}),
      };
      return people.command(asked);
    }
    case 'action':
      return actOn(people, given, there);
    case 'submit':
      return people.submit({ ...who, view_id: field('view_id'), values: toValues(given.values) });
    case 'close':
      return people.closeView({ ...who, view_id: field('view_id') });
    case 'shortcut': {
      const channel = optionalText(given.channel);
      const ts = optionalText(given.message_ts);
      const asked = { ...who, callback_id: field('callback_id') };
      return people.shortcut({ ...asked, ...(channel ? { channel } : {}), ...(ts ? { ts } : {}) });
    }
    case 'home':
      return people.openHome({ ...who, tab: given.tab === 'home' ? 'home' : 'messages' });
    case 'context':
      people.changeContext(there);
      return {};
    case 'stop':
      people.stopSession({ ...there, thread: field('thread_ts') });
      return {};
    case 'channel':
      return people.createChannel({ ...who, name: field('name'), private: given.private === true });
    case 'im': {
      const others = [given.with].flat().map(toText).filter(Boolean);
      return people.openDm({ ...who, ...(others.length > 0 ? { with: others } : {}) });
    }
    case 'join':
      people.join(there);
      return {};
    case 'invite':
      people.invite({ ...there, invite: field('invite') });
      return {};
    case 'kick':
      people.kick({ ...there, kick: field('kick') });
      return {};
    case 'archive':
      people.archive(there);
      return {};
    case 'old':
      stage.isOld = given.old === true;
      return {};
    default:
      throw new SlackError('unknown_route');
  }
}

function actOn(
  people: People,
  given: Json,
  there: { user: string; channel: string; team?: string },
): Promise<Json> {
  const blockId = optionalText(given.block_id);
  const element: Filled | undefined = isRecord(given.element) ? given.element : undefined;
  const what = {
    action_id: toText(given.action_id),
    ...(blockId ? { block_id: blockId } : {}),
    ...(element ? { choose: element } : {}),
    values: toValues(given.values),
  };
  const viewId = optionalText(given.view_id);
  const { channel, ...who } = there;
  if (viewId) return people.clickInView({ ...who, ...what, view_id: viewId });
  return people.click({ ...who, channel, ts: toText(given.message_ts), ...what });
}

function toValues(given: unknown): FilledValues {
  const values: FilledValues = {};
  if (!isRecord(given)) return values;
  for (const [blockId, actions] of Object.entries(given)) {
    if (!isRecord(actions)) continue;
    const filled = Object.entries(actions).flatMap(([id, entry]) =>
      isRecord(entry) ? [[id, entry] as const] : [],
    );
    values[blockId] = Object.fromEntries(filled);
  }
  return values;
}

const FAULTS = [
  'error',
  'status',
  'rate_limit',
  'drop_after',
  'drop_before',
  'delay',
  'delay_before',
  'garbage',
];

function isFault(value: unknown): value is Fault {
  if (!isRecord(value) || typeof value.method !== 'string' || !isRecord(value.kind)) return false;
  return FAULTS.includes(toText(value.kind.do));
}

/** The bytes of a file, such that nothing in it runs in the page's origin. */
function sendFile(stage: Stage, route: string, response: ServerResponse): void {
  const id = route.split('/')[1] ?? '';
  for (const workspace of stage.workspaces.values()) {
    const file = workspace.files.get(id);
    if (!file) continue;
    response.writeHead(200, {
      'content-type': file.mimetype,
      'content-length': file.data.length,
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      'x-content-type-options': 'nosniff',
    });
    response.end(file.data);
    return;
  }
  response.writeHead(404).end();
}
