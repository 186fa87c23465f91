import { describe, expect, it } from 'vitest';
import { formatLines, formatTable } from '../../src/cli/failed-table.ts';
import type { FailedRun } from '../../src/core/turn/failed-runs.ts';

const NOW = 1_800_000_000_000;
const TURN: FailedRun = {
  kind: 'turn',
  id: '0123456789',
  threadId: 'slack:T1:C%2F1:1.1',
  turn: 12,
  agent: 'backend',
  code: 'model-bad-request',
  message: 'It was\nrefused.',
  at: NOW - 3_600_000,
};
const STUCK: FailedRun = {
  kind: 'delivery',
  id: 'abcdef0123',
  threadId: 'slack:T1:C2:1.1',
  turn: 1,
  deliveryId: 't1',
  code: 'slack-scope',
  message: '',
  at: NOW,
  tries: 3,
  nextTryAt: NOW + 240_000,
};

describe('the list of failed runs', () => {
  it('is a table for people, with the place of each thread', () => {
    const [header = '', turn = '', stuck = '', ...more] = formatTable([TURN, STUCK], NOW, 200).split('\n');
    expect(more).toEqual(['']);
    expect(turn).toMatch(
      /^0123456789\s+turn\s+T1\/C\/1\s+12\s+backend\s+model-bad-request\s+1 h 0 min\s+It was refused\.$/,
    );
    expect(stuck).toMatch(/^abcdef0123\s+delivery\s+T1\/C2\s+1\s+-\s+slack-scope\s+0 s\s+.*4 min/);
    const columns = (line: string, word: string) => line.indexOf(word);
    expect(columns(turn, 'model-bad-request')).toBe(columns(header, 'CODE'));
    expect(columns(stuck, 'slack-scope')).toBe(columns(header, 'CODE'));
  });

  it('keeps a line within the width of the terminal', () => {
    const lines = formatTable([{ ...TURN, message: 'so '.repeat(100) }, STUCK], NOW, 80).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBe(80);
  });

  it('is a line of fields each for programs, the id first', () => {
    expect(formatLines([TURN], NOW)).toBe(
      `${['0123456789', new Date(TURN.at).toISOString(), TURN.code, 'backend', TURN.threadId, 'It was refused.', 'turn', '12'].join('\t')}\n`,
    );
  });

  it('is empty when nothing has failed', () => {
    expect(formatTable([], NOW, 80) + formatLines([], NOW)).toBe('');
  });
});
