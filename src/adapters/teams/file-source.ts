import type { ChatFile } from '../../core/chat/chat.ts';
import { type ShowDeps, toReply } from '../../core/delivery/show.ts';
import { AppError } from '../../core/errors.ts';
import type { Delivery, ThreadState } from '../../core/thread/state.ts';
import type { ThreadStore } from '../../core/thread/store.ts';
import { planReply } from './cards.ts';

/** A file that was offered under a delivery key, by its name; undefined when it is no longer kept. */
export type FileSource = (key: string, name: string) => Promise<ChatFile | undefined>;

/** What can't be made anew, or is wanted at once. */
export type KeptFiles = {
  keep(key: string, file: ChatFile): Promise<void>;
  read(key: string, name: string): Promise<ChatFile | undefined>;
};

/** Whoever takes one file takes another soon after; a set of them is large. */
const MADE_FOR_MS = 60_000;
const MOST_MADE = 4;
const MAKE_WITHIN_MS = 60_000;

/** The thread that a delivery key belongs to. */
export function threadOfKey(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf('/')));
}

/**
 * Makes files anew from what a turn brought, as they were when they were offered: nothing large is kept for those who
 * may never ask for it.
 */
export function createFileSource(deps: {
  kept: Pick<KeptFiles, 'read'>;
  store: Pick<ThreadStore, 'load'>;
  show: ShowDeps;
}): FileSource {
  const made = new Map<string, { files: Promise<ChatFile[]>; until: number }>();

  async function make(key: string): Promise<ChatFile[]> {
    const threadId = threadOfKey(key);
    const deliveryId = key.slice(threadId.length + 1, key.lastIndexOf('/'));
    const partId = key.slice(key.lastIndexOf('/') + 1);
    const state = (await deps.store.load(threadId))?.state;
    const delivery = state && deliveryOf(state, deliveryId);
    if (!delivery) return [];
    const reply = await toReply(deps.show, state, delivery, AbortSignal.timeout(MAKE_WITHIN_MS)).catch(
      (error: unknown) => {
        if (error instanceof AppError && error.retry === 'never') return undefined;
        throw error;
      },
    );
    const part = reply && planReply(reply).find(({ id }) => id === partId);
    return part?.kind === 'files' ? part.files : [];
  }

  function makeOnce(key: string): Promise<ChatFile[]> {
    const known = made.get(key);
    if (known && known.until > Date.now()) return known.files;
    const files = make(key);
    made.delete(key);
    made.set(key, { files, until: Date.now() + MADE_FOR_MS });
    const oldest = made.keys().next().value;
    if (made.size > MOST_MADE && oldest !== undefined) made.delete(oldest);
    files.catch(() => made.delete(key));
    return files;
  }

  return async (key, name) => {
    const kept = await deps.kept.read(key, name);
    return kept ?? (await makeOnce(key)).find((file) => file.name === name);
  };
}

/** What brought the files, by what its id says of it: a digest, the end of a turn, or a choice that still holds. */
function deliveryOf({ choice, digest }: ThreadState, id: string): Delivery | undefined {
  if (digest && id === 'root') return { id, turn: 0, target: 'root', content: { kind: 'outcome' } };
  const turn = /^t(\d+)(:|$)/.exec(id)?.[1];
  if (turn !== undefined) return { id, turn: Number(turn), target: 'post', content: { kind: 'outcome' } };
  if (!choice || id !== `choice-${choice.turn}-${choice.at}`) return undefined;
  return { id, turn: choice.turn, target: 'post', content: { kind: 'choice', choice } };
}
