import { describe, expect, it } from 'vitest';
import { readOutcome, readState, readTurn } from '../../../src/core/thread/upgrade.ts';
import { aDesign } from '../../fakes/design.ts';
import { thread } from './threads.ts';

const AGENT = { id: 'backend', title: 'Backend', hash: 'abc' };

describe('what is kept of a thread', () => {
  it.each(['working', 'waiting', 'answered', 'failed', 'stopped', 'uninvited'])(
    'is read as it was: %s',
    (phase) => {
      const state = thread(phase);
      expect(readState(JSON.stringify(state))).toEqual(state);
    },
  );

  it('gets what earlier versions left out', () => {
    const { epoch: _, requests: __, rounds: ___, quiet: ____, ...older } = thread('answered');
    expect(readState(JSON.stringify(older))).toMatchObject({
      epoch: 0,
      requests: [],
      rounds: 0,
      quiet: false,
    });
  });

  it('keeps what only a later version knows', () => {
    const later = { ...thread('answered'), newer: { a: 1 } };
    expect(readState(JSON.stringify(later))).toEqual(later);
  });

  it.each([
    ['half of it', JSON.stringify(thread('answered')).slice(0, 200)],
    ['a phase of a later version', JSON.stringify({ ...thread('answered'), phase: { kind: 'dreaming' } })],
    ['a number for its inbox', JSON.stringify({ ...thread('answered'), inbox: 5 })],
    ['no place', JSON.stringify({ ...thread('answered'), place: undefined })],
    ['an array', '[]'],
    ['null', 'null'],
    ['nothing', ''],
  ])('can’t be read with %s', (_name, json) => {
    expect(() => readState(json)).toThrow('unreadable-thread');
  });
});

describe('what a turn brought', () => {
  it('is shown without findings where it was made before there were reviews', () => {
    const older = { kind: 'design', design: aDesign(), footer: { agent: AGENT } };
    expect(readOutcome(JSON.stringify(older))).toMatchObject({
      version: 1,
      numbers: [],
      review: { findings: [], checks: 0, validContracts: 0 },
    });
  });

  it.each(['{"kind":"dream"}', '{"kind":"answer"}', '5', '{'])('can’t be read as %s', (json) => {
    expect(() => readOutcome(json)).toThrow('unreadable-thread');
  });
});

describe('what was said to the model', () => {
  it('is read with blocks of every kind', () => {
    const turn = {
      role: 'assistant',
      content: [
        { type: 'text', text: 'a' },
        { type: 'tool_use', id: 't', name: 'n', input: {} },
        { type: 'opaque', block: { type: 'thinking' } },
      ],
    };
    expect(readTurn(JSON.stringify(turn))).toEqual(turn);
  });

  it.each([
    '{"role":"system","content":[]}',
    '{"role":"user","content":[{"type":"image"}]}',
    '{"role":"user"}',
  ])('can’t be read as %s', (json) => {
    expect(() => readTurn(json)).toThrow('unreadable-thread');
  });
});
