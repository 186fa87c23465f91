import { expect } from 'vitest';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { inThread, visible } from '../../fakes/slack-thread.ts';
import { until } from '../../fakes/until.ts';
import type { Kind, Talk } from './desk.ts';
import { offerIn } from './slack-element.ts';
import { answersOf, submitForm, wordsIn } from './slack-form.ts';
import { untilShown } from './until-shown.ts';

type Begun = {
  kind: Kind;
  channel: string;
  root: string;
  /** What was said for the bot last. */
  last: string;
  /** The bot began it. */
  isBots?: boolean;
};

export function talkOnSlack(slack: SlackStandIn, { kind, channel, root, ...begun }: Begun): Talk {
  const thread = inThread(slack, channel, root, begun.isBots);
  let { last } = begun;
  const say = (user: string, text: string) => {
    last = slack.say({ user, channel, thread: root, text }).ts;
  };
  const press = async (user: string, label: string | RegExp) =>
    expect(await thread.click(user, label)).toEqual({ ok: true });

  return {
    say: (user, words) => say(user, kind === 'direct' ? words : `@Architect ${words}`),
    sayAmongPeople: say,
    shown: () => thread.replies().map(visible),
    said: (words) => untilShown(words, () => thread.replies().map(visible)),
    hasButton: thread.hasButton,
    press,
    async pressTwice(user, label) {
      await Promise.all([press(user, label), press(user, label)]);
    },
    async fill(user, answers) {
      await press(user, /write an answer/i);
      await submitForm(slack, user, answersOf(answers));
    },
    async followUp(user, words) {
      await press(user, /follow-up/i);
      await submitForm(slack, user, wordsIn(words));
    },
    async askAnother(user, agent) {
      const found = await until(() => {
        const message = thread.replies().findLast((one) => offerIn(one, `(@${agent})`));
        const offer = message && offerIn(message, `(@${agent})`);
        return message && offer && { ts: message.ts, ...offer };
      }, `a list with ${agent}`);
      const { ts, action, value } = found;
      const outcome = await slack.click({ user, channel, ts, action_id: action, choose: value });
      expect(outcome).toEqual({ ok: true });
    },
    edit: (user, words) =>
      slack.edit({ user, channel, ts: last, text: kind === 'direct' ? words : `@Architect ${words}` }),
    async redeliver() {
      if (kind !== 'direct') await slack.redeliver('app_mention');
      await slack.redeliver('message');
      slack.sayTwin({ channel, ts: last });
    },
    files: async () =>
      slack
        .files()
        .filter(({ shares }) => shares.some((one) => one.channel === channel && one.thread_ts === root))
        .map(({ name, data }) => ({ name, data })),
    pictures: () =>
      (JSON.stringify(thread.replies().map(({ blocks }) => blocks)).match(PICTURE) ?? []).length,
    called: () => thread.replies().flatMap(({ text, blocks }) => [...marksIn(text), ...callsIn(blocks)]),
    links: () =>
      thread
        .replies()
        .flatMap(({ text, blocks }) => [
          ...[...text.matchAll(/<((?!@|!|#)[^>|]+)(?:\|[^>]*)?>/g)].map(([, url = '']) => url),
          ...[...JSON.stringify(blocks ?? []).matchAll(/"url":"([^"]*)"/g)].map(([, url = '']) => url),
        ]),
  };
}

const PICTURE = /"slack_file":\{/g;

/** In text that Slack reads as mrkdwn. */
function marksIn(text: string): string[] {
  return [...text.matchAll(/<[@!][^>]+>/g)].map(([mark]) => mark);
}

function callsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(callsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  const isCall = type === 'user' || type === 'usergroup' || type === 'broadcast';
  const isRead = (type === 'mrkdwn' || type === 'markdown') && typeof text === 'string';
  return [
    ...(isCall ? [JSON.stringify(value)] : []),
    ...(isRead ? marksIn(text) : []),
    ...Object.values(value).flatMap(callsIn),
  ];
}
