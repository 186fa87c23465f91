import type { App } from '@slack/bolt';
import type { View } from '@slack/types';
import { z } from 'zod';
import type { Chat, Part } from '../../core/chat/chat.ts';
import type { Inbound } from '../../core/chat/inbound.ts';
import type { Form, Reply } from '../../core/chat/reply.ts';
import { toAppError } from '../../core/errors.ts';
import type { Handled } from '../../core/thread/handle.ts';
import type { OpenQuestions } from '../../core/thread/questions.ts';
import { planReply } from './blocks.ts';
import { toContent } from './chat.ts';
import { buildForm, readFollowUp, readForm } from './form.ts';
import { parseSlack, type Self } from './parse.ts';
import type { SlackContent } from './render/pack.ts';
import type { Workspaces } from './workspaces.ts';

export type ListenerDeps = {
  workspaces: Workspaces;
  chat: Pick<Chat, 'tell'>;
  /** Keeps what a person did; throws an `AppError` when it could not be kept. */
  handle(inbound: Inbound): Promise<Handled>;
  /** The questions that a thread waits for. */
  openQuestions(threadId: string): Promise<OpenQuestions | undefined>;
  home(): View;
  /** Work that nobody waits for: it is finished before the program ends, and its failure is logged. */
  background(work: Promise<unknown>): void;
};

const NOT_KEPT_COMMAND =
  'I can’t take this in right now, so nothing was kept. Please send it again in a minute.';
const NOTHING_ASKED = 'Write what you would like to know or change.';
const NOT_KEPT_EVENT =
  'I could not take this in yet: something that I need does not answer. Slack offers it to me again over the next minutes; if nothing has happened by then, please send it again.';

type Ack = (answer?: unknown) => Promise<void>;
type Heard = { body: unknown; self: Self; ack: Ack; isRepeated: boolean };

/**
 * What Bolt hears goes through one parser and one function; here only Slack's ways of answering differ. It is one
 * middleware and not a listener per kind: Bolt walks through every listener for every payload.
 */
export function registerListeners(app: App, deps: ListenerDeps): void {
  app.use(async (args) => {
    const { teamId = '', botUserId = '', retryNum } = args.context;
    const self = { teamId, botUserId };
    const ack = 'ack' in args ? (args.ack as Ack) : async () => {};
    await hear(deps, { body: args.body, self, ack, isRepeated: retryNum !== undefined });
  });
}

async function hear(deps: ListenerDeps, heard: Heard): Promise<void> {
  const inbound = parseSlack(heard.body, heard.self);
  switch (inbound.kind) {
    case 'command':
      return onCommand(deps, inbound, heard);
    case 'press':
      return onPress(deps, inbound, heard);
    case 'form':
      return onForm(deps, inbound, heard);
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
type FromPerson = Extract<Inbound, { author: unknown }>;
type HeardEvent = Exclude<FromPerson, Command | Press | Submitted> | Extract<Inbound, { kind: 'joined' }>;

/** The acknowledgement of a command can carry a private answer, so most need no further call. */
async function onCommand(deps: ListenerDeps, inbound: Command, { ack }: Heard): Promise<void> {
  try {
    const { replies } = await deps.handle(inbound);
    const contents = replies.flatMap(toContents);
    const [only] = contents;
    if (only && contents.length === 1) return await ack({ response_type: 'ephemeral', ...only });
    await ack();
    deps.background(tellAll(deps, inbound, replies));
  } catch {
    await ack({ response_type: 'ephemeral', text: NOT_KEPT_COMMAND });
  }
}

async function onPress(deps: ListenerDeps, inbound: Press, { body, self, ack }: Heard): Promise<void> {
  try {
    const { replies, form } = await deps.handle(inbound);
    if (form) await openForm(deps, self, triggerOf(body), form);
    await ack();
    deps.background(tellAll(deps, inbound, replies));
  } catch (error) {
    await ack();
    deps.background(tellAll(deps, inbound, [{ kind: 'notice', markdown: NOT_KEPT_COMMAND }]));
    if (toAppError(error).code === 'unexpected') throw error;
  }
}

async function onForm(deps: ListenerDeps, inbound: Submitted, { body, ack }: Heard): Promise<void> {
  const values = valuesOf(body);
  try {
    const answers = await readAnswers(deps, inbound, values);
    if (!answers) return await ack({ response_action: 'errors', errors: errorsFor(values, NOTHING_ASKED) });
    const { replies } = await deps.handle({ ...inbound, answers });
    await ack();
    deps.background(tellAll(deps, inbound, replies));
  } catch {
    await ack({ response_action: 'errors', errors: errorsFor(values, NOT_KEPT_COMMAND) });
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
async function onEvent(deps: ListenerDeps, inbound: HeardEvent, { isRepeated }: Heard): Promise<void> {
  try {
    const { replies } = await deps.handle(inbound);
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
    await deps.chat.tell({ ...inbound.place, ...rootId }, inbound.author.id, reply, handle);
  }
}

async function openForm(deps: ListenerDeps, self: Self, triggerId: string, form: Form): Promise<void> {
  const { client } = await deps.workspaces.get(self.teamId);
  await client.views.open({ trigger_id: triggerId, view: buildForm(form) });
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
