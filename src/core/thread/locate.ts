import { isThreadWord, parseCommand } from '../chat/command.ts';
import type { PersonInbound } from '../chat/inbound.ts';
import { namesOption } from './decide-choose.ts';
import type { Guide } from './decision.ts';
import { isCopy } from './resend.ts';
import type { ThreadState } from './state.ts';
import type { ThreadStore, Versioned } from './store.ts';
import { isUnreadable } from './unreadable.ts';

type LocateDeps = { store: ThreadStore; guide: () => Guide; now: () => number };

/** `race`: what copies of a deed have in common that arrive at the same time, though each would begin a thread. */
type Located = { current?: Versioned | undefined; race?: string };

/** The thread that a deed is about, if there is one. */
export async function locate(deps: LocateDeps, inbound: PersonInbound): Promise<Located> {
  const current = await loadThread(deps.store, inbound);
  const isOwn = inbound.kind === 'message' && inbound.rootId === undefined;
  if (current || !isOwn || !(inbound.place.direct || inbound.place.flat)) return { current };
  return locateInChat(deps, inbound);
}

async function loadThread(store: ThreadStore, inbound: PersonInbound): Promise<Versioned | undefined> {
  switch (inbound.kind) {
    case 'command':
      // Nothing can be there. But a command that is sent again is another one, so it is not written to a slow store.
      await store.awake();
      return undefined;
    case 'settings':
      return undefined;
    case 'press':
      return inbound.verb === 'settings' || inbound.verb === 'digest'
        ? undefined
        : store.load(inbound.ref.threadId);
    case 'form':
      return store.load(inbound.ref.threadId);
    case 'halt':
      return store.find(inbound.place, inbound.rootId);
    case 'message':
      return store.find(inbound.place, inbound.rootId ?? inbound.messageId);
    case 'edited':
      return findEdited(store, inbound);
    default:
      return inbound satisfies never;
  }
}

/** Where there are no threads, only the first words of a conversation lead to it. */
async function findEdited(
  store: ThreadStore,
  { place, rootId, messageId }: Extract<PersonInbound, { kind: 'edited' }>,
): Promise<Versioned | undefined> {
  const found = await store.find(place, rootId ?? messageId);
  if (found || !place.flat) return found;
  const latestId = await store.index.latest(place);
  const latest = latestId === undefined ? undefined : await loadReadable(store, latestId);
  return latest?.state.requests.some((request) => request.messageId === messageId) ? latest : undefined;
}

/**
 * In a direct message people write the next line below, not into the thread: while the newest thread there is not
 * done, it is what they speak to; so it is for words like `retry`. Where there are no threads at all, it is what they
 * come back to as well.
 */
async function locateInChat(
  { store, guide, now }: LocateDeps,
  inbound: Extract<PersonInbound, { kind: 'message' }>,
): Promise<Located> {
  const latestId = await store.index.latest(inbound.place);
  const { resend } = inbound;
  const race = resend ? { race: `after-${latestId ?? 'nothing'}-${resend.of}` } : {};
  const latest = latestId === undefined ? undefined : await loadReadable(store, latestId);
  if (!latest) return race;
  const { state } = latest;
  const command = parseCommand(inbound.text, 'chat');
  const isWord = command.kind === 'choose' ? namesOption(state, command.option) : isThreadWord(command);
  const isMeant = isWord || isCopy(state, inbound, now()) || goesOn(state, inbound, now(), guide);
  return isMeant ? { current: latest } : race;
}

/** In a chat without threads a conversation that was left for longer is over. */
const FOLLOWED_UP_WITHIN_MS = 24 * 3_600_000;

/** Whether words that are no command go on with what was said last. */
function goesOn(
  { phase }: ThreadState,
  { text, place }: Extract<PersonInbound, { kind: 'message' }>,
  now: number,
  guide: () => Guide,
): boolean {
  if (phase.kind === 'waiting' || phase.kind === 'working') return !isQuestion(text) && !isRequest(text);
  if (!place.flat || phase.kind !== 'done') return false;
  const isAnswered = phase.end === 'answer' || phase.end === 'design';
  const isLately = now - phase.at < FOLLOWED_UP_WITHIN_MS;
  return isAnswered && isLately && !isRequest(text) && !guide().isSmallTalk(text);
}

/** One that can't be read must not keep people from asking anew. */
export async function loadReadable(store: ThreadStore, threadId: string): Promise<Versioned | undefined> {
  try {
    return await store.load(threadId);
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

/** Words that ask for something of their own, and so are no answer to what was asked above. */
function isRequest(text: string): boolean {
  const words = text.trim();
  const opening =
    /^(please )?(design (an?|the|our|my|me|us)|how (do|should|would|can|could) (we|i|you)|should (we|i))\b/i;
  return /^@\S+\s/.test(words) || opening.test(words);
}

function isQuestion(text: string): boolean {
  return /[?？]\s*$/.test(text);
}
