import type { Inbound, PersonInbound } from '../chat/inbound.ts';
import type { Form, Reply } from '../chat/reply.ts';
import { type AnswerDigestDeps, answerDigest } from '../digest/answer-digest.ts';
import type { DigestStore } from '../digest/digest-store.ts';
import { AppError } from '../errors.ts';
import { changeThread } from './change-thread.ts';
import type { ChannelSettings } from './channel-settings.ts';
import { decide } from './decide.ts';
import { type Decision, FORM_GONE, type Guide, note } from './decision.ts';
import type { Jobs } from './jobs.ts';
import { loadReadable, locate } from './locate.ts';
import type { ThreadStore, Versioned } from './store.ts';
import { invited } from './transitions.ts';
import { isUnreadable } from './unreadable.ts';

export type HandleDeps = {
  store: ThreadStore;
  jobs: Jobs;
  settings: ChannelSettings;
  guide: () => Guide;
  now: () => number;
  /** When the request came in; left out: now. */
  since?: number;
  /** Called right before something is written: from here on an answer that stays away says nothing. */
  onWrite?(): void;
  /**
   * Whether this person may use the bot: looked up only when something would follow from what they did. `zone`: the one
   * they live in, where it is known.
   */
  admit(
    inbound: PersonInbound,
  ): Promise<{ admitted: true; zone?: string } | { admitted: false; why: string }>;
  /** What a channel's digests need. */
  digest: AnswerDigestDeps & { digests: Pick<DigestStore, 'list' | 'resume' | 'settle'> };
};

/** What the listener shows to whoever did it, and to nobody else. */
export type Handled = {
  replies: Reply[];
  form?: Form;
  /** What is wrong with a form, by field: it stays open, and nothing was changed. */
  mistakes?: Record<string, string>;
  /** Something was changed by it. */
  isKept?: true;
};

/** Others may change a thread in between; after that many times something is wrong. */
const MOST_CONFLICTS = 20;

/** A write that starts later than this after the request came in must not happen: its sender was told so. */
export const WRITE_WITHIN_MS = 1_500;

/**
 * Takes in what a person did: decides, keeps it, and only then returns, so that the caller may acknowledge. Throws
 * an `AppError` when it could not be kept; then nothing of it remains, unless it is an `UnknownOutcome`.
 */
export async function handleInbound(deps: HandleDeps, inbound: Inbound): Promise<Handled> {
  switch (inbound.kind) {
    case 'unsupported':
    case 'home':
      return { replies: [] };
    case 'joined':
      await resumeUninvited(deps, inbound);
      return { replies: [] };
    default: {
      const deadlineAt = (deps.since ?? deps.now()) + WRITE_WITHIN_MS;
      try {
        return await handlePerson(deps, inbound, deadlineAt);
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        return tellUnreadable(deps, inbound, error, deadlineAt);
      }
    }
  }
}

/** Whoever speaks there hears of it once; whoever presses something, each time. */
async function tellUnreadable(
  deps: HandleDeps,
  inbound: PersonInbound,
  error: AppError,
  deadlineAt: number,
): Promise<Handled> {
  const { place, author, keys } = inbound;
  if (inbound.kind === 'edited') return { replies: [] };
  const isSpoken = inbound.kind === 'message';
  const deeds = isSpoken ? [`unreadable-${inbound.rootId ?? inbound.messageId}-${author.id}`] : keys;
  deps.onWrite?.();
  const saved = await deps.store.once(place, { keys: deeds, deadlineAt });
  return toHandled(saved, note(error.userMessage ?? error.message));
}

async function handlePerson(deps: HandleDeps, inbound: PersonInbound, deadlineAt: number): Promise<Handled> {
  let admission: Awaited<ReturnType<HandleDeps['admit']>> | undefined;
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const askedAt = deps.now();
    const { current, race } = await locate(deps, inbound);
    const loadMs = deps.now() - askedAt;
    const decided = decide(current?.state, inbound, deps.now(), deps.guide());
    if (isNothing(decided)) return { replies: [] };
    admission ??= await deps.admit(inbound);
    if (!admission.admitted) {
      const { keys, place } = inbound;
      deps.onWrite?.();
      return toHandled(await deps.store.once(place, { keys, deadlineAt }), note(admission.why));
    }
    const decision = await withDigest(deps, inbound, decided, admission.zone);
    if (decision.mistakes) return { replies: [], mistakes: decision.mistakes };
    // A store that is slow to read from is slow to write to: what it could not confirm in time is not begun.
    if (deps.now() + loadMs > deadlineAt) throw new AppError('store-late', { retry: 'backoff' });
    deps.onWrite?.();
    // Before the press is kept: what is settled once too often is pressed again.
    if (decision.settles !== undefined) await deps.digest.digests.settle(inbound.place, decision.settles);
    const [saved, form] = await Promise.all([
      keep(deps, inbound, current, decision, deadlineAt, race),
      decision.opensSettings ? settingsForm(deps, inbound) : decision.form,
      startWork(deps, decision),
    ]);
    if (saved !== 'conflict') return toHandled(saved, { ...decision, form });
  }
  throw new AppError('store-conflict', { retry: 'backoff' });
}

/** What its sender is shown of a deed that was decided. */
function toHandled(saved: Kept, { replies, form }: { replies: Reply[]; form?: Form | undefined }): Handled {
  switch (saved) {
    case 'saved':
      return { replies, ...(form ? { form } : {}), isKept: true };
    case 'seen':
      return { replies: [] };
    case 'unknown':
      return { replies: [FORM_GONE] };
    case 'late':
      throw new AppError('store-late', { retry: 'backoff' });
    default:
      return saved satisfies never;
  }
}

function isNothing(decision: Decision): boolean {
  const { state, form, opensSettings, digest, replies } = decision;
  return !state && !form && !opensSettings && !digest && replies.length === 0;
}

/** What is set for the channel decides what words about its digests mean. */
async function withDigest(
  deps: HandleDeps,
  inbound: PersonInbound,
  decided: Decision,
  known: string | undefined,
): Promise<Decision> {
  const { digest: deed, ...rest } = decided;
  if (!deed) return decided;
  const zone = inbound.author.zone ?? known;
  return { ...rest, ...(await answerDigest(deps.digest, { inbound, deed, zone, now: deps.now() })) };
}

type Kept = Awaited<ReturnType<ThreadStore['once']>>;

async function keep(
  deps: HandleDeps,
  inbound: PersonInbound,
  current: Versioned | undefined,
  decision: Decision,
  deadlineAt: number,
  race: string | undefined,
): Promise<Kept | 'conflict'> {
  const { state, settings, after } = decision;
  const { place } = inbound;
  const keys: [string, ...string[]] = [...inbound.keys, ...(decision.seen ?? [])];
  if (state && settings) {
    // A crash in between is mended by whoever sends the deed again.
    const saved = await deps.store.once(place, { keys: [`${keys[0]}-set`], deadlineAt, settings });
    if (saved === 'late') return saved;
  }
  if (state) {
    // Words that begin nothing may be said again.
    const seen = race === undefined ? keys : [...keys, race];
    const version = current?.state.id === state.id ? current.version : 0;
    return deps.store.save({ state, version, seen, deadlineAt });
  }
  const deed = {
    keys,
    deadlineAt,
    ...(settings ? { settings } : {}),
    ...(after === undefined ? {} : { after }),
  };
  return deps.store.once(place, deed);
}

/** With what the channel has chosen so far. */
async function settingsForm({ settings, guide }: HandleDeps, { place, keys }: PersonInbound): Promise<Form> {
  const [agent, terms] = await Promise.all([settings.agent(place), settings.terms(place)]);
  const { agents } = guide();
  const { channelId } = place;
  return {
    kind: 'settings-form',
    channelId,
    openedBy: keys[0],
    agents,
    terms,
    ...(agent === undefined ? {} : { agent }),
  };
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

async function resumeUninvited(
  deps: HandleDeps,
  inbound: Extract<Inbound, { kind: 'joined' }>,
): Promise<void> {
  await deps.digest.digests.resume(inbound.place, deps.now());
  // All at once: there may be many, and Slack waits for the end.
  await Promise.all(
    (await deps.store.index.uninvited(inbound.place)).map(async (id) => {
      const current = await loadReadable(deps.store, id);
      if (current?.state.phase.kind !== 'uninvited') return;
      // Whoever tells the asker saves it as well.
      await changeThread(deps.store, id, (state) => invited(state, deps.now()));
      await deps.jobs.enqueue('deliver', id);
    }),
  );
}
