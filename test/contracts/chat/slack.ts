import { expect } from 'vitest';
import type { SlackStandIn, WorldSeed } from '../../../src/dev/slack/stand-in.ts';
import type { Bot } from '../../fakes/bot.ts';
import { visible } from '../../fakes/slack-thread.ts';
import { until } from '../../fakes/until.ts';
import type { Desk, Platform, Seat } from './desk.ts';
import { buttonIn } from './slack-element.ts';
import { choicesOf, submitForm } from './slack-form.ts';
import { talkOnSlack } from './slack-talk.ts';

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

/** Of letters and digits, as all of Slack's. */
function idOf(kind: string, name: string): string {
  return `${kind}0${name.toUpperCase().replace('-', '')}`;
}

function worldOf(seats: readonly Seat[]): WorldSeed {
  const id = (name: string) => idOf('U', name);
  return {
    workspaces: [
      {
        id: 'T0LIGHTHOUSE',
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
