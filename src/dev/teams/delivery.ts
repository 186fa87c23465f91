import { setTimeout as wait } from 'node:timers/promises';
import { type Json, parseJson } from '../slack/json.ts';
import type { Stage } from './stage.ts';

/** One activity for the bot, under the name that the traffic log knows it by. */
export type Outgoing = { name: string; activity: Json };

export type Ack =
  | { kind: 'answered'; status: number; body: unknown }
  | { kind: 'failed'; reason: 'timeout' | 'connection' | 'no bot' };

/** Enough to send any recent activity again. */
const MOST_REMEMBERED = 100;

/** One attempt. `authorization` replaces the right one; an empty one is left out. Never throws. */
export async function deliver(stage: Stage, outgoing: Outgoing, authorization?: string): Promise<Ack> {
  const startedAt = Date.now();
  const ack = stage.botUrl
    ? await post(stage, stage.botUrl, outgoing.activity, authorization)
    : { kind: 'failed' as const, reason: 'no bot' as const };
  stage.traffic.add({
    at: stage.now(),
    direction: 'to-app',
    name: outgoing.name,
    ok: isTaken(ack),
    outcome: ack.kind === 'answered' ? String(ack.status) : ack.reason,
    ms: Date.now() - startedAt,
    request: outgoing.activity,
    response: ack.kind === 'answered' ? ack.body : null,
  });
  return ack;
}

/**
 * Sends an activity, and again as `timing.resends` says while it is not answered, or by an error of the server. Resolves
 * with the first answer, else with the last failure.
 */
export async function deliverSurely(stage: Stage, outgoing: Outgoing): Promise<Ack> {
  remember(stage, outgoing);
  let current = outgoing;
  let ack = await deliver(stage, current);
  for (const { afterMs, id } of stage.timing.resends) {
    if (!isWorthAnother(ack)) return ack;
    const isOpen = await wait(afterMs, true, { signal: stage.closing, ref: false }).catch(() => false);
    if (!isOpen) return ack;
    if (id === 'new') current = renewed(stage, current);
    ack = await deliver(stage, current);
  }
  return ack;
}

/** The same words or press once more as Teams sends it when it takes the first for lost. */
export function renewed(stage: Stage, { name, activity }: Outgoing): Outgoing {
  const id = activity.type === 'invoke' ? stage.ids.event() : stage.ids.message();
  const timestamp = new Date(stage.now()).toISOString();
  return { name, activity: { ...activity, id, timestamp, localTimestamp: timestamp } };
}

export function isTaken(ack: Ack): boolean {
  return ack.kind === 'answered' && ack.status >= 200 && ack.status < 300;
}

function isWorthAnother(ack: Ack): boolean {
  return ack.kind === 'answered' ? ack.status >= 500 : ack.reason !== 'no bot';
}

function remember(stage: Stage, outgoing: Outgoing): void {
  stage.sent.push(outgoing);
  if (stage.sent.length > MOST_REMEMBERED) stage.sent.shift();
}

async function post(stage: Stage, botUrl: string, activity: Json, authorization?: string): Promise<Ack> {
  const own = stage.bot.anonymous ? '' : `Bearer ${stage.signer.sign()}`;
  const header = authorization ?? own;
  const late = AbortSignal.timeout(stage.timing.turnTimeoutMs);
  try {
    const response = await fetch(botUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
        ...(header === '' ? {} : { authorization: header }),
      },
      body: JSON.stringify(activity),
      signal: AbortSignal.any([late, stage.closing]),
      redirect: 'manual',
    });
    const text = await response.text();
    return { kind: 'answered', status: response.status, body: parseJson(text) ?? text };
  } catch {
    return { kind: 'failed', reason: late.aborted ? 'timeout' : 'connection' };
  }
}
