import { sendOverHttp } from './http-delivery.ts';
import type { Json } from './json.ts';
import type { Stage } from './stage.ts';

/** One payload for the app. Events are retried; commands and interactions are not. */
export type Outgoing = {
  kind: 'events_api' | 'slash_commands' | 'interactive';
  /** For the traffic log: event, command or interaction type. */
  name: string;
  payload: Json;
};

export type Attempt = { number: number; reason: string };

export type Ack =
  | { kind: 'acked'; body: unknown }
  | {
      kind: 'failed';
      reason: 'http_timeout' | 'connection_failed' | 'http_error' | 'timeout';
      final: boolean;
    };

/** Enough to send any recent event again. */
const MOST_REMEMBERED = 100;

/** One attempt, over HTTP where a request URL is set, else over Socket Mode. Never throws. */
export async function deliver(stage: Stage, outgoing: Outgoing, attempt?: Attempt): Promise<Ack> {
  const startedAt = Date.now();
  const ack = stage.requestUrl
    ? await sendOverHttp(stage, stage.requestUrl, outgoing, attempt)
    : await stage.sockets.send(outgoing, attempt);
  stage.traffic.add({
    at: stage.now(),
    direction: 'to-app',
    name: outgoing.name,
    ok: ack.kind === 'acked',
    outcome: ack.kind === 'acked' ? 'acked' : ack.reason,
    ms: Date.now() - startedAt,
    request: attempt ? { ...outgoing.payload, retry: attempt } : outgoing.payload,
    response: ack.kind === 'acked' ? ack.body : null,
  });
  return ack;
}

/** Sends an event, and again after each delay until the app acknowledges it or forbids it. */
export function deliverEvent(stage: Stage, outgoing: Outgoing): void {
  stage.sentEvents.push(outgoing);
  if (stage.sentEvents.length > MOST_REMEMBERED) stage.sentEvents.shift();
  const tryOnce = async (attempt?: Attempt): Promise<void> => {
    const ack = await deliver(stage, outgoing, attempt);
    if (ack.kind === 'acked' || ack.final) return;
    const number = (attempt?.number ?? 0) + 1;
    const delayMs = stage.timing.retryDelaysMs[number - 1];
    if (delayMs === undefined) return;
    stage.later(delayMs, () => void tryOnce({ number, reason: ack.reason }));
  };
  void tryOnce();
}
