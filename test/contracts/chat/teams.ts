import type { WorldMessage } from '../../../src/dev/teams/control.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import type { WorldSeed } from '../../../src/dev/teams/world.ts';
import type { Bot } from '../../fakes/bot.ts';
import { until } from '../../fakes/until.ts';
import type { Desk, Kind, Platform, Seat } from './desk.ts';
import { cardProblems, messageProblems } from './teams-check.ts';
import { findPress, isAddressedTo, readCard, readMessage } from './teams-read.ts';
import { talkOnTeams } from './teams-talk.ts';

const UNMENTIONED = 'Teams gives a bot nothing but what mentions it, outside of one-to-one chats';
const UNCOMMANDED = 'Teams has no commands but words';
const BELOW_NOTHING = 'chats of Teams have no threads, so nothing is below a digest';

export const TEAMS: Platform = {
  name: 'Teams',
  cannot: {
    'a follow-up that calls nobody is heard, and thanks are not': UNMENTIONED,
    'what people said before they called the bot is read, with their names': UNMENTIONED,
    'what people say to each other below a digest is answered by nobody': UNMENTIONED,
    'the command alone opens the form of the digest': UNCOMMANDED,
    'who mentions the bot below a digest is answered by an agent that has read it, in a group chat':
      BELOW_NOTHING,
    'who mentions the bot below a digest is answered by an agent that has read it, in a direct message':
      BELOW_NOTHING,
  },
  world: (seats) => ({ teams: { world: worldOf(seats) } }),
  sit: sitAtTeams,
};

function sitAtTeams({ teams }: Bot, seats: readonly Seat[]): Desk {
  /** The messages in whose place people were shown a form. */
  const forms = new Map<string, string>();
  /** By person: words and cards that came in answer to what they pressed. */
  const answers = new Map<string, string[]>();
  const problems: string[] = [];
  let seen = 0;
  const people = seats.flatMap(({ asker, other, guest }) => [asker, other, guest]);
  const handles = new Map(people.map((handle) => [teams.person(handle).id, handle]));
  const answer = (personId: string, text: string) => {
    const handle = handles.get(personId) ?? personId;
    answers.set(handle, [...(answers.get(handle) ?? []), text]);
  };
  teams.onEvent((event) => {
    if (event.kind === 'private_words') answer(event.person, event.text);
    if (event.kind === 'personal_card') {
      answer(event.person, readCard(event.card));
      problems.push(...cardProblems(event.card));
    }
    if ((event.kind === 'message' || event.kind === 'message_changed') && event.message.from.isBot) {
      problems.push(...messageProblems(event.message));
    }
  });

  /** What is meant for one person: in their own chat with the bot, or where others are, with their name before it. */
  function toldTo(user: string): WorldMessage[] {
    const seat = seats.find((one) => [one.asker, one.other, one.guest].includes(user));
    const { id } = teams.person(user);
    const amongOthers = [seat?.room, seat?.group]
      .flatMap((place) => (place === undefined ? [] : teams.messages({ user, in: place })))
      .filter((message) => isAddressedTo(message, id));
    return [...teams.messages({ user }), ...amongOthers]
      .filter(({ from }) => from.isBot)
      .sort((a, b) => a.at - b.at);
  }

  async function press(user: string, title: string): Promise<string> {
    const { id: message } = await until(
      () => toldTo(user).findLast((one) => findPress(one, title)),
      `a button “${title}” for ${user} alone`,
    );
    await teams.click({ user, message, title });
    return message;
  }

  return {
    begin(seat, kind, user, words) {
      const where = kind === 'direct' ? { user } : { user, in: kind === 'group' ? seat.group : seat.room };
      const text = kind === 'direct' ? words : `@Architect ${words}`;
      const before =
        kind === 'thread' ? teams.say({ ...where, text: 'Our orders are slow to arrive.' }) : undefined;
      const said = teams.say({ ...where, text, ...(before ? { thread: before.id } : {}) });
      return talkOnTeams(teams, { kind, ...where, root: said.rootId, last: said.id });
    },
    async command(seat, kind, user, words) {
      if (kind === 'direct') teams.say({ user, text: words });
      else
        teams.say({
          user,
          in: kind === 'group' ? seat.group : seat.room,
          text: `@Architect ${words}`,
        });
    },
    privately(user) {
      return [...toldTo(user).map(readMessage), ...(answers.get(user) ?? [])];
    },
    async pressPrivately(user, label) {
      forms.set(user, await press(user, label));
    },
    async saveSettings(user, choices) {
      const message = await press(user, 'Channel settings');
      await teams.click({ user, message, title: 'Save', inputs: choices });
    },
    begun(seat, kind, user, words) {
      const where = whereOf(seat, kind, user);
      return teams
        .messages(where)
        .filter(({ from, id, rootId = id }) => from.isBot && id === rootId)
        .filter((message) => words.test(readMessage(message)))
        .map(({ id, rootId }) => talkOnTeams(teams, { kind, ...where, root: rootId, last: id, from: id }));
    },
    linked: (user, url) => readLinked(teams, user, url),
    async saveDigest(user, choices) {
      const message = forms.get(user) ?? '';
      const outcome = await teams.click({ user, message, title: 'Save', inputs: choices });
      if (outcome.kind === 'card') return [];
      return [outcome.kind === 'message' ? outcome.text : `not taken: ${JSON.stringify(outcome)}`];
    },
    placeOf(seat, kind, user) {
      const { id, tenantId } = teams.conversation(whereOf(seat, kind, user));
      const isFlat = kind === 'direct' || kind === 'group';
      return {
        platform: 'teams',
        workspaceId: tenantId,
        channelId: id,
        direct: kind === 'direct',
        ...(isFlat ? { flat: true as const } : {}),
      };
    },
    markOf: (user) => `<at>${teams.person(user).name}</at>`,
    problems() {
      const calls = teams.traffic(seen);
      seen = calls.at(-1)?.n ?? seen;
      const refused = calls.filter(({ ok, direction, response }) => {
        // How a bot learns that somebody stopped what it streams.
        const isStopped = JSON.stringify(response).includes('canceled by user');
        return !ok && direction === 'from-app' && !isStopped;
      });
      return [...problems.splice(0), ...refused.map(({ name, outcome }) => `${name}: ${outcome}`)];
    },
  };
}

function whereOf(seat: Seat, kind: Kind, user: string): { user: string; in?: string } {
  return kind === 'direct' ? { user } : { user, in: kind === 'group' ? seat.group : seat.room };
}

/** As the client opens a link to a message: in the conversation, and in a channel below the root that it names. */
function readLinked(teams: TeamsStandIn, user: string, url: string): string | undefined {
  const { pathname, searchParams } = new URL(url);
  const [, conversation = '', id] = /^\/l\/message\/([^/]+)\/(\d+)$/.exec(pathname) ?? [];
  const message = teams
    .messages({ user, in: decodeURIComponent(conversation) })
    .find((one) => one.id === id && (one.rootId ?? null) === searchParams.get('parentMessageId'));
  return message && readMessage(message);
}

/** A team for each seat, since all channels of a team have the same people. */
function worldOf(seats: readonly Seat[]): WorldSeed {
  return {
    tenants: [
      {
        id: '7d1c0a5e-52b6-4c6e-9a9b-0f5e6a2b1c01',
        domain: 'lighthouse.example',
        people: seats.flatMap(({ asker, other, guest }) => [
          { handle: asker, name: nameOf(asker) },
          { handle: other, name: nameOf(other) },
          { handle: guest, name: nameOf(guest), role: 'guest' as const },
        ]),
        teams: seats.map(({ asker, other, guest, room }) => ({
          name: `Team of ${room}`,
          members: [asker, other, guest],
          channels: [room],
        })),
        groupChats: seats.map(({ asker, other, guest, group }) => ({
          name: group,
          members: [asker, other, guest],
        })),
      },
    ],
  };
}

/** `ada-7` is Ada of seat 7. */
function nameOf(handle: string): string {
  const [first = '', seat = ''] = handle.split('-');
  return `${first.slice(0, 1).toUpperCase()}${first.slice(1)} of Seat ${seat}`;
}
