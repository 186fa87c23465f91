import { expect } from 'vitest';
import { LOCAL_APP } from '../../../src/dev/local-slack.ts';
import type { SlackStandIn, WorldSeed } from '../../../src/dev/slack/stand-in.ts';
import type { Bot } from '../../fakes/bot.ts';
import { shows, visible } from '../../fakes/slack-thread.ts';
import { until } from '../../fakes/until.ts';
import type { Desk, Platform, Seat } from './desk.ts';
import { buttonIn } from './slack-element.ts';
import { choicesOf, submitForm } from './slack-form.ts';
import { talkOnSlack } from './slack-talk.ts';

const WORKSPACE = 'T0LIGHTHOUSE';

export const SLACK: Platform = {
  name: 'Slack',
  cannot: {},
  world: (seats) => ({ slack: { world: worldOf(seats) } }),
  sit: ({ slack }: Bot) => sitAtSlack(slack),
};

function sitAtSlack(slack: SlackStandIn): Desk {
  let seen = 0;

  async function press(user: string, label: string): Promise<void> {
    const { ts, channel, action } = await until(() => {
      const message = slack.ephemerals({ user }).findLast((one) => buttonIn(one, label) !== undefined);
      return message && { ...message, action: buttonIn(message, label) ?? '' };
    }, `a button “${label}” for ${user} alone`);
    expect(await slack.click({ user, channel, ts, action_id: action })).toEqual({ ok: true });
  }

  return {
    begin(seat, kind, user, words) {
      const channel = placeOf(slack, seat, kind, user);
      const text = kind === 'direct' ? words : `@Architect ${words}`;
      const before =
        kind === 'thread' ? slack.say({ user, channel, text: 'Our orders are slow to arrive.' }) : undefined;
      const said = slack.say({ user, channel, text, ...(before ? { thread: before.ts } : {}) });
      return talkOnSlack(slack, { kind, channel: said.channel, root: before?.ts ?? said.ts, last: said.ts });
    },
    async command(seat, kind, user, text) {
      const channel = placeOf(slack, seat, kind, user);
      if (kind === 'direct') slack.say({ user, channel, text });
      else expect(await slack.command({ user, channel, command: '/architect', text })).toEqual({ ok: true });
    },
    privately: (user) => slack.ephemerals({ user }).map(visible),
    pressPrivately: press,
    async saveSettings(user, choices) {
      await press(user, 'Channel settings');
      await submitForm(slack, user, choicesOf(choices));
    },
    begun(seat, kind, user, words) {
      const channel = placeOf(slack, seat, kind, user);
      return slack
        .messages({ channel })
        .filter(({ user: by, ts, thread_ts = ts }) => by === LOCAL_APP.botUserId && ts === thread_ts)
        .filter((message) => shows(message, words))
        .map(({ channel: id, ts }) =>
          talkOnSlack(slack, { kind, channel: id, root: ts, last: ts, isBots: true }),
        );
    },
    linked: (_user, url) => readLinked(slack, url),
    async saveDigest(user, choices) {
      await until(() => slack.viewStack(user).at(-1), 'a form');
      const outcome = await slack.submit({ user, values: choicesOf(choices)() });
      if (!outcome.ok) throw new Error(outcome.error);
      return Object.entries(outcome.errors ?? {}).map(([field, error]) => `${field}: ${error}`);
    },
    placeOf: (seat, kind, user) => ({
      platform: 'slack',
      workspaceId: WORKSPACE,
      channelId: kind === 'direct' ? placeOf(slack, seat, kind, user) : idIn(seat, kind),
      direct: kind === 'direct',
    }),
    markOf: (user) => `<@${idOf('U', user)}>`,
    problems() {
      const calls = slack.traffic(seen);
      seen = calls.at(-1)?.n ?? seen;
      return calls
        .filter(({ ok, direction }) => !ok && direction === 'from-app')
        .map(({ name, outcome }) => `${name}: ${outcome}`);
    },
  };
}

function placeOf(slack: SlackStandIn, seat: Seat, kind: string, user: string): string {
  if (kind === 'direct') return slack.openDm({ user }).channel;
  return kind === 'group' ? seat.group : seat.room;
}

function idIn({ group, room }: Seat, kind: string): string {
  return kind === 'group' ? idOf('G', group) : idOf('C', room);
}

/** As the client opens a permalink: the message, in the thread that the link says it is in. */
function readLinked(slack: SlackStandIn, url: string): string | undefined {
  const { pathname, searchParams } = new URL(url);
  const [, channel, seconds, rest] = /^\/archives\/(\w+)\/p(\d{10})(\d{6})$/.exec(pathname) ?? [];
  const ts = `${seconds}.${rest}`;
  const root = searchParams.get('thread_ts') ?? ts;
  const found = channel === undefined ? [] : slack.messages({ channel, thread: root });
  const message = found.find((one) => one.ts === ts);
  return message && visible(message);
}

/** Of letters and digits, as all of Slack's. */
function idOf(kind: string, name: string): string {
  return `${kind}0${name.toUpperCase().replace('-', '')}`;
}

function worldOf(seats: readonly Seat[]): WorldSeed {
  const id = (name: string) => idOf('U', name);
  return {
    workspaces: [
      {
        id: WORKSPACE,
        name: 'Lighthouse',
        users: seats.flatMap(({ asker, other, guest }) => [
          { id: id(asker), name: asker },
          { id: id(other), name: other },
          { id: id(guest), name: guest, isGuest: true },
        ]),
        channels: seats.flatMap(({ asker, other, guest, room, group }) => {
          const members = [...[asker, other, guest].map(id), 'bot'];
          return [
            { id: idOf('C', room), name: room, members },
            { id: idOf('G', group), name: group, kind: 'mpim' as const, members },
          ];
        }),
      },
    ],
  };
}
