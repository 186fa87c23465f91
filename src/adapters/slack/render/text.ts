const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Makes text safe where Slack reads its own markup (`text`, mrkdwn): no entity, link or mention survives. A word
 * joiner, which has no width, parts the @ from the three words that could call a whole channel.
 */
export function escapeText(text: string): string {
  return text
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replace(/@(?=(?:here|channel|everyone|group)\b)/gi, '@\u2060');
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Bytes once it is escaped. */
export function escapedBytes(text: string): number {
  return byteLength(/[&<>@]/.test(text) ? escapeText(text) : text);
}
