import { describe, expect, it } from 'vitest';
import type { PersonInbound } from '../../../src/core/chat/inbound.ts';
import { decided, mention, message, OPEN, PLACE, phaseOf, press, thread } from './threads.ts';

describe('a message without a mention, in a channel', () => {
  const followUp = 'how do the services talk?';
  it.each([
    ['no thread of ours', undefined, followUp, undefined],
    ['waiting: an answer', thread('waiting'), 'few of them, run by us', 'working'],
    ['waiting, but to somebody else', thread('waiting'), '@chen?', undefined, { mentionsOthers: true }],
    ['waiting, but quiet', thread('waiting', { quiet: true }), 'few', undefined],
    ['done: a follow-up', thread('answered'), followUp, 'working'],
    ['done: small talk', thread('answered'), 'thanks!', undefined],
    ['done: to somebody else', thread('answered'), followUp, undefined, { mentionsOthers: true }],
    ['done, rooted by people', thread('answered', { rootedBy: 'people' }), followUp, undefined],
    ['waiting, rooted by people', thread('waiting', { rootedBy: 'people' }), 'few', undefined],
    ['after stop', thread('stopped', { quiet: true }), followUp, undefined],
    ['working: kept for the next call', thread('working'), followUp, 'working'],
    ['empty', thread('waiting'), '  ', undefined],
  ] as const)('%s', (_name, state, text, phase, change?) => {
    expect(phaseOf(decided(state, message(text, { ...change })).state)).toBe(phase);
  });
});

describe('a message with a mention', () => {
  it('begins a thread that people rooted, or one of its own', () => {
    const inTheirs = decided(undefined, mention('design a service')).state;
    expect(inTheirs).toMatchObject({ rootedBy: 'people', rootId: '100.1', turn: 1 });
    const { rootId: _, ...top } = mention('design a service') as Extract<PersonInbound, { kind: 'message' }>;
    expect(decided(undefined, top).state).toMatchObject({ rootedBy: 'request', rootId: '100.9', turn: 1 });
  });

  it.each([
    ['stop', 'working', 'stopped', true],
    ['stop', 'waiting', 'stopped', true],
    ['stop', 'answered', undefined, undefined],
    ['skip', 'waiting', 'working', undefined],
    ['skip', 'answered', undefined, undefined],
    ['retry', 'failed', 'working', undefined],
    ['retry', 'stopped', 'working', undefined],
    ['retry', 'answered', undefined, undefined],
    ['retry', 'working', undefined, undefined],
    ['quiet', 'answered', 'answer', undefined],
    ['status', 'working', undefined, undefined],
    ['help', 'working', undefined, undefined],
  ] as const)('%s while %s', (word, phase, next, cancel) => {
    const decision = decided(thread(phase), mention(word));
    expect(phaseOf(decision.state)).toBe(next);
    expect(decision.cancel).toBe(cancel);
    if (next === undefined) expect(decision.replies).toHaveLength(1);
  });

  it('stop takes the thread from its run, retry runs the same turn in the same message', () => {
    const stopped = decided(thread('working'), mention('stop')).state;
    expect(stopped?.epoch).toBe(4);
    const again = decided(thread('failed'), mention('retry')).state;
    expect(again).toMatchObject({ turn: 1, receipts: { 1: { messageId: '100.2' } } });
  });

  it('of an unknown agent names the nearest one and begins nothing', () => {
    const decision = decided(undefined, mention('@backed design it'));
    expect(decision.state).toBeUndefined();
    expect(decision.replies).toMatchObject([
      { kind: 'agents', unknown: { asked: 'backed', nearest: 'backend' } },
    ]);
  });

  it('to another agent hands the thread over', () => {
    const state = decided(
      thread('answered', { agent: { id: 'x', title: 'X', hash: 'h' } }),
      mention('@backend go on'),
    );
    expect(state.state).toMatchObject({ requested: 'backend' });
  });
});

describe('answers', () => {
  it('a button answers its question, and the last one goes on', () => {
    const first = decided(thread('waiting'), press('answer', { questionId: 'scale', option: 1 }));
    expect(first.state?.phase).toMatchObject({ kind: 'waiting', open: { answers: [{ answer: 'many' }] } });
    const last = decided(first.state, message('our team'));
    expect(last.state).toMatchObject({ turn: 2, phase: { kind: 'working' } });
  });

  it.each([
    ['the same answer again', { questionId: 'scale', option: 0 }],
    ['another answer to the same question', { questionId: 'scale', option: 1 }],
  ])('%s changes nothing', (_name, change) => {
    const once = decided(thread('waiting'), press('answer', { questionId: 'scale', option: 0 })).state;
    expect(decided(once, press('answer', change)).state).toBeUndefined();
  });

  it.each([
    ['an option that was not offered', press('answer', { questionId: 'scale', option: 7 })],
    ['a question that was not asked', press('answer', { questionId: 'money', option: 0 })],
    ['a card of an earlier turn', press('assume', { ref: { threadId: 'slack:T1:C1:100.1', turn: 0 } })],
    ['a card in another channel', press('assume', { place: { ...PLACE, channelId: 'C2' } })],
    ['a card in another workspace', press('assume', { place: { ...PLACE, workspaceId: 'T2' } })],
  ])('%s changes nothing', (_name, inbound) => {
    expect(decided(thread('waiting'), inbound).state).toBeUndefined();
  });

  it.each([
    ['numbered lines', '1. many\n2) us', { scale: 'many', team: 'us' }, undefined],
    ['lines by id', 'team: us', { team: 'us' }, undefined],
    ['the words of an offer', 'Many', { scale: 'many' }, undefined],
    ['numbers in one line', '1. many 2. us and them', { scale: 'many', team: 'us and them' }, undefined],
    ['a number and a letter', '1b', { scale: 'many' }, undefined],
    ['a letter for an offer', '1: b', { scale: 'many' }, undefined],
    ['a number for an offer', '1: 2', { scale: 'many' }, undefined],
    ['prose', 'it is all quite small, a side project', {}, 'it is all quite small, a side project'],
  ])('free text: %s', (_name, text, answers, note) => {
    const phase = decided(thread('waiting'), message(text)).state?.phase;
    const open =
      phase?.kind === 'waiting' ? phase.open : phase?.kind === 'working' ? phase.answered?.open : undefined;
    expect(Object.fromEntries((open?.answers ?? []).map((a) => [a.id, a.answer]))).toEqual(answers);
    expect(open?.note).toBe(note);
  });

  it('a bare skip lets the agent assume, and is no answer', () => {
    expect(decided(thread('waiting'), message('skip')).state).toMatchObject({
      turn: 2,
      phase: { kind: 'working' },
    });
    expect(decided(thread('waiting'), message('stop')).state?.phase).toMatchObject({ end: 'stopped' });
    expect(decided(thread('answered'), message('stop')).state).toBeUndefined();
  });

  it('what a stop left open is asked again by a retry', () => {
    const stopped = decided(thread('waiting'), mention('stop')).state;
    const again = decided(stopped, mention('retry'));
    expect(again.state?.phase).toMatchObject({ kind: 'waiting', open: OPEN });
    expect(again.state?.deliveries.at(-1)).toMatchObject({ target: 'replace', turn: 1 });
  });

  it('answer, skip and stop at once: the first decides, the others find it decided', () => {
    const skipped = decided(thread('waiting'), press('assume')).state;
    expect(skipped).toMatchObject({ turn: 2, phase: { kind: 'working' } });
    expect(decided(skipped, press('answer', { questionId: 'scale', option: 0 })).state).toBeUndefined();
    expect(decided(skipped, press('stop')).state).toBeUndefined();
  });
});

describe('edits', () => {
  const edited = (text: string, by = 'U1'): PersonInbound => ({
    kind: 'edited',
    keys: ['e-1'],
    place: PLACE,
    author: { id: by, external: false },
    messageId: '100.1',
    text,
    mentionsBot: true,
  });

  it('a real edit of a request offers its author to run it again', () => {
    const offered = decided(thread('answered'), edited('design two services'));
    expect(offered.replies).toMatchObject([{ kind: 'edited' }]);
    const again = decided(offered.state, press('rerun', { author: { id: 'U1', external: false } }));
    expect(again.state).toMatchObject({ turn: 2, phase: { kind: 'working' } });
    expect(again.state?.inbox[0]?.text).toContain('design two services');
  });

  it('is offered to nobody else, and for no other message', () => {
    expect(decided(thread('answered'), edited('x', 'U2')).replies).toEqual([]);
    expect(decided(undefined, edited('x')).replies).toEqual([]);
    const offered = decided(thread('answered'), edited('design two services')).state;
    expect(decided(offered, press('rerun')).state).toBeUndefined();
  });
});
