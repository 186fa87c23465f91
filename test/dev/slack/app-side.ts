import { createServer, type IncomingHttpHeaders } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { APP_TOKEN, call } from './setup.ts';

export type Envelope = {
  type: string;
  reason?: string;
  envelope_id?: string;
  retry_attempt?: number;
  retry_reason?: string;
  payload?: {
    type?: string;
    event_id?: string;
    event?: { type: string; subtype?: string; text?: string; client_msg_id?: string };
  };
};

/** One raw Socket Mode connection; `answers` says whether it acknowledges. */
export async function connect(
  slack: SlackStandIn,
  answers = true,
): Promise<{ socket: WebSocket; got: Envelope[] }> {
  const { body } = await call(slack, 'apps.connections.open', {}, APP_TOKEN);
  const socket = new WebSocket(String(body.url));
  onTestFinished(() => socket.terminate());
  const got: Envelope[] = [];
  socket.on('message', (data) => {
    const envelope: Envelope = JSON.parse(String(data));
    got.push(envelope);
    if (answers && envelope.envelope_id) socket.send(JSON.stringify({ envelope_id: envelope.envelope_id }));
  });
  await expect.poll(() => got[0]?.type).toBe('hello');
  return { socket, got };
}

export const eventsOf = (got: Envelope[]) => got.filter((envelope) => envelope.type === 'events_api');

export type Received = { headers: IncomingHttpHeaders; body: string };

/** An app's request URL that answers with these statuses in turn, then 200 and what `answer` was last given. */
export async function listen(
  ...answers: { status: number; noRetry?: boolean }[]
): Promise<{ url: string; got: Received[]; answer(body: object): void }> {
  const got: Received[] = [];
  let said = '';
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const body = Buffer.concat(parts).toString();
    const answer = answers[got.length];
    got.push({ headers: request.headers, body });
    const challenge = /"challenge":"([^"]+)"/.exec(body)?.[1] ?? said;
    response
      .writeHead(answer?.status ?? 200, answer?.noRetry ? { 'x-slack-no-retry': '1' } : {})
      .end(challenge);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/slack/events`,
    got,
    answer(body) {
      said = JSON.stringify(body);
    },
  };
}
