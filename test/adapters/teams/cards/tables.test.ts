import { describe, expect, it } from 'vitest';
import { planReply } from '../../../../src/adapters/teams/cards.ts';
import { missingWords } from '../../slack/check.ts';
import { FOOTER } from '../../slack/given.ts';
import { cardProblems, contentsOf, type Node, ofType, visibleText } from './check.ts';
import { REF } from './replies.ts';

/** What a chat leaves to a table, and the narrowest that a letter, and the padding of a cell, are anywhere. */
const TABLE_PX = 412;
const LETTER_PX = 7;
const PADDING_PX = 16;

function cardsOf(markdown: string) {
  const reply = { kind: 'answer' as const, ref: REF, footer: FOOTER, others: [], markdown };
  return contentsOf(planReply(reply)).map(({ card }) => card);
}

function tableOf(rows: readonly string[][]): string {
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  return [lines[0], `|${' - |'.repeat(rows[0]?.length ?? 0)}`, ...lines.slice(1)].join('\n');
}

/** The columns, in pixels. */
function widthsOf(table: Node | undefined): number[] {
  const columns = (table?.columns ?? []) as { width: number }[];
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  return columns.map(({ width }) => (width / total) * TABLE_PX);
}

const SENTENCE = 'Time-out of two seconds and a circuit breaker; meanwhile it is kept in the queue';

const RISKS = [
  ['Risk', 'Likelihood', 'Impact', 'Mitigation'],
  ['The dinner peak is several times the daily mean', 'medium', 'high', SENTENCE],
  ['Maps are slow', 'low', 'medium', SENTENCE],
];

describe('a table', () => {
  it.each([
    [
      'of a few words',
      [
        ['Option', 'Complexity', 'Cost'],
        ['Monolith', 'low', '480 USD'],
      ],
    ],
    ['of words between sentences', RISKS],
    [
      'of many short columns',
      [
        ['1', '22', '333', '4', '5', '6', '7'],
        ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      ],
    ],
  ])('%s has room for every word in each column', (_, rows) => {
    const [card] = cardsOf(tableOf(rows));
    const widths = widthsOf(ofType(card, 'Table')[0]);
    expect(widths).toHaveLength(rows[0]?.length ?? 0);
    for (const row of rows) {
      for (const [column, cell] of row.entries()) {
        const longest = Math.max(...cell.split(/[\s-]/).map((word) => word.length));
        expect(widths[column], cell).toBeGreaterThanOrEqual(longest * LETTER_PX + PADDING_PX);
      }
    }
  });

  it('gives the room that is left to those who say most', () => {
    const [card] = cardsOf(tableOf(RISKS));
    const [risk = 0, likelihood = 0, impact = 0, mitigation = 0] = widthsOf(ofType(card, 'Table')[0]);
    expect(mitigation).toBeGreaterThan(risk);
    expect(risk).toBeGreaterThan(likelihood);
    expect(likelihood).toBeGreaterThan(impact);
  });

  it('that finds room on a card is not parted', () => {
    const rows = Array.from({ length: 40 }, (_, n) => [
      `Risk ${n} of the peak at dinner`,
      'low',
      'high',
      SENTENCE,
    ]);
    const [card] = cardsOf(tableOf([...RISKS.slice(0, 1), ...rows]));
    expect(ofType(card, 'Table')).toHaveLength(1);
    expect(card && cardProblems(card)).toEqual([]);
  });

  it('that would break words says the same in lines, and nothing of what is empty', () => {
    const rows = [
      ['Name', 'Kind', 'Technology', 'Responsibility', 'Owns', 'Context'],
      ['Customer app', 'frontend', '', '', '', ''],
      ['Order service', 'service', 'FastAPI', 'Takes an order and keeps its state', 'order', 'Order'],
    ];
    const cards = cardsOf(tableOf(rows));
    expect(cards.flatMap((card) => ofType(card, 'Table'))).toEqual([]);
    const said = cards.map(visibleText).join('\n');
    expect(said).toContain('Name: Customer app\nKind: frontend\nName: Order service');
    expect(said).toContain(
      'Technology: FastAPI\nResponsibility: Takes an order and keeps its state\nOwns: order',
    );
    expect(said.match(/Technology:/g)).toHaveLength(1);
  });

  it('loses no heading of an empty column, and no row', () => {
    const long = 'a-word-that-no-column-has-room-for'.replaceAll('-', '');
    const rows = [
      [long, `${long}2`, 'Nobody', ''],
      ['x', '', '', ''],
      ['', '', '', ''],
      ['', 'y', '', ''],
    ];
    for (const given of [rows, rows.slice(0, 1), rows.slice(0, 3)]) {
      const cards = cardsOf(tableOf(given));
      expect(cards.flatMap((card) => cardProblems(card))).toEqual([]);
      expect(missingWords(given.flat().join(' '), cards.map(visibleText).join('\n'))).toEqual([]);
    }
  });

  it('with a row that is too much for a card is in lines, without what is empty', () => {
    const cards = cardsOf(
      tableOf([
        ['What', 'Why', 'Who'],
        ['a', 'word '.repeat(4_000), ''],
        ['b', '', 'c'],
      ]),
    );
    expect(cards.flatMap((card) => cardProblems(card))).toEqual([]);
    const said = cards.map(visibleText).join('\n');
    expect(said.match(/word/g)).toHaveLength(4_000);
    expect(said).toContain('What: b\nWho: c');
    expect(said).not.toMatch(/Why: *(?:\n|$)/);
  });
});
