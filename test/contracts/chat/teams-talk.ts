import { toRecord } from '../../../src/dev/slack/json.ts';
import type { PressOutcome, WorldMessage } from '../../../src/dev/teams/control.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { until } from '../../fakes/until.ts';
import { type Kind, STOP, type Talk } from './desk.ts';
import { takeFiles } from './teams-files.ts';
import { callsOf, findPress, inputsFor, linksOf, picturesIn, readMessage } from './teams-read.ts';
import { untilShown } from './until-shown.ts';

type Begun = {
  kind: Kind;
  user: string;
  in?: string;
  root?: string | undefined;
  /** What was said for the bot last. */
  last: string;
  /** Where there are no threads: the message that it begins with. */
  from?: string;
};

export function talkOnTeams(teams: TeamsStandIn, begun: Begun): Talk {
  const { kind, user: beginner, in: place, root, from } = begun;
  let { last } = begun;
  const where = place === undefined ? {} : { in: place };
  const thread = root === undefined ? {} : { thread: root };
  const seenBy = (user: string): WorldMessage[] => {
    const all = teams.messages({ user, ...where, ...thread });
    const first = all.findIndex(({ id }) => id === from);
    return all.slice(Math.max(0, first)).filter((message) => message.from.isBot);
  };
  const all = () => seenBy(beginner);
  const say = (user: string, text: string) => {
    last = teams.say({ user, ...where, ...thread, text }).id;
  };

  /** The newest message with such a button, as that person sees it. */
  const findButton = (user: string, label: string | RegExp) =>
    until(() => {
      const message = seenBy(user).findLast((one) => findPress(one, label));
      const button = message && findPress(message, label);
      return message && button && { message, button };
    }, `a button “${label}”`);

  /** A message that grows has the client's own Stop in the place of a button. */
  const growing = (label: string | RegExp) =>
    String(label) === String(STOP) ? all().findLast(({ streaming }) => streaming) : undefined;

  async function press(user: string, label: string | RegExp): Promise<void> {
    const grown = growing(label);
    if (grown) return teams.stopStream({ user, message: grown.id });
    const { message, button } = await findButton(user, label);
    mustBeTaken(await teams.click({ user, message: message.id, ...button }));
  }

  return {
    say: (user, words) => say(user, kind === 'direct' ? words : `@Architect ${words}`),
    sayAmongPeople: say,
    shown: () => all().map(readMessage),
    said: (words) => untilShown(words, () => all().map(readMessage)),
    hasButton: (label) => growing(label) !== undefined || all().some((message) => findPress(message, label)),
    press,
    async pressTwice(user, label) {
      await Promise.all([press(user, label), press(user, label)]);
      for (const id of ['same', 'new'] as const) await teams.redeliver('adaptiveCard/action', id);
    },
    async fill(user, answers) {
      const { message } = await findButton(user, 'Send answers');
      // The client of whoever is named asks for the newest form when it shows the card.
      const isNamed = message.cards.some(({ refresh }) =>
        JSON.stringify(toRecord(refresh).userIds ?? []).includes(teams.person(user).id),
      );
      if (isNamed) mustBeTaken(await teams.refresh({ user, message: message.id }));
      const inputs = inputsFor(message.cards, answers);
      mustBeTaken(await teams.click({ user, message: message.id, title: 'Send answers', inputs }));
    },
    async followUp(user, words) {
      const { message } = await findButton(user, 'Regenerate');
      const inputs = { 'follow-up': words };
      mustBeTaken(await teams.click({ user, message: message.id, verb: 'send-follow-up', inputs }));
    },
    async askAnother(user, agent) {
      const { message } = await findButton(user, 'Ask');
      const inputs = { 'other-agent': agent };
      mustBeTaken(await teams.click({ user, message: message.id, verb: 'another', inputs }));
    },
    edit: (user, words) =>
      teams.edit({ user, message: last, text: kind === 'direct' ? words : `@Architect ${words}` }),
    async redeliver() {
      for (const id of ['same', 'new'] as const) await teams.redeliver('message', id);
    },
    files: () => takeFiles(teams, { user: beginner, ...where }, all()),
    pictures: () => all().reduce((sum, message) => sum + picturesIn(message), 0),
    called: () => all().flatMap(callsOf),
    links: () => all().flatMap(linksOf),
  };
}

function mustBeTaken(outcome: PressOutcome): void {
  if (outcome.kind === 'failed') throw new Error(`The press failed: ${outcome.reason}`);
  if (outcome.kind === 'error') throw new Error(`The press was answered with: ${outcome.text}`);
}
