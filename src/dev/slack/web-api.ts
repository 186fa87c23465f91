import type { IncomingMessage, ServerResponse } from 'node:http';
import { createArgs } from './args.ts';
import { type Answer, answerCall, rateLimited } from './calls.ts';
import { isRecord, type Json, parseJson, toText } from './json.ts';
import { METHODS } from './methods/all.ts';
import { type Method, needScope } from './methods/method.ts';
import { SlackError } from './slack-error.ts';
import type { Stage } from './stage.ts';
import type { Workspace } from './world.ts';

/** Answers `POST /api/<method>` as Slack does: an envelope with status 200, whatever is wrong with the call. */
export async function answerWebApi(
  stage: Stage,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<void> {
  const raw = readArguments(request, body);
  await answerCall(stage, { name, request: raw, response }, () => run(stage, name, request, raw));
}

async function run(stage: Stage, name: string, request: IncomingMessage, raw: Json): Promise<Answer> {
  try {
    const method = METHODS.get(name);
    if (!method || (method.isNewer && stage.isOld)) {
      throw new SlackError('unknown_method', { extra: { req_method: name } });
    }
    const workspace = authorize(stage, method, request, raw);
    const seconds = stage.limits.take({
      workspaceId: workspace.id,
      method: name,
      tier: method.tier,
      channelId: toText(raw.channel),
    });
    if (seconds !== undefined) return rateLimited(seconds);
    if (method.scopes) needScope(stage, ...method.scopes);
    const result = await method.run({ stage, workspace, args: createArgs(raw) });
    const scopes = method.token === 'bot' ? { 'x-oauth-scopes': [...stage.manifest.scopes].join(',') } : {};
    return { status: 200, headers: scopes, body: { ok: true, ...result } };
  } catch (error) {
    if (error instanceof SlackError) return { status: 200, body: error.toBody() };
    stage.log(`${name} failed in the stand-in: ${String(error)}`);
    return { status: 200, body: { ok: false, error: 'fatal_error' } };
  }
}

/** The workspace that the token belongs to. Throws `not_authed`, `invalid_auth`, `not_allowed_token_type`. */
function authorize(stage: Stage, method: Method, request: IncomingMessage, raw: Json): Workspace {
  if (method.token === 'none') return stage.primary;
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? toText(raw.token);
  if (token === '') throw new SlackError('not_authed');
  const isAppToken = token === stage.app.appToken;
  const workspace = [...stage.workspaces.values()].find((entry) => entry.botToken === token);
  if (!isAppToken && !workspace) throw new SlackError('invalid_auth');
  if ((method.token === 'app') !== isAppToken) throw new SlackError('not_allowed_token_type');
  return workspace ?? stage.primary;
}

function readArguments(request: IncomingMessage, body: string): Json {
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams);
  if ((request.headers['content-type'] ?? '').startsWith('application/json')) {
    const parsed = parseJson(body);
    return isRecord(parsed) ? { ...query, ...parsed } : query;
  }
  return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
}
