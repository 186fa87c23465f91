import type { AdaptiveCard } from './render/card.ts';

/** What Teams is answered over HTTP. */
export type Answer = { status: number; body?: object };

export const TAKEN: Answer = { status: 200 };

/** Teams sends it again. */
export const NOT_KEPT: Answer = { status: 503 };

/** Replaces the card for whoever pressed, until the message changes. */
export function showCard(card: AdaptiveCard): Answer {
  return toInvoke(200, 'application/vnd.microsoft.card.adaptive', card);
}

/** Shown to whoever pressed, and to nobody else. */
export function showWords(text: string): Answer {
  return toInvoke(200, 'application/vnd.microsoft.activity.message', text);
}

export function showError(message: string): Answer {
  return toInvoke(400, 'application/vnd.microsoft.error', { code: 'BadRequest', message });
}

/** The status that counts for the client is the one inside. */
function toInvoke(statusCode: number, type: string, value: unknown): Answer {
  return { status: 200, body: { statusCode, type, value } };
}
