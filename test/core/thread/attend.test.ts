import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/core/chat/reply.ts';
import { attend } from '../../../src/core/thread/attend.ts';
import { DEFAULT_TERMS, type Terms } from '../../../src/core/thread/channel-settings.ts';
import { attendAt, type ThreadState } from '../../../src/core/thread/state.ts';
import { showQuestions } from '../../../src/core/thread/transitions.ts';
import { decided, mention, OPEN, phaseOf, press, thread } from './threads.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** When the questions of the sample thread were asked. */
const ASKED = 995_000;

function attended(state: ThreadState, afterMs: number, terms: Partial<Terms> = {}) {
  return attend(state, { ...DEFAULT_TERMS, ...terms }, ASKED + afterMs);
}

function shown(state: ThreadState | undefined): Reply[] {
  return (state?.deliveries ?? []).flatMap(({ content }) =>
    content.kind === 'inline' ? [content.reply] : [],
  );
}

/** What is left to be shown, by kind; a receipt has no reply of its own. */
const kinds = (state: ThreadState | undefined) => shown(state).map((reply) => reply.kind);

const waiting = thread('waiting');
const quiet = thread('waiting', { quiet: true });
const reminded = attended(waiting, DAY) ?? waiting;
const afterDelivery = { ...reminded, deliveries: [] };

describe('a thread that waits for answers', () => {
  it.each<[string, ThreadState, number, Partial<Terms>, string, string[]]>([
    ['before its first term', waiting, HOUR, {}, 'waiting', []],
    ['at its first term', waiting, DAY, {}, 'waiting', ['reminder']],
    ['reminded already', afterDelivery, 2 * DAY, {}, 'waiting', []],
    ['where nobody is reminded', waiting, 6 * DAY, { remindAfterMs: 'never' }, 'waiting', []],
    ['quiet', quiet, 2 * DAY, {}, 'waiting', []],
    [
      'where the reminder would come with the end',
      waiting,
      DAY,
      { endAfterMs: DAY },
      'working',
      ['questions-closed'],
    ],
    ['at its last term', afterDelivery, 7 * DAY, {}, 'working', ['questions-closed']],
    [
      'at its last term, where it closes',
      afterDelivery,
      7 * DAY,
      { atEnd: 'close' },
      'closed',
      ['questions-closed'],
    ],
    ['quiet, at its last term', quiet, 7 * DAY, {}, 'closed', ['questions-closed']],
    ['with a reminder that was not shown yet', reminded, 7 * DAY, {}, 'working', ['questions-closed']],
  ])('%s', (_name, state, afterMs, terms, phase, replies) => {
    const next = attended(state, afterMs, terms);
    expect(phaseOf(next)).toBe(phase);
    expect(kinds(next)).toEqual(replies);
  });

  it('is looked at when it is to remind, then when it ends, and no more after that', () => {
    expect(attendAt(waiting)).toBe(ASKED);
    expect(attendAt(attended(waiting, HOUR) ?? waiting)).toBe(ASKED + DAY);
    expect(attendAt(reminded)).toBe(ASKED + 7 * DAY);
    expect(attendAt(attended(reminded, 7 * DAY) ?? waiting)).toBeUndefined();
    expect(attend(thread('answered'), DEFAULT_TERMS, ASKED)).toBeUndefined();
  });

  it('reminds whoever asked of what is still open, and says when it ends', () => {
    const half = decided(waiting, press('answer', { questionId: 'scale', option: 1 })).state;
    const [reminder] = shown(attended({ ...(half ?? waiting), deliveries: [] }, 2 * DAY));
    expect(reminder).toMatchObject({
      kind: 'reminder',
      askerId: 'U1',
      open: { answers: [{ id: 'scale' }] },
      endAt: 1_000_000 + 7 * DAY,
      atEnd: 'assume',
    });
  });

  it('waits anew after an answer, and reminds no second time', () => {
    const half = decided(afterDelivery, press('answer', { questionId: 'scale', option: 1 })).state ?? waiting;
    const seen = { ...half, deliveries: [] };
    // The answer came 5 s after the questions.
    expect(phaseOf(attended(seen, 7 * DAY))).toBe('waiting');
    expect(kinds(attended(seen, 6 * DAY))).toEqual([]);
    expect(phaseOf(attended(seen, 7 * DAY + 5_000))).toBe('working');
  });

  it('counts from when its questions could be seen', () => {
    const unseen = showQuestions(waiting, OPEN);
    const later = attended(unseen, 8 * DAY) ?? unseen;
    expect(phaseOf(later)).toBe('waiting');
    expect(phaseOf(attended({ ...later, deliveries: [] }, 9 * DAY))).toBe('waiting');
  });
});

describe('after the last term', () => {
  it('what is open is left to the agent, which gets the answers there are', () => {
    const half = decided(waiting, press('answer', { questionId: 'scale', option: 1 })).state ?? waiting;
    const next = attended({ ...half, deliveries: [] }, 8 * DAY);
    expect(next).toMatchObject({
      turn: 2,
      phase: { kind: 'working', answered: { open: { answers: [{ answer: 'many' }], skipped: ['team'] } } },
    });
    expect(next?.deliveries.map((delivery) => delivery.target)).toEqual(['replace', 'receipt']);
    expect(shown(next)).toMatchObject([{ open: { closed: { how: 'timed-out', afterMs: 7 * DAY } } }]);
  });

  it('closed questions are asked again by a retry, with terms of their own', () => {
    const closed = attended(afterDelivery, 7 * DAY, { atEnd: 'close' });
    expect(shown(closed)).toMatchObject([{ again: { turn: 1 } }]);
    const again = decided(closed, mention('retry')).state;
    expect(again?.phase).toMatchObject({ kind: 'waiting', open: OPEN });
    const [first, second] = [closed, again].map((state) => state?.deliveries.at(-1)?.id);
    expect(first).not.toBe(second);
    const seen = { ...(again ?? waiting), deliveries: [] };
    expect(kinds(attended(seen, DAY + 5_000))).toEqual(['reminder']);
  });

  it.each([
    ['an answer', press('answer', { questionId: 'scale', option: 1 })],
    ['a skip', press('assume')],
    ['a stop', press('stop')],
  ])('%s comes too late', (_name, inbound) => {
    for (const atEnd of ['assume', 'close'] as const) {
      expect(decided(attended(waiting, 7 * DAY, { atEnd }), inbound).state).toBeUndefined();
    }
  });

  it('status says what came of it', () => {
    const said = (state: ThreadState | undefined) =>
      JSON.stringify(decided(state, mention('status')).replies);
    expect(said(attended(waiting, HOUR))).toMatch(/1 d .*7 d|23 h .*6 d/);
    expect(said(attended(waiting, 7 * DAY, { atEnd: 'close' }))).toContain('retry');
  });
});
