import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Json, parseJson, toRecord } from '../slack/json.ts';
import { deleteActivity, sendActivity, updateActivity } from './activities.ts';
import { type Answer, answerCall } from './calls.ts';
import type { Operation } from './control.ts';
import { createConversation } from './create-conversation.ts';
import { getMember, getMembers, getPagedMembers } from './members.ts';
import type { Stage } from './stage.ts';
import { getChannels, getTeam } from './teams.ts';
import { TeamsError } from './teams-error.ts';

export const CONNECTOR_PATH = '/connector';

type Call = { ids: string[]; query: URLSearchParams; body: Json };

type Route = {
  method: string;
  path: RegExp;
  name: Operation;
  run: (stage: Stage, call: Call) => Answer;
};

const ID = '([^/]+)';

const route = (
  method: string,
  path: string,
  name: Operation,
  run: (stage: Stage, call: Call) => Answer,
): Route => ({ method, path: new RegExp(`^/v3/${path.replaceAll('*', ID)}/?$`), name, run });

const ROUTES: Route[] = [
  route('POST', 'conversations', 'createConversation', (stage, { body }) => createConversation(stage, body)),
  route('POST', 'conversations/*/activities', 'sendToConversation', (stage, { ids: [to = ''], body }) =>
    sendActivity(stage, { to, body }),
  ),
  route('POST', 'conversations/*/activities/*', 'replyToActivity', (stage, { ids, body }) =>
    sendActivity(stage, { to: ids[0] ?? '', replyTo: ids[1] ?? '', body }),
  ),
  route('PUT', 'conversations/*/activities/*', 'updateActivity', (stage, { ids, body }) =>
    updateActivity(stage, { to: ids[0] ?? '', id: ids[1] ?? '', body }),
  ),
  route('DELETE', 'conversations/*/activities/*', 'deleteActivity', (stage, { ids }) =>
    deleteActivity(stage, { to: ids[0] ?? '', id: ids[1] ?? '' }),
  ),
  route('GET', 'conversations/*/members', 'getConversationMembers', (stage, { ids: [of = ''] }) =>
    getMembers(stage, of),
  ),
  route('GET', 'conversations/*/members/*', 'getConversationMember', (stage, { ids }) =>
    getMember(stage, ids[0] ?? '', ids[1] ?? ''),
  ),
  route('GET', 'conversations/*/pagedmembers', 'getConversationPagedMembers', (stage, { ids, query }) =>
    getPagedMembers(stage, ids[0] ?? '', query),
  ),
  route('GET', 'teams/*', 'getTeam', (stage, { ids: [of = ''] }) => getTeam(stage, of)),
  route('GET', 'teams/*/conversations', 'getChannels', (stage, { ids: [of = ''] }) => getChannels(stage, of)),
];

/** Answers a request to the connector; what Teams has not, such as reading messages back, is 404 or 405. */
export async function answerConnector(
  stage: Stage,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
): Promise<void> {
  const path = url.pathname.slice(CONNECTOR_PATH.length);
  const known = ROUTES.filter((entry) => entry.path.test(path));
  const found = known.find((entry) => entry.method === request.method);
  const ids = found ? decodeAll(found.path.exec(path)?.slice(1) ?? []) : [];
  const parsed = body === '' ? {} : parseJson(body);
  const call: Call = { ids: ids ?? [], query: url.searchParams, body: toRecord(parsed) };
  const logged = { method: request.method, path: decodeAll([path])?.[0] ?? path, body: call.body };
  await answerCall(stage, { name: found?.name ?? 'unknown', request: logged, response }, () => {
    if (!stage.bot.anonymous && !stage.tokens.isValid(request.headers.authorization)) {
      throw new TeamsError('InvalidToken', 'Authorization has been denied for this request.');
    }
    if (!found) {
      if (known.length > 0) throw new TeamsError('MethodNotAllowed', `There is no ${request.method} here.`);
      throw new TeamsError('NotFound', 'No HTTP resource was found that matches the request URI.');
    }
    if (!ids) throw new TeamsError('BadSyntax', 'The path is not encoded as a URL.');
    if (parsed === undefined) throw new TeamsError('BadSyntax', 'The body is no JSON.');
    return found.run(stage, call);
  });
}

function decodeAll(parts: string[]): string[] | undefined {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
