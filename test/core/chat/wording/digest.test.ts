import { describe, expect, it } from 'vitest';
import { plainRuns } from '../../../../src/core/chat/prose/runs.ts';
import {
  costText,
  formatDays,
  nothingText,
  numbersLeaves,
  restText,
} from '../../../../src/core/chat/wording/digest.ts';
import { CUTS, countItems, cutLayout, layOut } from '../../../../src/core/chat/wording/digest-layout.ts';
import { itemsOf } from '../../../../src/core/digest/digest.ts';
import { DIGEST, manyItems, settle } from '../../../adapters/slack/digests.ts';

const at = (text: string) => Date.parse(text);

describe('the days of a digest', () => {
  it.each([
    ['2026-11-16T08:00Z', '2026-11-23T08:00Z', '16–23 Nov 2026'],
    ['2026-11-23T08:00Z', '2026-11-23T12:00Z', '23 Nov 2026'],
    ['2026-10-31T08:00Z', '2026-11-30T08:00Z', '31 Oct – 30 Nov 2026'],
    ['2026-12-28T08:00Z', '2027-01-04T08:00Z', '28 Dec 2026 – 4 Jan 2027'],
  ])('from %s to %s are %s', (sinceAt, untilAt, days) => {
    expect(formatDays({ sinceAt: at(sinceAt), untilAt: at(untilAt), zone: 'UTC' })).toBe(days);
  });

  it('are those of its zone', () => {
    const time = { sinceAt: at('2026-11-15T16:00Z'), untilAt: at('2026-11-22T16:00Z') };
    expect(formatDays({ ...time, zone: 'UTC' })).toBe('15–22 Nov 2026');
    expect(formatDays({ ...time, zone: 'Asia/Tokyo' })).toBe('16–23 Nov 2026');
  });
});

describe('the numbers of a digest', () => {
  const numbers = DIGEST.numbers;

  it('leave out what a picture shows, and what is not known', () => {
    const lines = (isDrawn: boolean, more: Partial<typeof numbers> = {}) =>
      numbersLeaves({ ...numbers, ...more }, isDrawn).map((leaf) =>
        'runs' in leaf ? plainRuns(leaf.runs) : '',
      );
    expect(lines(true)[0]).not.toContain('By agent');
    expect(lines(false)[0]).toContain('By agent: Backend Architect 3 designs, 5 answers');
    const many = Array.from({ length: 9 }, (_, n) => ({
      id: `a${n}`,
      title: `Agent ${n}`,
      designs: 1,
      answers: 0,
    }));
    expect(lines(false, { byAgent: many })[0]).toMatch(/Agent 3 1 design · 5 more$/);
    expect(lines(true, { designs: 0, answers: 0, decisions: 0 })).toEqual([]);
  });

  it('count tokens where nobody knows what they cost', () => {
    const { costUsd: _, ...unpriced } = numbers;
    expect(costText(unpriced)).toBe('812,345 tokens in, 45,678 out');
    expect(costText({ ...unpriced, costUsd: 0 })).toBe('$0.00');
    expect(costText({ ...unpriced, costUsd: 0.004 })).toBe('under $0.01');
    expect(costText({ ...unpriced, costUsd: 12_345.678 })).toBe('$12,345.68');
  });
});

it('a digest without news does not say that nothing happened where something did', () => {
  const quiet = { ...DIGEST, sections: [], open: [] };
  expect(nothingText(quiet)).toBe('Nothing to report (4 designs · 7 answers · 2 decisions).');
});

describe('a cut of a digest', () => {
  const digest = { ...DIGEST, sections: manyItems(30).map((section) => ({ ...section, more: 5 })) };

  it.each(CUTS.map((cut, index) => [index, cut] as const))('shows each new item once: %i', (_, cut) => {
    const { screen, rest } = cutLayout(layOut(digest, []), cut);
    const places = [...screen.news, ...rest.news].flatMap(({ items }) => items.map(({ place }) => place));
    expect(places.sort((a, b) => a - b)).toEqual(
      manyItems(30)
        .flatMap(({ items }) => items)
        .map((_item, n) => n),
    );
    expect([...screen.news, ...rest.news].filter(({ untold }) => untold !== undefined)).toHaveLength(3);
    const open = cut.open === 'full' ? screen.open : rest.open;
    expect(countItems(open)).toBe(countItems(layOut(digest, []).open));
  });

  it('is smaller each time', () => {
    const sizes = CUTS.map((cut) => countItems(cutLayout(layOut(digest, []), cut).screen.news));
    expect(sizes.every((size, index) => index === 0 || size <= (sizes[index - 1] ?? 0) || size <= 12)).toBe(
      true,
    );
    expect(sizes.at(-1)).toBe(0);
  });

  it('says what follows by section, and how much of it', () => {
    const { rest } = cutLayout(layOut(digest, []), { groups: 2, items: 3, open: 0 });
    expect(restText(rest)).toBe(
      'Section 0 (9 more) · Section 1 (9 more) · Section 2 (6) · Still open from before (2)',
    );
  });

  it('knows what was settled last of each item, by its key', () => {
    const [first] = itemsOf(digest);
    const settled = [
      settle(first?.key ?? '', 'done'),
      settle(first?.key ?? '', 'not-for-us'),
      settle('gone'),
    ];
    const [group] = layOut(digest, settled).news;
    expect(group?.items.map((item) => item.settled?.how).slice(0, 2)).toEqual(['not-for-us', undefined]);
  });
});
