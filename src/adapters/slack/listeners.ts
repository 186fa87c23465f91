import { setTimeout as wait } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type { View } from '@slack/types';
import { z } from 'zod';
import type { Chat, Part } from '../../core/chat/chat.ts';
import type { Inbound, PersonInbound } from '../../core/chat/inbound.ts';
import type { Form, Reply } from '../../core/chat/reply.ts';
import { AppError, toAppError, UnknownOutcome } from '../../core/errors.ts';
import type { Handled } from '../../core/thread/handle.ts';
import type { OpenQuestions } from '../../core/thread/questions.ts';
import { planReply } from './blocks.ts';
import { toContent } from './chat.ts';
import { toSlackError } from './errors.ts';
import { buildForm, readFollowUp, readForm } from './form.ts';
import { type KeptWords, parseReveal, type Reveal, revealed } from './offer.ts';
import { parseSlack, type Self } from './parse.ts';
import type { SlackContent } from './render/pack.ts';
import { withoutRefusal } from './without-refusal.ts';
import type { Workspaces } from './workspaces.ts';

export type ListenerDeps = {
  workspaces: Workspaces;
  chat: Pick<Chat, 'tell'>;
  words: Pick<KeptWords, 'read'>;
  /** The program is to end: nothing is waited for that may come later. */
  closing: AbortSignal;
  /**
   * Keeps what a person did in a request that arrived at that instant of `performance.now()`; throws an `AppError` when
   * it could not be kept, and an `UnknownOutcome` when that is not known in time.
   */
  handle(inbound: Inbound, arrivedAt: number): Promise<Handled>;
  /** What became of a deed of which it was not known in time; rejects when that can't be found out. */
  wasKept(inbound: PersonInbound): Promise<boolean>;
  /** The questions that a thread waits for. */
  openQuestions(threadId: string): Promise<OpenQuestions | undefined>;
  home(): View;
  /** Work that nobody waits for: it is finished before the program ends, and its failure is logged. */
  background(work: Promise<unknown>): void;
};

/** People are answered within 2 s. */
const ANSWER_WITHIN_MS = 1_900;

const NOT_KEPT_COMMAND =
  'I can’t take this in right now, so nothing was kept. Please send it again in a minute.';
const NOT_SURE =
  'Something that I need answers too slowly, so I am not sure yet whether I have this. I am finding out, and tell you here.';
const KEPT_AFTER_ALL = 'I have what you sent a moment ago. There is no need to send it again.';
const NOT_KEPT_AFTER_ALL = 'What you sent a moment ago was not kept. Please send it again.';
const SEND_FORM_AGAIN =
  'Something that I need answers too slowly, so I am not sure yet whether I have this. Please send it again: it counts once.';
const NOTHING_ASKED = 'Write what you would like to know or change.';
const NOT_KEPT_EVENT =
  'I could not take this in yet: something that I need does not answer. Slack offers it to me again over the next minutes; if nothing has happened by then, please send it again.';

type Ack = (answer?: unknown) => Promise<void>;
type Heard = { body: unknown; self: Self; ack: Ack; isRepeated: boolean; arrivedAt: number };

/**
 * What Bolt hears goes through one parser and one function; here only Slack's ways of answering differ, and what only
 * Slack has: words that a direct message offers. It is one middleware and not a listener per kind: Bolt walks through
 * every listener for every payload.
 */
export function registerListeners(app: App, deps: ListenerDeps): void {
  app.use(async (args) => {
    const { teamId = '', botUserId = '', retryNum, arrivedAt } = args.context;
    const self = { teamId, botUserId };
    const ack = 'ack' in args ? (args.ack as Ack) : async () => {};
    try {
      const heard = { body: args.body, self, ack, isRepeated: retryNum !== undefined };
      await hear(deps, { ...heard, arrivedAt: Number(arrivedAt) });
    } catch (error) {
      // So that a failure of ours can be told from one of Bolt's.
      throw toAppError(error);
    }
  });
}

async function hear(deps: ListenerDeps, heard: Heard): Promise<void> {
  const reveal = parseReveal(heard.body);
  if (reveal) return onReveal(deps, reveal, heard);
  const inbound = parseSlack(heard.body, heard.self);
  switch (inbound.kind) {
    case 'command':
      return onCommand(deps, inbound, heard);
    case 'press':
      return onPress(deps, inbound, heard);
    case 'form':
      return onForm(deps, inbound, heard);
    case 'settings':
      return onSettings(deps, inbound, heard);
    case 'home':
      return deps.background(publishHome(deps, inbound.workspaceId, inbound.personId));
    case 'unsupported':
      return heard.ack();
    default:
      return onEvent(deps, inbound, heard);
  }
}

type Command = Extract<Inbound, { kind: 'command' }>;
type Press = Extract<Inbound, { kind: 'press' }>;
type Submitted = Extract<Inbound, { kind: 'form' }>;
type Settings = Extract<Inbound, { kind: 'settings' }>;
type FromPerson = Extract<Inbound, { author: unknown }>;
type HeardEvent =
  | Exclude<FromPerson, Command | Press | Submitted | Settings>
  | Extract<Inbound, { kind: 'joined' }>;

/** The acknowledgement of a command can carry a private answer, so most need no further call. */
async function onCommand(deps: ListenerDeps, inbound: Command, heard: Heard): Promise<void> {
  const { body, self, ack, arrivedAt } = heard;
  try {
    const { replies, form } = await deps.handle(inbound, arrivedAt);
    if (form) await inTime(arrivedAt, openForm(deps, self, triggerOf(body), form));
    const contents = replies.flatMap(toContents);
    const [only] = contents;
    if (only && contents.length === 1) return await ack({ response_type: 'ephemeral', ...only });
    await ack();
    deps.background(tellAll(deps, inbound, replies));
  } catch (error) {
    const isUnsure = error instanceof UnknownOutcome;
    await ack({ response_type: 'ephemeral', text: isUnsure ? NOT_SURE : NOT_KEPT_COMMAND });
    if (isUnsure) deps.background(tellWhetherKept(deps, inbound));
  }
}

async function tellWhetherKept(deps: ListenerDeps, inbound: Command | Press): Promise<void> {
  const markdown = (await deps.wasKept(inbound)) ? KEPT_AFTER_ALL : NOT_KEPT_AFTER_ALL;
  await tellAll(deps, inbound, [{ kind: 'notice', markdown }]);
}

async function onPress(deps: ListenerDeps, inbound: Press, heard: Heard): Promise<void> {
  const { body, self, ack, arrivedAt } = heard;
  try {
    const { replies, form } = await deps.handle(inbound, arrivedAt);
    if (form) await inTime(arrivedAt, openForm(deps, self, triggerOf(body), form));
    await ack();
    deps.background(tellAll(deps, inbound, replies));
  } catch (error) {
    await ack();
    const isUnsure = error instanceof UnknownOutcome;
    const markdown = isUnsure ? NOT_SURE : NOT_KEPT_COMMAND;
    const word = tellAll(deps, inbound, [{ kind: 'notice', markdown }]);
    deps.background(isUnsure ? word.then(() => tellWhetherKept(deps, inbound)) : word);
    if (toAppError(error).code === 'unexpected') throw error;
  }
}

async function onForm(
  deps: ListenerDeps,
  inbound: Submitted,
  { body, ack, arrivedAt }: Heard,
): Promise<void> {
  const values = valuesOf(body);
  try {
    const answers = await readAnswers(deps, inbound, values);
    if (!answers) return await ack({ response_action: 'errors', errors: errorsFor(values, NOTHING_ASKED) });
    const { replies } = await deps.handle({ ...inbound, answers }, arrivedAt);
    await ack();
    deps.background(tellAll(deps, inbound, replies));
  } catch (error) {
    await ack({ response_action: 'errors', errors: errorsFor(values, formTrouble(error)) });
  }
}

/** A form is known by its view, so sending it once more does no harm. */
function formTrouble(error: unknown): string {
  if (error instanceof UnknownOutcome) return SEND_FORM_AGAIN;
  return toAppError(error).userMessage ?? NOT_KEPT_COMMAND;
}

async function onSettings(
  deps: ListenerDeps,
  inbound: Settings,
  { body, ack, arrivedAt }: Heard,
): Promise<void> {
  try {
    const { replies, mistakes } = await deps.handle(inbound, arrivedAt);
    const errors = mistakes && toErrors(valuesOf(body), mistakes);
    await (errors ? ack({ response_action: 'errors', errors }) : ack());
    deps.background(tellAll(deps, inbound, replies));
  } catch (error) {
    await ack({ response_action: 'errors', errors: errorsFor(valuesOf(body), formTrouble(error)) });
  }
}

/** Undefined where there is nothing to be sent. */
async function readAnswers(
  deps: ListenerDeps,
  inbound: Submitted,
  values: unknown,
): Promise<Record<string, string> | undefined> {
  if (inbound.form === 'follow-up') {
    const text = readFollowUp(values);
    return text === '' ? undefined : { text };
  }
  const open = await deps.openQuestions(inbound.ref.threadId);
  return open ? readForm(values, open) : {};
}

/** Each under its field; Slack refuses the answer where the form has none of that name. */
function toErrors(
  values: Record<string, unknown>,
  mistakes: Record<string, string>,
): Record<string, string> | undefined {
  const all = Object.entries(mistakes);
  if (all.length === 0) return undefined;
  const known = all.filter(([field]) => field in values);
  return known.length === all.length
    ? mistakes
    : errorsFor(values, all.map(([, mistake]) => mistake).join(' '));
}

/** Slack shows it under the first field. */
function errorsFor(values: Record<string, unknown>, message: string): Record<string, string> {
  const [block] = Object.keys(values);
  return block === undefined ? {} : { [block]: message };
}

const triggerSchema = z.object({ trigger_id: z.string() });
const submittedSchema = z.object({
  view: z.object({ state: z.object({ values: z.record(z.string(), z.unknown()) }) }),
});

function triggerOf(body: unknown): string {
  return triggerSchema.safeParse(body).data?.trigger_id ?? '';
}

function valuesOf(body: unknown): Record<string, unknown> {
  return submittedSchema.safeParse(body).data?.view.state.values ?? {};
}

/** An event that could not be kept is not acknowledged: Slack repeats it, and its author is told so once. */
async function onEvent(
  deps: ListenerDeps,
  inbound: HeardEvent,
  { isRepeated, arrivedAt }: Heard,
): Promise<void> {
  try {
    const { replies } = await deps.handle(inbound, arrivedAt);
    if (inbound.kind !== 'joined') deps.background(tellAll(deps, inbound, replies));
  } catch (error) {
    const isAddressed = inbound.kind === 'message' && (inbound.mentionsBot || inbound.place.direct);
    if (isAddressed && !isRepeated) {
      deps.background(tellAll(deps, inbound, [{ kind: 'notice', markdown: NOT_KEPT_EVENT }]));
    }
    throw error;
  }
}

async function tellAll(deps: ListenerDeps, inbound: FromPerson, replies: Reply[]): Promise<void> {
  const handle = 'handle' in inbound ? inbound.handle : undefined;
  const rootId = 'rootId' in inbound && inbound.rootId !== undefined ? { rootId: inbound.rootId } : {};
  for (const reply of replies) {
    const where = { ...inbound.place, ...rootId };
    const options = { signal: deps.closing, ...(handle === undefined ? {} : { handle }) };
    await deps.chat.tell(where, inbound.author.id, reply, options);
  }
}

/** Left unacknowledged when it fails: Slack then says so at the button; pressing it again does no harm. */
async function onReveal(deps: ListenerDeps, reveal: Reveal, { self, ack, arrivedAt }: Heard): Promise<void> {
  const { client } = await deps.workspaces.get(self.teamId);
  const content = await inTime(arrivedAt, revealed(deps.words, reveal));
  if (content) {
    const at = { channel: reveal.channelId, ts: reveal.messageId };
    const show = () => withoutRefusal([content], (shown) => client.chat.update({ ...at, ...shown }));
    await inTime(arrivedAt, show());
  }
  await ack();
}

/** Slack itself may be slow; a form that opens later than its person was answered does no harm. */
function inTime<T>(arrivedAt: number, work: Promise<T>): Promise<T> {
  const late = wait(Math.max(0, arrivedAt + ANSWER_WITHIN_MS - performance.now()), undefined, { ref: false });
  const refuse = () => Promise.reject<never>(new AppError('slack-slow', { retry: 'backoff' }));
  return Promise.race([work, late.then(refuse)]);
}

async function openForm(deps: ListenerDeps, self: Self, triggerId: string, form: Form): Promise<void> {
  const { client } = await deps.workspaces.get(self.teamId);
  await client.views.open({ trigger_id: triggerId, view: buildForm(form) }).catch((error: unknown) => {
    const failure = toSlackError(error);
    // Such as a trigger that is too old: nothing is wrong with us, and whoever pressed may press again.
    throw failure.retry === 'never' ? failure : error;
  });
}

async function publishHome(deps: ListenerDeps, workspaceId: string, personId: string): Promise<void> {
  const { client } = await deps.workspaces.get(workspaceId);
  await client.views.publish({ user_id: personId, view: deps.home() });
}

function toContents(reply: Reply): SlackContent[] {
  return planReply(reply)
    .filter((part: Part) => part.kind === 'message')
    .map(toContent);
}
