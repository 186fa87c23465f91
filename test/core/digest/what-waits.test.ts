import { describe, expect, it } from 'vitest';
import type { DigestSource } from '../../../src/core/digest/source.ts';
import { questions } from '../../../src/core/digest/sources/questions.ts';
import { unanswered } from '../../../src/core/digest/sources/unanswered.ts';
import type { Phase } from '../../../src/core/thread/state.ts';
import { showQuestions } from '../../../src/core/thread/transitions.ts';
import { OPEN, thread } from '../thread/threads.ts';
import {
  aDesignTurn,
  aHistory,
  anOption,
  type Channel,
  DAY_MS,
  day,
  HOUR_MS,
  UNTIL,
  waiting,
} from './a-history.ts';

const read = (source: DigestSource, channel: Channel) => source.items(aHistory(channel));
const OPTIONS = { title: 'Food delivery', options: [anOption('One'), anOption('Three', true)] };

describe('questions', () => {
  it('are told with whom they wait for, since when and until when', async () => {
    const phase = waiting(day(5), { plan: { endAt: UNTIL + 3 * DAY_MS, atEnd: 'assume' } });
    expect(await read(questions, { threads: [{ phase }] })).toEqual([
      {
        key: 'question:T1:1:3:scale,team',
        title: '2 questions wait for Ann',
        detail: 'Waiting for 2 days · goes on with its own assumptions in 3 days · How many? Who?',
        at: day(5),
        threadId: 'T1',
        turn: 1,
      },
    ]);
  });

  it('are other ones when some are answered', async () => {
    const open = { ...OPEN, answers: [{ id: 'scale', answer: 'few', answeredBy: 'U2' }] };
    const phase = waiting(UNTIL - HOUR_MS, { open, plan: { endAt: UNTIL - 1, atEnd: 'close' } });
    expect(await read(questions, { threads: [{ phase }] })).toMatchObject([
      {
        key: 'question:T1:1:3:team',
        title: '1 question waits for Ann',
        detail: 'Waiting for 1 hour · closes soon · Who?',
      },
    ]);
  });

  it('are not told while nobody can see them, nor when none is open', async () => {
    const unseen = showQuestions({ ...thread('waiting'), id: 'T1' }, OPEN);
    const answered = waiting(day(5), { open: { ...OPEN, skipped: ['scale', 'team'] } });
    expect(
      await read(questions, { threads: [unseen, { phase: answered }, { phase: { kind: 'uninvited' } }] }),
    ).toEqual([]);
  });
});

describe('what has no answer', () => {
  const failed: Phase = { kind: 'done', at: day(3), end: 'failed' };
  const words = { authorId: 'U2', text: 'And <@U9> with Kafka?' };
  const closed: Phase = {
    ...failed,
    end: 'closed',
    unanswered: { parked: { toolUseId: 't', results: [] }, open: OPEN },
  };

  it.each<[string, NonNullable<Channel['threads']>[number], object]>([
    [
      'a request that failed',
      { phase: failed, inbox: [] },
      { title: 'The request by Ann failed and was not run again' },
    ],
    [
      'a follow-up that failed',
      { phase: failed, inbox: [words], outcomes: { 1: aDesignTurn({ design: OPTIONS, at: day(1) }) } },
      {
        title: 'The follow-up on “Food delivery” by Ben failed and was not run again',
        detail: '“And <@U9> with Kafka?”',
      },
    ],
    [
      'questions that were closed',
      { phase: closed },
      { title: 'Questions to Ann were closed without an answer', detail: '2 open questions: How many? Who?' },
    ],
    [
      'words that nobody heard',
      { phase: { ...failed, end: 'design' }, inbox: [words] },
      { title: 'The request by Ben has not been answered' },
    ],
    [
      'a request in a channel that I am not in',
      { phase: { kind: 'uninvited', since: day(3) } },
      { title: 'The request by Ann waits until I am invited to the channel' },
    ],
  ])('is %s', async (_, state, expected) => {
    const items = await read(unanswered, { threads: [{ turn: 2, ...state }] });
    expect(items).toEqual([
      expect.objectContaining({
        key: `unanswered:T1:2:${day(3)}`,
        at: day(3),
        threadId: 'T1',
        turn: 2,
        ...expected,
      }),
    ]);
  });

  it.each<[string, NonNullable<Channel['threads']>[number]]>([
    ['what was answered', { phase: { ...failed, end: 'answer' } }],
    ['what a person stopped', { phase: { ...failed, end: 'stopped' }, inbox: [words] }],
    ['what is being worked on', { phase: { kind: 'working', since: day(3), claims: 1 }, inbox: [words] }],
    [
      'a choice that the agent has not heard of',
      { phase: { ...failed, end: 'design' }, inbox: [{ ...words, note: true }] },
    ],
    [
      'a digest that could not be posted',
      {
        phase: failed,
        requests: [],
        digest: { period: 'daily', slotAt: 1, sinceAt: 0, items: [], settled: [] },
      },
    ],
  ])('is not %s', async (_, state) => {
    expect(await read(unanswered, { threads: [state] })).toEqual([]);
  });

  it('is another thing when it fails again', async () => {
    const [first] = await read(unanswered, { threads: [{ phase: failed }] });
    const [second] = await read(unanswered, { threads: [{ phase: { ...failed, at: day(4) } }] });
    expect(second?.key).not.toBe(first?.key);
  });
});
