import { isThreadWord, parseCommand } from '../chat/command.ts';
import type { Inbound, PersonInbound } from '../chat/inbound.ts';
import type { Form, Reply } from '../chat/reply.ts';
import { AppError } from '../errors.ts';
import type { ChannelSettings } from './channel-settings.ts';
import { decide } from './decide.ts';
import { namesOption } from './decide-choose.ts';
import type { Decision, Guide } from './decision.ts';
import type { Jobs } from './jobs.ts';
import type { ThreadStore, Versioned } from './store.ts';
import { invited } from './transitions.ts';

export type HandleDeps = {
  store: ThreadStore;
  jobs: Jobs;
  settings: ChannelSettings;
  guide: () => Guide;
  now: () => number;
  /** Whether this person may use the bot: looked up only when something would follow from what they did. */
  admit(inbound: PersonInbound): Promise<{ admitted: true } | { admitted: false; why: string }>;
};

/** What the listener shows to whoever did it, and to nobody else. */
export type Handled = { replies: Reply[]; form?: Form };

/** Others may change a thread in between; after that many times something is wrong. */
const MOST_CONFLICTS = 20;

/** A write that starts later than this after the request came in must not happen: its sender was told so. */
export const WRITE_WITHIN_MS = 1_500;

/**
 * Takes in what a person did: decides, keeps it, and only then returns, so that the caller may acknowledge. Throws
 * an `AppError` when it could not be kept; then nothing of it remains.
 */
export async function handleInbound(deps: HandleDeps, inbound: Inbound): Promise<Handled> {
  switch (inbound.kind) {
    case 'unsupported':
    case 'home':
      return { replies: [] };
    case 'joined':
      await resumeUninvited(deps, inbound);
      return { replies: [] };
    default:
      return handlePerson(deps, inbound);
  }
}

async function handlePerson(deps: HandleDeps, inbound: PersonInbound): Promise<Handled> {
  const deadlineAt = deps.now() + WRITE_WITHIN_MS;
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const current = await loadThread(deps.store, inbound);
    const decision = decide(current?.state, inbound, deps.now(), deps.guide());
    if (isNothing(decision)) return { replies: [] };
    if (attempt === 0) {
      const admission = await deps.admit(inbound);
      if (!admission.admitted) {
        const isNew = await deps.store.once(inbound.place, inbound.keys);
        return { replies: isNew ? [{ kind: 'notice', markdown: admission.why }] : [] };
      }
    }
    const [saved] = await Promise.all([
      keep(deps, inbound, current, decision, deadlineAt),
      startWork(deps, decision),
    ]);
    if (saved === 'seen') return { replies: [] };
    if (saved === 'late') throw new AppError('store-late', { retry: 'backoff' });
    if (saved === 'conflict') continue;
    if (decision.channelAgent !== undefined) {
      const agent = decision.channelAgent === 'auto' ? undefined : decision.channelAgent;
      await deps.settings.setAgent(inbound.place, agent);
    }
    return { replies: decision.replies, ...(decision.form ? { form: decision.form } : {}) };
  }
  throw new AppError('store-conflict', { retry: 'backoff' });
}

function isNothing(decision: Decision): boolean {
  return !decision.state && !decision.form && decision.replies.length === 0;
}

async function keep(
  deps: HandleDeps,
  inbound: PersonInbound,
  current: Versioned | undefined,
  decision: Decision,
  deadlineAt: number,
) {
  if (decision.state) {
    const version = current?.version ?? 0;
    return deps.store.save({ state: decision.state, version, seen: inbound.keys, deadlineAt });
  }
  return (await deps.store.once(inbound.place, inbound.keys)) ? 'saved' : 'seen';
}

/**
 * Sent right behind the change, on the same connection, so that a worker which looks finds it; if the change is
 * refused it finds nothing, which does no harm. A queue that fails costs time, not the request: the sweep finds what
 * was kept. So its failure is no failure of the request.
 */
async function startWork(deps: HandleDeps, decision: Decision): Promise<void> {
  const state = decision.state;
  if (!state) return;
  await Promise.allSettled([
    ...decision.jobs.map((kind) => deps.jobs.enqueue(kind, state.id)),
    ...(decision.cancel ? [deps.jobs.cancel(state.id)] : []),
  ]);
}

async function loadThread(store: ThreadStore, inbound: PersonInbound): Promise<Versioned | undefined> {
  switch (inbound.kind) {
    case 'command':
      return undefined;
    case 'press':
    case 'form':
      return store.load(inbound.ref.threadId);
    case 'halt':
      return store.find(inbound.place, inbound.rootId);
    case 'message':
    case 'edited': {
      const thread = await store.find(inbound.place, inbound.rootId ?? inbound.messageId);
      if (thread || inbound.kind === 'edited' || inbound.rootId !== undefined || !inbound.place.direct) {
        return thread;
      }
      return latestInDirect(store, inbound);
    }
    default:
      return inbound satisfies never;
  }
}

/**
 * In a direct message people write the next line below, not into the thread: while the newest thread there is not
 * done, it is what they speak to; so it is for words like `retry`.
 */
async function latestInDirect(
  store: ThreadStore,
  inbound: Extract<PersonInbound, { kind: 'message' }>,
): Promise<Versioned | undefined> {
  const latestId = await store.index.latest(inbound.place);
  const latest = latestId === undefined ? undefined : await store.load(latestId);
  if (!latest) return undefined;
  const command = parseCommand(inbound.text, 'chat');
  const isWord =
    command.kind === 'choose' ? namesOption(latest.state, command.option) : isThreadWord(command);
  const { kind } = latest.state.phase;
  const isMeant = (kind === 'waiting' || kind === 'working') && !isRequest(inbound.text);
  return isWord || isMeant ? latest : undefined;
}

/** Words that ask for something of their own, and so are no answer to what was asked above. */
function isRequest(text: string): boolean {
  const words = text.trim();
  const opening =
    /^(please )?(design (an?|the|our|my|me|us)|how (do|should|would|can|could) (we|i|you)|should (we|i))\b/i;
  return /[?？]\s*$/.test(words) || /^@\S+\s/.test(words) || opening.test(words);
}

async function resumeUninvited(
  deps: HandleDeps,
  inbound: Extract<Inbound, { kind: 'joined' }>,
): Promise<void> {
  for (const id of await deps.store.index.uninvited(inbound.place)) {
    const current = await deps.store.load(id);
    if (current?.state.phase.kind !== 'uninvited') continue;
    const state = invited(current.state, deps.now());
    const saved = await deps.store.save({ state, version: current.version });
    if (saved === 'saved') await deps.jobs.enqueue('deliver', id);
  }
}
