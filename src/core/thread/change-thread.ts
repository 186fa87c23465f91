import { AppError } from '../errors.ts';
import type { ThreadState } from './state.ts';
import type { ThreadStore } from './store.ts';

const MOST_CONFLICTS = 50;

/** Changes a thread, whoever else does at the same time; undefined when it is gone. */
export async function changeThread(
  store: ThreadStore,
  threadId: string,
  to: (state: ThreadState) => ThreadState,
): Promise<ThreadState | undefined> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const current = await store.load(threadId);
    if (!current) return undefined;
    const state = to(current.state);
    if ((await store.save({ state, version: current.version })) === 'saved') return state;
  }
  throw new AppError('store-conflict', { retry: 'backoff' });
}
