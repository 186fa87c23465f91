import { AppError } from '../errors.ts';
import type { ThreadState } from '../thread/state.ts';
import type { Change, ThreadStore } from '../thread/store.ts';

/** The run no longer owns its thread: it was stopped, or another worker took it over. */
export class Superseded extends AppError {
  constructor() {
    super('superseded', { retry: 'never' });
    this.name = 'Superseded';
  }
}

/** Crashes in a row that bring a turn no further before the thread is told; each claim is a start of the same turn. */
const MOST_CLAIMS = 16;
const MOST_CONFLICTS = 50;

export type SessionChange = Pick<Change, 'turns' | 'outcome'> & { state: ThreadState };

/** A worker's hold on a thread's turn. Every change it makes fails once somebody else has the thread. */
export type Session = {
  threadId: string;
  epoch: number;
  /** `change` is made from the newest state, possibly more than once. Rejects with `Superseded`. */
  update(change: (state: ThreadState) => SessionChange): Promise<ThreadState>;
};

export type Claim =
  | { kind: 'claimed'; session: Session; state: ThreadState }
  | { kind: 'exhausted'; session: Session; state: ThreadState }
  /** There is nothing to run: the turn ended, or its receipt is not posted yet. */
  | { kind: 'idle' };

/** Takes the turn of a thread, away from any worker that had it before. */
export async function claimTurn(store: ThreadStore, threadId: string): Promise<Claim> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const current = await store.load(threadId);
    if (!current) return { kind: 'idle' };
    const { phase, receipts, turn } = current.state;
    if (phase.kind !== 'working' || receipts[turn] === undefined) return { kind: 'idle' };
    const claims = phase.claims + 1;
    const epoch = current.state.epoch + 1;
    const state = { ...current.state, epoch, phase: { ...phase, claims } };
    if ((await store.save({ state, version: current.version })) !== 'saved') continue;
    const session = createSession(store, threadId, epoch);
    return { kind: claims > MOST_CLAIMS ? 'exhausted' : 'claimed', session, state };
  }
  throw new AppError('store-conflict', { retry: 'backoff' });
}

function createSession(store: ThreadStore, threadId: string, epoch: number): Session {
  return {
    threadId,
    epoch,
    async update(change) {
      for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
        const current = await store.load(threadId);
        if (!current || current.state.epoch !== epoch || current.state.phase.kind !== 'working') {
          throw new Superseded();
        }
        const { state, ...rest } = change(current.state);
        const next = { ...rest, state: rest.turns ? withFreshClaims(state) : state };
        if ((await store.save({ ...next, version: current.version })) === 'saved') return next.state;
      }
      throw new AppError('store-conflict', { retry: 'backoff' });
    },
  };
}

/** What was saved need not be done again, so a turn that gets on is not one that crashes its workers. */
function withFreshClaims(state: ThreadState): ThreadState {
  const { phase } = state;
  return phase.kind === 'working' && phase.claims > 1 ? { ...state, phase: { ...phase, claims: 1 } } : state;
}
