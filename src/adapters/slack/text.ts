/** Halves of surrogate pairs: a request that holds one is refused by Slack as by the model's API. */
export const HALF_CHARACTERS = /\p{Cs}/gu;

/** Slack's escapes and `<…>` marks as a person reads them; mentions stay `<@U…>` until their names are known. */
export function readSlackText(text: string): string {
  return text
    .replace(/<([^<>]+)>/g, (_, inner: string) => readMark(inner))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
    .replace(HALF_CHARACTERS, '\ufffd');
}

function readMark(inner: string): string {
  const [target = '', label] = splitOnce(inner, '|');
  if (target.startsWith('@')) return label === undefined ? `<${target}>` : `@${label}`;
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (target.startsWith('!')) return `@${label ?? target.slice(1).replace(/^subteam\^/, '')}`;
  return label === undefined || target.endsWith(label) ? target : `${label} (${target})`;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Whether somebody is mentioned, and who besides the bot. A mark holds no other: one that never ends is read once. */
export function readMentions(text: string, botUserId: string): { bot: boolean; others: boolean } {
  const marks = [...text.matchAll(/<([@!])([^|<>]+)(?:\|[^<>]*)?>/g)];
  const people = marks.filter(([, sign, id]) => sign === '@' || id?.startsWith('subteam^'));
  return {
    bot: people.some(([, , id]) => id === botUserId),
    others: people.some(([, , id]) => id !== botUserId),
  };
}

export function withoutMention(text: string, botUserId: string): string {
  return text.replaceAll(new RegExp(`<@${botUserId}(\\|[^<>]*)?>[:,]?`, 'g'), ' ');
}
