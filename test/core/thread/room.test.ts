import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/thread/decide.ts';
import type { ThreadState } from '../../../src/core/thread/state.ts';
import { beginTurn } from '../../../src/core/thread/transitions.ts';
import { GUIDE, mention, thread } from './threads.ts';

const NOW = 1_000_000;

/** The thread after these words were said to it, and whether the last of them changed it. */
function hear(state: ThreadState, words: string[]) {
  let now = state;
  let isTaken = false;
  let replies: unknown[] = [];
  for (const text of words) {
    const decision = decide(now, mention(text), NOW, GUIDE);
    isTaken = decision.state !== undefined;
    replies = decision.replies;
    now = decision.state ?? now;
  }
  return { state: now, isTaken, replies };
}

describe('what is said before the model has read the rest', () => {
  it.each(['working', 'uninvited', 'failed'])(
    'is not taken, and that is said, beyond what fits (%s)',
    (phase) => {
      const told = hear(
        thread(phase),
        Array.from({ length: 30 }, () => 'x'.repeat(40_000)),
      );
      expect(told.isTaken).toBe(false);
      expect(told.replies).toHaveLength(1);
      const { length } = JSON.stringify(told.state);
      expect(length).toBeLessThan(250_000);
    },
  );

  it('is not taken when it is too many messages, however short', () => {
    const told = hear(
      thread('working'),
      Array.from({ length: 1_000 }, (_, i) => `and ${i}`),
    );
    expect(told.isTaken).toBe(false);
    expect(JSON.stringify(told.state).length).toBeLessThan(100_000);
  });

  it('is taken as long as it fits, also where it is as long as a platform lets through', () => {
    expect(hear(thread('working'), ['x'.repeat(40_000), 'y'.repeat(40_000)])).toMatchObject({
      isTaken: true,
    });
  });
});

describe('a thread of hundreds of turns', () => {
  it('stays small, and knows the messages of its designs', () => {
    const designs = [{ turn: 3, version: 1, options: ['A', 'B'] }];
    let state = thread('answered', { designs });
    for (let i = 0; i < 300; i++) {
      state = beginTurn(
        { ...state, inbox: [], deliveries: [] },
        { authorId: 'U1', text: 'More?', messageId: `${i}` },
        NOW,
      );
      const receipt = { channelId: 'C1', messageId: `${state.turn}.1` };
      state = { ...state, receipts: { ...state.receipts, [state.turn]: receipt } };
    }
    expect(JSON.stringify(state).length).toBeLessThan(10_000);
    expect(state.receipts[state.turn]).toBeDefined();
    expect(state.receipts[3]).toBeDefined();
  });
});
