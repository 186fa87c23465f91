import type { PersonInbound } from '../chat/inbound.ts';
import { answer } from './assign.ts';
import { chooseByPress } from './decide-choose.ts';
import { decideItem, openDigest } from './decide-digest.ts';
import { decideFollowUp, decideRegenerate, openFollowUp } from './decide-more.ts';
import { OPEN_SETTINGS } from './decide-settings.ts';
import { decideStop } from './decide-stop.ts';
import { type Decision, GONE, type Guide, go, NOTHING, say } from './decision.ts';
import { canRetry, retry } from './retry.ts';
import type { ThreadState } from './state.ts';
import { assumeRest, beginTurn, invited, takeAnswers } from './transitions.ts';

type Press = Extract<PersonInbound, { kind: 'press' }>;
type Submitted = Extract<PersonInbound, { kind: 'form' }>;

/** Buttons and forms. What they carry are ids; whether these still mean anything is looked up here. */
export function decidePress(
  state: ThreadState | undefined,
  inbound: Press | Submitted,
  now: number,
  guide: Guide,
): Decision {
  if (inbound.kind === 'press' && inbound.verb === 'settings') return OPEN_SETTINGS;
  if (inbound.kind === 'press' && inbound.verb === 'digest') return openDigest(inbound);
  if (!state || !(isSamePlace(state, inbound) || isToldOfInvite(state, inbound))) return say(GONE);
  if (inbound.kind === 'form') {
    return inbound.form === 'follow-up'
      ? decideFollowUp(state, inbound, now)
      : decideAnswers(state, inbound, now);
  }
  const by = inbound.author.id;
  switch (inbound.verb) {
    case 'stop':
      return inbound.ref.turn === state.turn ? decideStop(state, by, now) : say(GONE);
    case 'retry':
      return canRetry(state) && inbound.ref.turn === state.turn ? go(retry(state, now)) : NOTHING;
    case 'answer':
      return decideAnswer(state, inbound, now);
    case 'form':
      return openForm(state, inbound);
    case 'assume':
      return isCurrent(state, inbound) ? go(assumeRest(state, by, now)) : say(GONE);
    case 'rerun':
      return rerun(state, by, now);
    case 'invited':
      return state.phase.kind === 'uninvited' ? go(invited(state, now)) : NOTHING;
    case 'feedback':
      return say({ kind: 'notice', markdown: 'Thank you, noted.' });
    case 'another':
      return askAnother(state, inbound, now, guide);
    case 'agents':
      return say({ kind: 'agents', agents: guide.agents });
    case 'choose':
      return chooseByPress(state, inbound, now);
    case 'follow-up':
      return openFollowUp(state, inbound);
    case 'regenerate':
      return decideRegenerate(state, inbound, now);
    case 'discuss':
    case 'done':
    case 'not-for-us':
      return decideItem(state, { ...inbound, verb: inbound.verb }, now, guide);
    case 'settings':
    case 'digest':
      return NOTHING;
    default:
      return inbound.verb satisfies never;
  }
}

/** Where the bot is not, it can tell the asker in their own chat alone. */
function isToldOfInvite({ askerId, place }: ThreadState, inbound: Press | Submitted): boolean {
  const isFromAsker = inbound.place.direct && inbound.author.id === askerId;
  return (
    isFromAsker && inbound.kind === 'press' && inbound.verb === 'invited' && isOfWorkspace(place, inbound)
  );
}

/** A card of one channel can't act on a thread of another, whatever ids it was made to carry. */
function isSamePlace(state: ThreadState, inbound: Press | Submitted): boolean {
  const { place } = state;
  return (
    isOfWorkspace(place, inbound) && (place.channelId === inbound.place.channelId || inbound.kind === 'form')
  );
}

function isOfWorkspace(place: ThreadState['place'], inbound: Press | Submitted): boolean {
  return place.platform === inbound.place.platform && place.workspaceId === inbound.place.workspaceId;
}

function isCurrent(state: ThreadState, inbound: Press | Submitted): boolean {
  return state.phase.kind === 'waiting' && inbound.ref.turn === state.turn;
}

/** A second press on a question that is answered, or on a card that is closed, changes nothing. */
function decideAnswer(state: ThreadState, inbound: Press, now: number): Decision {
  if (state.phase.kind !== 'waiting' || !isCurrent(state, inbound)) return NOTHING;
  const question = state.phase.open.questions.find((q) => q.id === inbound.questionId);
  const option = question?.options[inbound.option ?? -1];
  if (!question || option === undefined) return say(GONE);
  const open = answer(state.phase.open, question.id, option, inbound.author.id);
  if (open === state.phase.open) return NOTHING;
  return go(takeAnswers(state, open, inbound.author.id, now));
}

function openForm(state: ThreadState, inbound: Press): Decision {
  if (state.phase.kind !== 'waiting' || !state.agent || !isCurrent(state, inbound)) return say(GONE);
  const form = {
    kind: 'questions-form' as const,
    ref: inbound.ref,
    agent: state.agent,
    open: state.phase.open,
  };
  return { jobs: [], replies: [], form };
}

function decideAnswers(state: ThreadState, inbound: Submitted, now: number): Decision {
  if (state.phase.kind !== 'waiting' || !isCurrent(state, inbound)) return say(GONE);
  const said = Object.entries(inbound.answers).filter(([, text]) => text.trim() !== '');
  const before = state.phase.open;
  const known = said.filter(([id]) => before.questions.some((q) => q.id === id));
  const open = known.reduce((set, [id, text]) => answer(set, id, text.trim(), inbound.author.id), before);
  // The form says that what is left empty is assumed.
  return go(assumeRest(takeAnswers(state, open, inbound.author.id, now), inbound.author.id, now));
}

function rerun(state: ThreadState, by: string, now: number): Decision {
  const { edited, ...rest } = state;
  const mine = state.requests.some((r) => r.messageId === edited?.messageId && r.authorId === by);
  if (!edited || !mine || state.phase.kind !== 'done') return say(GONE);
  const text = `I changed my request. It reads now:\n${edited.text}`;
  return go(beginTurn(rest, { authorId: by, text }, now));
}

/** The same thread, answered anew by another agent, which reads all that was said in it. */
function askAnother(state: ThreadState, inbound: Press, now: number, guide: Guide): Decision {
  const other = guide.agents.find((agent) => agent.id === inbound.value);
  if (!other || state.phase.kind !== 'done') return say(GONE);
  if (state.agent?.id === other.id) return NOTHING;
  const text = `Now you, ${other.title}: answer this thread's last request in your own way and format.`;
  return go(beginTurn({ ...state, requested: other.id }, { authorId: inbound.author.id, text }, now));
}
