import type { App } from '@slack/bolt';
import type { View } from '@slack/types';
import type { Chat, Part } from '../../core/chat/chat.ts';
import type { Inbound } from '../../core/chat/inbound.ts';
import type { Form, Reply } from '../../core/chat/reply.ts';
import { toAppError } from '../../core/errors.ts';
import type { Handled } from '../../core/thread/handle.ts';
import type { OpenQuestions } from '../../core/thread/questions.ts';
import { planReply } from './blocks.ts';
import { toContent } from './chat.ts';
import { buildForm, readForm } from './form.ts';
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
  'I can’t reach my storage right now, so nothing was kept. Please send this again in a minute.';
const NOT_KEPT_EVENT =
  'I can’t reach my storage right now, so I have not taken this in yet. Slack offers it to me again over the next minutes; if nothing has happened by then, please send it again.';

/** One listener for all of them, as Bolt walks through every listener for each event. */
const EVENTS = /^(message|app_mention|member_joined_channel|app_home_opened|agent_session_stopped)$/;

/** What Bolt hears goes through one parser and one function; here only Slack's ways of answering differ. */
export function registerListeners(app: App, deps: ListenerDeps): void {
  app.event(EVENTS, async ({ body, context }) => {
    await onEvent(deps, parseSlack(body, toSelf(context)), context.retryNum !== undefined);
  });

  app.command('/architect', async ({ body, context, ack }) => {
    const inbound = parseSlack(body, toSelf(context));
    try {
      const { replies } = await deps.handle(inbound);
      const [first, ...rest] = replies.flatMap(toContents);
      await ack(first ? { response_type: 'ephemeral', ...first } : undefined);
      if (rest.length > 0 && inbound.kind === 'command') {
        deps.background(tellAll(deps, inbound, replies.slice(1)));
      }
    } catch {
      await ack({ response_type: 'ephemeral', text: NOT_KEPT_COMMAND });
    }
  });

  app.action(/^architect:/, async ({ body, context, ack }) => {
    const inbound = parseSlack(body, toSelf(context));
    try {
      const { replies, form } = await deps.handle(inbound);
      if (form && 'trigger_id' in body) await openForm(deps, toSelf(context), body.trigger_id, form);
      await ack();
      if (inbound.kind === 'press') deps.background(tellAll(deps, inbound, replies));
    } catch (error) {
      await ack();
      if (inbound.kind === 'press') {
        deps.background(tellAll(deps, inbound, [{ kind: 'notice', markdown: NOT_KEPT_COMMAND }]));
      }
      if (toAppError(error).code === 'unexpected') throw error;
    }
  });

  app.view({ type: 'view_submission', callback_id: /^architect:/ }, async ({ body, context, ack }) => {
    const inbound = parseSlack(body, toSelf(context));
    if (inbound.kind !== 'form') return ack();
    try {
      const open = await deps.openQuestions(inbound.ref.threadId);
      const answers = open ? readForm(body.view.state.values, open) : {};
      const { replies } = await deps.handle({ ...inbound, answers });
      await ack();
      deps.background(tellAll(deps, inbound, replies));
    } catch {
      const [block] = Object.keys(body.view.state.values);
      const errors = block === undefined ? {} : { [block]: NOT_KEPT_COMMAND };
      await ack({ response_action: 'errors', errors });
    }
  });
}

function toSelf(context: { teamId?: string; botUserId?: string }): Self {
  return { teamId: context.teamId ?? '', botUserId: context.botUserId ?? '' };
}

/** An event that could not be kept is not acknowledged: Slack repeats it, and its author is told so once. */
async function onEvent(deps: ListenerDeps, inbound: Inbound, isRepeated: boolean): Promise<void> {
  if (inbound.kind === 'home') {
    deps.background(publishHome(deps, inbound.workspaceId, inbound.personId));
    return;
  }
  try {
    const { replies } = await deps.handle(inbound);
    if ('author' in inbound) deps.background(tellAll(deps, inbound, replies));
  } catch (error) {
    const isAddressed = inbound.kind === 'message' && (inbound.mentionsBot || inbound.place.direct);
    if (isAddressed && !isRepeated) {
      deps.background(tellAll(deps, inbound, [{ kind: 'notice', markdown: NOT_KEPT_EVENT }]));
    }
    throw error;
  }
}

type FromPerson = Extract<Inbound, { author: unknown }>;

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
