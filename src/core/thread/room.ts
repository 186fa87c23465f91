import type { InboxMessage, ThreadState } from './state.ts';

/** What may wait for the model at once, about 50,000 tokens: each message that comes rewrites all that wait. */
const MOST_WAITING = 500;
const MOST_WAITING_CHARS = 200_000;

/** Whether a thread can take in another message before the model has read those that wait. */
export function hasRoom(inbox: readonly InboxMessage[], message: InboxMessage): boolean {
  const chars = inbox.reduce((sum, { text }) => sum + text.length, message.text.length);
  return inbox.length < MOST_WAITING && chars <= MOST_WAITING_CHARS;
}

/** Buttons of older turns are out of date but for those of designs, which are kept apart. */
const RECEIPTS_KEPT = 20;

/** The messages of turns that may still be shown anew: of the last ones, of designs that can be chosen from, and of what is not delivered yet. */
export function receiptsInUse(state: ThreadState): ThreadState['receipts'] {
  const { receipts, turn, designs = [], deliveries } = state;
  const turns = Object.keys(receipts).map(Number);
  if (turns.length <= 2 * RECEIPTS_KEPT) return receipts;
  const shown = new Set([...designs, ...deliveries].map((one) => one.turn));
  const inUse = turns.filter((one) => one > turn - RECEIPTS_KEPT || shown.has(one));
  return Object.fromEntries(inUse.flatMap((one) => (receipts[one] ? [[one, receipts[one]]] : [])));
}
