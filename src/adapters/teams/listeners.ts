import type { Chat } from '../../core/chat/chat.ts';
import type { Inbound, PersonInbound } from '../../core/chat/inbound.ts';
import type { Reply, TurnRef } from '../../core/chat/reply.ts';
import { toAppError } from '../../core/errors.ts';
import type { Handled } from '../../core/thread/handle.ts';
import type { ThreadState } from '../../core/thread/state.ts';
import { type Activity, readActivity } from './activity.ts';
import { type Answer, NOT_KEPT, showCard, showError, showWords, TAKEN } from './answer.ts';
import { buildForm } from './cards/forms.ts';
import { namePeople } from './cards/people.ts';
import { readAnswers } from './cards/question-inputs.ts';
import { withRefresh } from './cards/refresh.ts';
import { planReply } from './cards.ts';
import { type Conversations, type TeamsReference, toReference } from './conversations.ts';
import type { TeamsInbound } from './inbound.ts';
import { parseTeams } from './parse.ts';
import type { Consent } from './parse-consent.ts';
import type { TeamsContent } from './render/content.ts';
import { placeKey, rootOfThread } from './thread-id.ts';

export type ListenerDeps = {
  /** Tenants that may talk to it, in lower case. */
  tenants: readonly string[] | 'any';
  conversations: Pick<Conversations, 'keep'>;
  chat: Pick<Chat, 'tell'>;
  /**
   * Keeps what a person did in a request that arrived at that instant of `performance.now()`; throws an `AppError` when
   * it could not be kept, or when that is not known in time.
   */
  handle(inbound: Inbound, arrivedAt: number): Promise<Handled>;
  load(threadId: string): Promise<ThreadState | undefined>;
  /** What somebody said to the offer of a file; returns once that is kept. */
  onConsent(consent: Consent, appUrl: string | undefined): Promise<void>;
  /** Says words in a conversation by nothing but the reference; what is suggested can be said by one press. */
  speak(reference: TeamsReference, text: string, suggested?: readonly string[]): Promise<void>;
  /** Work that nobody waits for: it is finished before the program ends, and its failure is logged. */
  background(work: Promise<unknown>): void;
  onProblem(message: string): void;
};

const DONE = 'Got it.';
/** Said where it was pressed, or to that person alone. */
const ELSEWHERE = 'The answer comes in a message.';
const UNKNOWN = 'That card is out of date, so nothing was changed.';
const OVER = 'This message is out of date: what came of it stands elsewhere in this conversation.';
const NOTHING_ASKED = 'Write what you would like to know or change.';
const NO_FORM = 'This client can’t show the form. Mention me with your words instead.';
const NOT_KEPT_YET =
  'I could not take this in yet: something that I need does not answer. If nothing has happened here in two minutes, please send it again.';

const WELCOME =
  'I work out software architecture: designs with options, contracts, data ownership and decisions. Ask me here, or mention me in a channel or a group chat. Try “design a food delivery platform for one city”.';

/** What a first word may be. */
const SUGGESTED = ['help', 'agents'];

/** Enough for what is re-sent within a few minutes. */
const MOST_TOLD = 1_000;

type Form = Extract<TeamsInbound, { kind: 'form' }>;
type FromPerson = Extract<TeamsInbound, PersonInbound>;

/** Answers an authentic activity; never throws. */
export function createListener(
  deps: ListenerDeps,
): (body: unknown, arrivedAt: number, appUrl?: string) => Promise<Answer> {
  /** Who was told that something could not be kept: it comes again under other ids. */
  const told = new Set<string>();

  return async (body, arrivedAt, appUrl) => {
    const activity = readActivity(body);
    if (!activity) return TAKEN;
    const isAllowed = deps.tenants === 'any' || deps.tenants.includes(activity.place.workspaceId);
    if (!isAllowed) return { status: 403 };
    const inbound = parseTeams(activity);
    if (inbound.kind === 'unsupported') return refuse(activity);
    try {
      if (inbound.kind === 'refresh') return await refresh(deps, inbound);
      await deps.conversations.keep(placeKey(activity.place), toReference(activity, appUrl));
      if (inbound.kind === 'consent') {
        await deps.onConsent(inbound, appUrl);
        return { status: 200, body: {} };
      }
      return await take(deps, activity, inbound, arrivedAt);
    } catch (error) {
      deps.onProblem(`not kept: ${toAppError(error).code}`);
      if (isNews(inbound)) deps.background(deps.speak(referenceOf(activity), NOT_KEPT_YET));
      return NOT_KEPT;
    }
  };

  function isNews(inbound: TeamsInbound): boolean {
    if (inbound.kind !== 'message' || !(inbound.mentionsBot || inbound.place.direct)) return false;
    const { of } = inbound.resend;
    if (told.has(of)) return false;
    if (told.size >= MOST_TOLD) told.clear();
    told.add(of);
    return true;
  }
}

/** A client shows an error to whoever pressed; everything else is nothing to us, and would be so again. */
function refuse({ type, name }: Activity): Answer {
  if (type !== 'invoke') return TAKEN;
  return name === 'adaptiveCard/action' ? showError(UNKNOWN) : { status: 200, body: {} };
}

/** In a chat of their own somebody wants to know what it is for; an update of the app says nothing new. */
function isFirst({ type, action, place }: Activity): boolean {
  return type === 'installationUpdate' && action === 'add' && place.direct;
}

type Taken = Exclude<TeamsInbound, { kind: 'unsupported' | 'refresh' | 'consent' }>;

async function take(
  deps: ListenerDeps,
  activity: Activity,
  inbound: Taken,
  arrivedAt: number,
): Promise<Answer> {
  switch (inbound.kind) {
    case 'joined':
      await deps.handle(inbound, arrivedAt);
      if (isFirst(activity)) {
        deps.background(deps.speak(toReference(activity), WELCOME, SUGGESTED));
      }
      return TAKEN;
    case 'message':
    case 'edited': {
      const { replies } = await deps.handle(inbound, arrivedAt);
      deps.background(tellAll(deps, inbound, replies));
      return TAKEN;
    }
    case 'press':
    case 'form':
    case 'settings': {
      const given = inbound.kind === 'form' ? await fillIn(deps, inbound) : inbound;
      if (!given) return activity.type === 'invoke' ? showError(NOTHING_ASKED) : TAKEN;
      const handled = await deps.handle(given, arrivedAt);
      return activity.type === 'invoke'
        ? answerInvoke(deps, activity, inbound, handled)
        : answerSubmit(deps, inbound, handled);
    }
    default:
      return inbound satisfies never;
  }
}

/** Undefined where there is nothing to be sent. */
async function fillIn(deps: ListenerDeps, inbound: Form): Promise<Inbound | undefined> {
  const { inputs, ...form } = inbound;
  if (form.form === 'follow-up') return form.answers.text === '' ? undefined : form;
  const phase = (await deps.load(form.ref.threadId))?.phase;
  return { ...form, answers: phase?.kind === 'waiting' ? readAnswers(inputs, phase.open) : {} };
}

/** The answer of an invoke is the way to whoever pressed. */
function answerInvoke(
  deps: ListenerDeps,
  { name }: Activity,
  inbound: FromPerson,
  { replies, form, mistakes = {} }: Handled,
): Answer {
  if (name !== 'adaptiveCard/action') return { status: 200, body: {} };
  // Words leave the form as it was filled in.
  const wrong = Object.values(mistakes);
  if (wrong.length > 0) return showWords(wrong.join('\n'));
  if (form) return showCard(buildForm(form));
  const [first = { kind: 'notice', markdown: DONE } as const, ...more] = replies;
  if (first.kind !== 'notice' || more.length > 0) {
    deps.background(tellAll(deps, inbound, replies));
    return showWords(ELSEWHERE);
  }
  const { card, fallback } = contentOf(first);
  // Nothing but an answer takes a form away that was opened in place of a card.
  const isForm = inbound.kind === 'settings' || (inbound.kind === 'form' && inbound.form === 'questions');
  return isForm ? showCard(card) : showWords(fallback);
}

function answerSubmit(deps: ListenerDeps, inbound: FromPerson, { replies, form }: Handled): Answer {
  const words: Reply[] = form ? [...replies, { kind: 'notice', markdown: NO_FORM }] : replies;
  deps.background(tellAll(deps, inbound, words));
  return TAKEN;
}

/** What stands now in the place of a card: the questions, or that it is over. */
async function refresh(
  deps: ListenerDeps,
  { place, author, ref }: Extract<TeamsInbound, { kind: 'refresh' }>,
): Promise<Answer> {
  const state = await deps.load(ref.threadId);
  const { phase, agent } = state ?? {};
  const isHere = state?.place.channelId === place.channelId;
  if (isHere && state && isOver(state, ref))
    return showCard(contentOf({ kind: 'notice', markdown: OVER }).card);
  const isSame = isHere && state?.turn === ref.turn;
  if (!isSame || phase?.kind !== 'waiting' || !agent) return showError(UNKNOWN);
  const content = contentOf({ kind: 'questions', ref, agent, open: phase.open });
  return showCard(withRefresh(content, [author.id]).card);
}

/** A turn that is over has been shown as such, in the one message of it that counts. */
function isOver({ turn, phase }: ThreadState, ref: TurnRef): boolean {
  return turn > ref.turn || (turn === ref.turn && phase.kind === 'done');
}

/** Of the first message of a reply: the adapter's own planning, so its content is known. */
function contentOf(reply: Reply): TeamsContent {
  const [part] = planReply(reply);
  const content = part?.kind === 'message' ? (part.content as TeamsContent) : undefined;
  if (!content) throw new Error(`A reply of kind ${reply.kind} has no message.`);
  return namePeople(content, () => undefined);
}

async function tellAll(deps: ListenerDeps, inbound: FromPerson, replies: readonly Reply[]): Promise<void> {
  const root = rootOf(inbound);
  const where = { ...inbound.place, ...(root === undefined ? {} : { rootId: root }) };
  for (const reply of replies) await deps.chat.tell(where, inbound.author.id, reply);
}

/** Where it was said, which in a channel is a thread; a press tells which one. */
function rootOf(inbound: FromPerson): string | undefined {
  if (inbound.kind === 'message' || inbound.kind === 'edited') return inbound.rootId ?? inbound.messageId;
  return 'ref' in inbound ? rootOfThread(inbound.ref.threadId) : undefined;
}

/** With the thread: words go to where the others are. */
function referenceOf(activity: Activity): TeamsReference {
  const reference = toReference(activity);
  return { ...reference, conversation: { ...reference.conversation, id: activity.conversation.id } };
}
