import { LOCAL_APP } from '../../src/dev/local-slack.ts';
import type { WorldMessage } from '../../src/dev/slack/control.ts';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';
import { until } from './until.ts';

type Element = { action_id?: string; value?: string; text?: { text: string }; type: string };

/** A conversation as a person in the workspace sees it; `withRoot`: the bot began it, and its first message counts. */
export function inThread(slack: SlackStandIn, channel: string, thread: string, withRoot = false) {
  const isCounted = ({ user, ts }: WorldMessage) =>
    user === LOCAL_APP.botUserId && (withRoot || ts !== thread);
  const replies = () => slack.messages({ channel, thread }).filter(isCounted);
  return {
    thread,
    replies,
    /** Resolves with the newest message of the bot that shows these words. */
    said: (words: string | RegExp) =>
      until(
        () => replies().findLast((m) => shows(m, words)),
        `“${words}” in the thread, which shows:\n${replies()
          .map((m) => visible(m))
          .join('\n---\n')}`,
      ),
    /** Clicks the button with that label on the newest message that has it. */
    async click(user: string, label: string | RegExp) {
      const message = await until(() => replies().findLast((m) => buttonOf(m, label)), `a button “${label}”`);
      const button = buttonOf(message, label);
      return slack.click({ user, channel, ts: message.ts, action_id: button?.action_id ?? '' });
    },
    hasButton: (label: string | RegExp) => replies().some((m) => buttonOf(m, label) !== undefined),
  };
}

/** Everything that is to be read in a message. */
export function visible(message: Pick<WorldMessage, 'text' | 'blocks' | 'files'>): string {
  const files = (message.files ?? []).map((f) => f.name).join(' ');
  return [message.text, ...strings(message.blocks ?? []), files].join('\n');
}

export function shows(
  message: Pick<WorldMessage, 'text' | 'blocks' | 'files'>,
  words: string | RegExp,
): boolean {
  const text = visible(message);
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}

function buttonOf(message: WorldMessage, label: string | RegExp): Element | undefined {
  const found = elements(message.blocks ?? []).find((e) => {
    const text = e.type === 'button' ? (e.text?.text ?? '') : '';
    return typeof label === 'string' ? text === label : label.test(text);
  });
  return found;
}

function elements(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(elements);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && 'action_id' in value ? [value as Element] : [];
  return [...own, ...Object.values(value).flatMap(elements)];
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => !['type', 'action_id', 'block_id', 'value', 'style'].includes(key))
    .flatMap(([, inner]) => strings(inner));
}
