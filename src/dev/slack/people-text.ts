import type { Json } from './json.ts';
import type { Workspace } from './world.ts';

/** What a person typed, as Slack keeps it: escaped text with references, and the same as a rich_text block. */
export type Composed = { text: string; blocks: Json[] };

type Token = { text: string; element: Json };

/** Links, references that are already in Slack's form, and what may become one. */
const REFERENCES = /<(?:@[UW]\w+|#C\w+(?:\|[^>]*)?|!(?:here|channel|everyone))>|https?:\/\/[^\s<>|]+|[@#]/g;

/**
 * Turns `@ada`, `@Architect`, `#general` and links into references and escapes the rest. Names are matched
 * without case, the longest first; an `@` inside a word is none.
 */
export function composeText(workspace: Workspace, typed: string): Composed {
  const tokens: Token[] = [];
  let done = 0;
  const plainUntil = (end: number) => {
    if (end > done) tokens.push(plain(typed.slice(done, end)));
  };
  for (const match of typed.matchAll(REFERENCES)) {
    if (match.index < done) continue;
    const found = reference(workspace, typed, match[0], match.index);
    if (!found) continue;
    plainUntil(match.index);
    tokens.push(found.token);
    done = match.index + found.length;
  }
  plainUntil(typed.length);
  return {
    text: tokens.map((token) => token.text).join(''),
    blocks: [
      {
        type: 'rich_text',
        block_id: 'typed',
        elements: [{ type: 'rich_text_section', elements: tokens.map((token) => token.element) }],
      },
    ],
  };
}

function plain(text: string): Token {
  return { text: escapeText(text), element: { type: 'text', text } };
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function reference(
  workspace: Workspace,
  typed: string,
  match: string,
  at: number,
): { token: Token; length: number } | undefined {
  if (match.startsWith('http')) {
    const url = match.replace(/[.,;:!?)'"\]]+$/, '');
    return { token: { text: `<${escapeText(url)}>`, element: { type: 'link', url } }, length: url.length };
  }
  if (match.startsWith('<')) return known(match, match.length);
  if (at > 0 && /[\w@#&/]/.test(typed[at - 1] ?? '')) return undefined;
  const rest = typed.slice(at + 1);
  if (match === '#') {
    const channel = longestName(
      rest,
      [...workspace.channels.values()].map((entry) => [entry.name, `#${entry.id}|${entry.name}`]),
    );
    return channel && known(`<${channel.target}>`, channel.length + 1);
  }
  const names: [string, string][] = ['here', 'channel', 'everyone'].map((name) => [name, `!${name}`]);
  for (const user of workspace.users.values()) {
    names.push([user.name, `@${user.id}`], [user.realName, `@${user.id}`]);
  }
  const user = longestName(rest, names);
  return user && known(`<${user.target}>`, user.length + 1);
}

function longestName(
  rest: string,
  names: [string, string][],
): { target: string; length: number } | undefined {
  let best: { target: string; length: number } | undefined;
  for (const [name, target] of names) {
    const isThere = rest.slice(0, name.length).toLowerCase() === name.toLowerCase();
    if (name === '' || !isThere || /[\w-]/.test(rest[name.length] ?? '')) continue;
    if (!best || name.length > best.length) best = { target, length: name.length };
  }
  return best;
}

function known(text: string, length: number): { token: Token; length: number } {
  const inside = text.slice(2, -1);
  const element: Json = text.startsWith('<@')
    ? { type: 'user', user_id: inside }
    : text.startsWith('<#')
      ? { type: 'channel', channel_id: inside.split('|')[0] ?? inside }
      : { type: 'broadcast', range: inside };
  return { token: { text, element }, length };
}
