import type { ServerResponse } from 'node:http';
import { sendError, sendJson } from './respond.ts';

const models = ['claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-5-5'];

/** `GET /v1/models` and `GET /v1/models/<id>`. */
export function sendModels(res: ServerResponse, id: string, path: string): void {
  const data = models.map((model) => ({
    type: 'model',
    id: model,
    display_name: `${model} (offline stand-in)`,
    created_at: '2026-10-21T00:00:00Z',
  }));
  if (path === '/v1/models') {
    sendJson(res, 200, { data, has_more: false, first_id: models[0], last_id: models.at(-1) });
    return;
  }
  const wanted = decodeURIComponent(path.slice('/v1/models/'.length));
  const found = data.find((model) => model.id === wanted);
  if (found === undefined) sendError(res, id, 404, 'not_found_error', `model: ${wanted}`);
  else sendJson(res, 200, found);
}
