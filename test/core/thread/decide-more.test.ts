import { describe, expect, it } from 'vitest';
import { decided, form, PLACE, phaseOf, press, thread } from './threads.ts';

const asked = (question: string) => ({
  target: 'post',
  content: { kind: 'inline', reply: { kind: 'request', askerId: 'U2', question } },
});

describe('the form for a follow-up', () => {
  it.each(['answered', 'failed', 'stopped', 'working', 'waiting'] as const)('opens while %s', (phase) => {
    for (const turn of [0, 1]) {
      const ref = { threadId: 'slack:T1:C1:100.1', turn };
      const decision = decided(thread(phase), press('follow-up', { ref }));
      expect(decision.state).toBeUndefined();
      expect(decision.form).toMatchObject({ kind: 'follow-up-form', ref, agent: { id: 'backend' } });
    }
  });

  it('does not open where nobody has answered yet, nor from another channel', () => {
    const { agent: _, ...nobody } = thread('answered');
    const elsewhere = press('follow-up', { place: { ...PLACE, channelId: 'C2' } });
    for (const [state, inbound] of [
      [nobody, press('follow-up')],
      [thread('uninvited'), press('follow-up')],
      [undefined, press('follow-up')],
      [thread('answered'), elsewhere],
    ] as const) {
      const decision = decided(state, inbound);
      expect(decision.form).toBeUndefined();
      expect(decision.replies).toHaveLength(1);
    }
  });
});

describe('a follow-up from the form', () => {
  it('is shown before the receipt of the turn that it begins', () => {
    const { state, jobs } = decided(thread('answered'), form('follow-up', { text: ' What of retries? ' }));
    expect(jobs).toEqual(['deliver']);
    expect(state).toMatchObject({ turn: 2, phase: { kind: 'working' } });
    expect(state?.inbox).toEqual([{ authorId: 'U2', text: 'What of retries?' }]);
    expect(state?.deliveries).toMatchObject([asked('What of retries?'), { target: 'receipt', turn: 2 }]);
  });

  it('goes into the turn that runs, shown all the same', () => {
    const { state, jobs } = decided(thread('working'), form('follow-up', { text: 'In two regions.' }));
    expect(jobs).toEqual(['deliver']);
    expect(state).toMatchObject({ turn: 1, inbox: [{ text: 'In two regions.' }] });
    expect(state?.deliveries).toMatchObject([asked('In two regions.')]);
  });

  it('answers what is asked, like words said in the thread', () => {
    const { state } = decided(thread('waiting'), form('follow-up', { text: '1. many' }));
    expect(state?.phase).toMatchObject({ kind: 'waiting', open: { answers: [{ answer: 'many' }] } });
    expect(state?.deliveries[0]).toMatchObject(asked('1. many'));
  });

  it.each([
    ['no words', thread('answered'), form('follow-up', { text: '  ' }), 0],
    ['no field', thread('answered'), form('follow-up', {}), 0],
    ['no thread', undefined, form('follow-up', { text: 'x' }), 1],
    [
      'another workspace',
      thread('answered'),
      form('follow-up', { text: 'x' }, { place: { ...PLACE, workspaceId: 'T2' } }),
      1,
    ],
  ])('%s: nothing happens', (_name, state, inbound, replies) => {
    const decision = decided(state, inbound);
    expect(decision.state).toBeUndefined();
    expect(decision.replies).toHaveLength(replies);
  });

  it('two of them are two messages', () => {
    const once = decided(thread('working'), form('follow-up', { text: 'a' })).state;
    const twice = decided(once, form('follow-up', { text: 'b' }, { keys: ['form-2'] })).state;
    expect(new Set(twice?.deliveries.map((d) => d.id)).size).toBe(2);
  });

  it('is no answer to a card of questions, nor the other way round', () => {
    expect(decided(thread('answered'), form('questions', { text: 'x' })).state).toBeUndefined();
    const answered = decided(thread('waiting'), form('questions', { scale: 'many' })).state;
    expect(answered?.phase).toMatchObject({ answered: { open: { answers: [{ answer: 'many' }] } } });
  });
});

describe('the request done over', () => {
  it.each(['answered', 'failed', 'stopped'] as const)('%s: begins a turn that all can see', (phase) => {
    const { state, jobs } = decided(thread(phase), press('regenerate'));
    expect(jobs).toEqual(['deliver']);
    expect(state).toMatchObject({ turn: 2, phase: { kind: 'working' }, inbox: [{ authorId: 'U2' }] });
    expect(state?.deliveries).toMatchObject([
      { target: 'post', content: { reply: { kind: 'request', askerId: 'U2' } } },
      { target: 'receipt', turn: 2 },
    ]);
  });

  it('from any card of the thread', () => {
    const ref = { threadId: 'slack:T1:C1:100.1', turn: 0 };
    expect(decided(thread('answered'), press('regenerate', { ref })).state?.turn).toBe(2);
  });

  it('a second click, while it is worked on, is told so and changes nothing', () => {
    const once = decided(thread('answered'), press('regenerate')).state;
    const twice = decided(once, press('regenerate', { keys: ['press-2'] }));
    expect(phaseOf(twice.state)).toBeUndefined();
    expect(twice.replies).toHaveLength(1);
  });

  it.each([
    ['while questions are open', thread('waiting'), press('regenerate')],
    ['before the invitation', thread('uninvited'), press('regenerate')],
    ['without a thread', undefined, press('regenerate')],
    [
      'from another channel',
      thread('answered'),
      press('regenerate', { place: { ...PLACE, channelId: 'C2' } }),
    ],
  ])('%s nothing happens', (_name, state, inbound) => {
    const decision = decided(state, inbound);
    expect(decision.state).toBeUndefined();
    expect(decision.replies).toHaveLength(1);
  });
});
