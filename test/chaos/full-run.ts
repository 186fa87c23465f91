import { setTimeout as wait } from 'node:timers/promises';
import { LOCAL_APP } from '../../src/dev/local-slack.ts';
import type { WorldMessage } from '../../src/dev/slack/control.ts';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';
import { elementsOf } from '../../src/dev/slack/views.ts';
import { shows } from '../fakes/slack-thread.ts';
import { NOT_KEPT, NOT_SURE } from './begin.ts';

export const PERSON = 'U0PERSON';
export const OTHER = 'U0OTHER';
export const CHANNEL = 'C0CHAOS';

/** What people do in one run; each step waits for what the one before brings, and rejects when that does not come. */
export type FullRun = (slack: SlackStandIn, name: string) => Promise<void>;

/** How long a person waits for anything, and when they try again something that brought nothing. */
const PATIENCE_MS = 150_000;
const AGAIN_AFTER_MS = 45_000;
const HEARD_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 100;

/** A thread of people that the bot is called into: questions in a form, a design with its files, a choice. */
export const designRun: FullRun = async (slack, name) => {
  const here = { channel: CHANNEL };
  const { ts: thread } = slack.say({ user: OTHER, ...here, text: 'We have to decide on the order service.' });
  slack.say({ user: PERSON, ...here, thread, text: 'It has to be there before summer.' });
  slack.say({ user: PERSON, ...here, thread, text: `@Architect @backend please work out ${name}` });

  const asked = await seen(slack, 'the questions', (m) => shows(m, `Questions on ${name}`) && has(m, 'form'));
  await persist(slack, asked, 'form', () => slack.viewStack(PERSON).length > 0);
  await submitForm(slack);

  const design = await seen(slack, 'the design', (m) => shows(m, `Design for ${name}`) && has(m, 'choose'));
  await seen(slack, 'the files', (m) => (m.files ?? []).some((file) => file.name === 'design.zip'));
  await askForStatus(slack, thread);
  await persist(slack, design, 'feedback', () => told(slack).some((m) => shows(m, 'noted'))).catch(() => {});
  const isChosen = () => botMessages(slack).some((m) => m.ts === design.ts && shows(m, 'was chosen by'));
  await persist(slack, design, 'choose', isChosen);
};

/** A slash command, which roots a thread of the bot's own, and one that is answered to the person alone. */
export const commandRun: FullRun = async (slack, name) => {
  await command(slack, name);
  const answer = await seen(slack, 'the answer', (m) => shows(m, `Answer to ${name}`));
  await persist(slack, answer, 'feedback', () => told(slack).some((m) => shows(m, 'noted')));
};

/**
 * A private word that never comes is seen in the end: nobody waits for it for ever. Only who was told that it could not
 * be taken in says it again, and that not before Slack has stopped to repeat it.
 */
async function askForStatus(slack: SlackStandIn, thread: string): Promise<void> {
  const doubts = () => slack.ephemerals({ user: PERSON }).filter((m) => isNotKept(m) || isUnsure(m)).length;
  const isTold = () => told(slack).some((m) => !shows(m, 'noted'));
  const since = await beginStep();
  for (let before = -1; before < doubts(); ) {
    before = doubts();
    slack.say({ user: PERSON, channel: CHANNEL, thread, text: '@Architect status' });
    const deadline = Date.now() + HEARD_WITHIN_MS;
    while (Date.now() < deadline) {
      if (isTold()) return;
      await takeOffer(slack, since);
      await wait(LOOK_EVERY_MS);
    }
  }
}

/** A person sends a command again when they were told that it was not kept, or when nothing ever comes of it. */
async function command(slack: SlackStandIn, name: string): Promise<void> {
  const text = `@backend please work out ${name}`;
  const isThere = () => botMessages(slack).some((m) => m.thread_ts === undefined && shows(m, name));
  for (let attempt = 0; attempt < 8 && !isThere(); attempt++) {
    const before = refusals(slack);
    await slack.command({ user: PERSON, channel: CHANNEL, command: '/architect', text });
    const again = Date.now() + AGAIN_AFTER_MS;
    while (!isThere() && refusals(slack) === before && Date.now() < again) await wait(LOOK_EVERY_MS);
  }
}

async function submitForm(slack: SlackStandIn): Promise<void> {
  for (let attempt = 0; attempt < 8; attempt++) {
    if (slack.viewStack(PERSON).length === 0) return;
    const outcome = await slack.submit({ user: PERSON, values: {} });
    if (outcome.ok && !('response_action' in outcome)) return;
    await wait(1_000);
  }
  throw new Error('the form was never taken');
}

/** Clicks until it shows: again when the click was refused, or brought nothing for long. */
async function persist(
  slack: SlackStandIn,
  { ts }: WorldMessage,
  verb: string,
  isDone: () => boolean,
): Promise<void> {
  const since = await beginStep();
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const message = botMessages(slack).find((m) => m.ts === ts);
    const action_id = message && actionOf(message, verb);
    if (isDone()) return;
    if (action_id === undefined) throw new Error(`there is no button for ${verb}`);
    const before = refusals(slack);
    await slack.click({ user: PERSON, channel: CHANNEL, ts, action_id, choose: 'positive' });
    const again = Date.now() + AGAIN_AFTER_MS;
    while (!isDone() && refusals(slack) === before && Date.now() < again) {
      await takeOffer(slack, since);
      await wait(LOOK_EVERY_MS);
    }
  }
  throw new Error(`${verb} brought nothing`);
}

/** So that people can tell what was said during a step from what was said before: offers name the second. */
async function beginStep(): Promise<number> {
  const next = Math.floor(Date.now() / 1_000) * 1_000 + 1_000;
  await wait(next - Date.now());
  return next;
}

/** Whoever does not see what they were told at a time has it shown. */
async function takeOffer(slack: SlackStandIn, since: number): Promise<void> {
  const offer = offers(slack).find((message) => saidAt(message) >= since);
  if (offer) {
    const { channel, ts } = offer;
    await slack.click({ user: PERSON, channel, ts, action_id: SHOW_WORDS });
  }
}

function saidAt({ blocks }: WorldMessage): number {
  return Number(/"timestamp":(\d+)/.exec(JSON.stringify(blocks))?.[1] ?? 0) * 1_000;
}

export function botMessages(slack: SlackStandIn): WorldMessage[] {
  return slack.messages({ channel: CHANNEL }).filter((m) => m.user === LOCAL_APP.botUserId);
}

/** What a person alone was told, but for what concerns whether the bot has what they did, and for offers. */
export function told(slack: SlackStandIn): WorldMessage[] {
  const all = [...slack.ephemerals({ user: PERSON }), ...directly(slack)];
  return all.filter((m) => !isNotKept(m) && !isUnsure(m) && !isOffer(m));
}

/** Direct messages that offer words of which it is not known whether they were shown. */
export function offers(slack: SlackStandIn): WorldMessage[] {
  return directly(slack).filter(isOffer);
}

function directly(slack: SlackStandIn): WorldMessage[] {
  const { channel } = slack.openDm({ user: PERSON });
  return slack.messages({ channel }).filter((m) => m.user === LOCAL_APP.botUserId);
}

const SHOW_WORDS = 'architect:show-words';

const isOffer = ({ blocks }: WorldMessage): boolean =>
  elementsOf(blocks ?? []).some(({ element }) => element.action_id === SHOW_WORDS);

function refusals(slack: SlackStandIn): number {
  return slack.ephemerals({ user: PERSON }).filter(isNotKept).length;
}

const isNotKept = (message: WorldMessage): boolean => shows(message, NOT_KEPT);
const isUnsure = (message: WorldMessage): boolean =>
  shows(message, NOT_SURE) || shows(message, /could not take this in|no need to send it again/);

async function seen(
  slack: SlackStandIn,
  what: string,
  is: (message: WorldMessage) => boolean,
): Promise<WorldMessage> {
  return come(() => botMessages(slack).find(is), what);
}

async function come<T>(look: () => T, what: string): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what} never came`);
    await wait(LOOK_EVERY_MS);
  }
}

const has = (message: WorldMessage, verb: string): boolean => actionOf(message, verb) !== undefined;

function actionOf(message: WorldMessage, verb: string): string | undefined {
  const ids = elementsOf(message.blocks ?? []).map(({ element }) => String(element.action_id));
  return ids.find((id) => id.split(':')[1] === verb);
}
