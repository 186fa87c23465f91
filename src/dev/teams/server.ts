import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerCall } from './calls.ts';
import { answerConnector, CONNECTOR_PATH } from './connector.ts';
import { openIdMetadata } from './signing.ts';
import type { Stage } from './stage.ts';
import { CONTENT_PATH, UPLOAD_PATH } from './uploads.ts';

/** More than any call here needs; what is larger is cut off. */
const MOST_BODY_BYTES = 64 * 1024 * 1024;

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

export function createTeamsServer(stage: Stage): Server {
  return createServer((request, response) => {
    route(stage, request, response).catch((error: unknown) => {
      stage.log(`${request.method} ${request.url} failed in the stand-in: ${String(error)}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

async function route(stage: Stage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = url.pathname;
  // Another name is a page that had its name resolved to this machine.
  const host = `http://${request.headers.host ?? ''}`;
  if (!URL.canParse(host) || !LOOPBACK.includes(new URL(host).hostname)) {
    response.writeHead(403).end('only for this machine');
    return;
  }
  const data = await readBody(request);
  if (path.startsWith(`${CONNECTOR_PATH}/`)) {
    await answerConnector(stage, request, response, url, data.toString('utf8'));
  } else if (request.method === 'POST' && /^\/login\/[^/]+\/oauth2\/v2\.0\/token$/.test(path)) {
    const form = new URLSearchParams(data.toString('utf8'));
    await answerCall(stage, { name: 'token', request: path, response, isSecret: true }, () =>
      stage.tokens.answer(form),
    );
  } else if (path === '/openid/configuration') {
    const body = openIdMetadata(stage.url);
    await answerCall(stage, { name: 'openid', request: path, response }, () => ({ status: 200, body }));
  } else if (path === '/openid/keys') {
    const body = stage.signer.jwks();
    await answerCall(stage, { name: 'openid', request: path, response }, () => ({ status: 200, body }));
  } else if (path.startsWith(UPLOAD_PATH)) {
    const { method = '', headers } = request;
    const upload = {
      method,
      path,
      range: headers['content-range'],
      authorization: headers.authorization,
      data,
    };
    await answerCall(stage, { name: 'upload', request: path, response }, () => stage.uploads.answer(upload));
  } else if (path.startsWith(CONTENT_PATH)) {
    const file = stage.uploads.find(path.slice(CONTENT_PATH.length).split('/')[0] ?? '');
    response.writeHead(file ? 200 : 404, { 'content-type': 'application/octet-stream' }).end(file?.data);
  } else {
    response.writeHead(404).end();
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > MOST_BODY_BYTES) throw new Error('the body is too large');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
