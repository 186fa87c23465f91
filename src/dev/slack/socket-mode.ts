import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Ack, Attempt, Outgoing } from './delivery.ts';
import { parseJson, toRecord, toText } from './json.ts';

const MOST_CONNECTIONS = 10;
const PING_EVERY_MS = 5_000;
const TICKET_LIFETIME_MS = 30_000;

export const SOCKET_PATH = '/link/';

export type SocketMode = {
  /** The URL of one connection, good for one use. */
  open(): string;
  /** Takes over an upgrade request; false when its ticket is none of ours. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Hands the payload to one connection, in turn, and waits for its acknowledgement. Never throws. */
  send(outgoing: Outgoing, attempt?: Attempt): Promise<Ack>;
  /** Tells every connection to reconnect, as Slack does when it recycles its servers. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  connections(): number;
  close(): void;
};

type Connection = { socket: WebSocket; isLeaving: boolean; waiting: Map<string, (ack: Ack) => void> };

export function createSocketMode(options: {
  appId: string;
  now(): number;
  url(): string;
  ackTimeoutMs: number;
  onChange(): void;
}): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, number>();
  const connections = new Set<Connection>();
  let turn = 0;

  function welcome(socket: WebSocket): void {
    const connection: Connection = { socket, isLeaving: false, waiting: new Map() };
    connections.add(connection);
    const pinging = setInterval(() => socket.ping(), PING_EVERY_MS);
    socket.on('message', (data) => {
      const answer = toRecord(parseJson(String(data)));
      connection.waiting.get(toText(answer.envelope_id))?.({
        kind: 'acked',
        body: answer.payload ?? '',
      });
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(pinging);
      connections.delete(connection);
      for (const settle of connection.waiting.values()) {
        settle({ kind: 'failed', reason: 'connection_failed', final: false });
      }
      options.onChange();
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections.size,
        debug_info: { host: 'applink-stand-in', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: options.appId },
      }),
    );
    options.onChange();
  }

  function isTaking(connection: Connection): boolean {
    return !connection.isLeaving && connection.socket.readyState === connection.socket.OPEN;
  }

  return {
    open() {
      const ticket = randomBytes(24).toString('hex');
      tickets.set(ticket, options.now());
      return `${options.url().replace('http:', 'ws:')}${SOCKET_PATH}?ticket=${ticket}&app_id=${options.appId}`;
    },
    accept(request, socket, head) {
      const ticket = new URL(request.url ?? '', options.url()).searchParams.get('ticket') ?? '';
      const issuedAt = tickets.get(ticket);
      tickets.delete(ticket);
      if (issuedAt === undefined || options.now() - issuedAt > TICKET_LIFETIME_MS) return false;
      if (connections.size >= MOST_CONNECTIONS) return false;
      server.handleUpgrade(request, socket, head, welcome);
      return true;
    },
    send(outgoing, attempt) {
      const open = [...connections].filter(isTaking);
      const connection = open[turn % Math.max(1, open.length)];
      turn += 1;
      if (!connection) return Promise.resolve({ kind: 'failed', reason: 'connection_failed', final: false });
      const envelopeId = randomUUID();
      return new Promise((resolve) => {
        const settle = (ack: Ack) => {
          clearTimeout(timer);
          connection.waiting.delete(envelopeId);
          resolve(ack);
        };
        const timer = setTimeout(
          () => settle({ kind: 'failed', reason: 'timeout', final: false }),
          options.ackTimeoutMs,
        );
        connection.waiting.set(envelopeId, settle);
        connection.socket.send(
          JSON.stringify({
            envelope_id: envelopeId,
            type: outgoing.kind,
            payload: outgoing.payload,
            accepts_response_payload: outgoing.kind !== 'events_api',
            ...(outgoing.kind === 'events_api'
              ? { retry_attempt: attempt?.number ?? 0, retry_reason: attempt?.reason ?? '' }
              : {}),
          }),
        );
      });
    },
    disconnect(reason) {
      for (const connection of connections) {
        connection.isLeaving = reason !== 'warning';
        connection.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
      }
    },
    connections: () => [...connections].filter(isTaking).length,
    close() {
      for (const connection of connections) connection.socket.terminate();
      server.close();
    },
  };
}
