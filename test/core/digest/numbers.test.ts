import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/core/digest/list-prices.ts';
import { countNumbers } from '../../../src/core/digest/numbers.ts';
import type { Outcome } from '../../../src/core/thread/store.ts';
import { accepted, aDesignTurn, aHistory, anAnswer, day, SINCE, UNTIL } from './a-history.ts';

const numbers = (outcomes: Outcome[], decisions = [accepted(1)]) =>
  countNumbers(aHistory({ threads: outcomes.map((outcome) => ({ outcomes: { 1: outcome } })), decisions }));
const qa = { id: 'qa', title: 'QA architect', hash: 'd' };

describe('the numbers of a digest', () => {
  it('count what ended in its time, and nothing of right before it', () => {
    const outcomes = [SINCE - 1, SINCE, SINCE + 1, UNTIL, UNTIL + 1].flatMap((at) => [
      aDesignTurn({ at }),
      anAnswer(at),
    ]);
    const decisions = [SINCE, SINCE + 1, UNTIL, UNTIL + 1].map((at, i) => accepted(i + 1, { at }));
    expect(numbers(outcomes, decisions)).toMatchObject({ designs: 2, answers: 2, decisions: 2 });
  });

  it('count a decision that was superseded in the same time, and none that was only proposed', () => {
    const { at: _, ...proposed } = accepted(3, { status: 'proposed' });
    const decisions = [accepted(1, { status: 'superseded', supersededBy: 2 }), accepted(2), proposed];
    expect(numbers([], decisions).decisions).toBe(2);
  });

  it.each([
    ['no turn', [], undefined],
    ['one', [30_000], 30_000],
    ['three', [90_000, 10_000, 30_000], 30_000],
    ['four', [90_000, 10_000, 30_000, 40_000], 35_000],
  ])('have the time in which half of them were answered: %s', (_, times, medianMs) => {
    expect(numbers(times.map((tookMs) => anAnswer(day(1), { tookMs }))).medianMs).toBe(medianMs);
  });

  it('say who did how much, most first, under the newest title', () => {
    const byBackend = (title: string, at: number) =>
      anAnswer(at, { agent: { id: 'backend', title, hash: 'a' } });
    const made = numbers([
      anAnswer(day(1), { agent: qa }),
      aDesignTurn({ at: day(2), footer: { agent: { id: 'backend', title: 'Backend', hash: 'a' } } }),
      byBackend('Backend architect', day(3)),
    ]);
    expect(made.byAgent).toEqual([
      { id: 'backend', title: 'Backend architect', designs: 1, answers: 1 },
      { id: 'qa', title: 'QA architect', designs: 0, answers: 1 },
    ]);
  });

  it('add up tokens and what they cost', () => {
    const opus = { model: 'claude-opus-5-5', inputTokens: 1_000_000, outputTokens: 100_000 };
    const haiku = { model: 'claude-haiku-5-5', inputTokens: 100_000, outputTokens: 10_000 };
    const made = numbers([aDesignTurn({ footer: opus }), anAnswer(day(2), haiku)]);
    expect(made).toMatchObject({ inputTokens: 1_100_000, outputTokens: 110_000 });
    expect(made.costUsd).toBeCloseTo(4 + 2 + 0.01 + 0.005, 10);
  });

  it('have no cost where a part of it is not known, and none where there was nothing', () => {
    const made = numbers([anAnswer(day(1)), anAnswer(day(1), { model: 'offline' })]);
    expect(made).toMatchObject({ inputTokens: 20_000 });
    expect(made).not.toHaveProperty('costUsd');
    expect(numbers([])).toEqual({
      designs: 0,
      answers: 0,
      decisions: 1,
      inputTokens: 0,
      outputTokens: 0,
      byAgent: [],
    });
  });
});

describe('the list price of a turn', () => {
  const { footer } = aDesignTurn();
  const million = { ...footer, inputTokens: 1_000_000, outputTokens: 1_000_000, cachedTokens: 0 };

  it.each([
    ['claude-opus-5-5', 24],
    ['claude-opus-5-5-20261021', 24],
    ['claude-sonnet-5-5', 12],
    ['claude-haiku-5-5', 0.6],
    ['claude-sonnet-5', undefined],
    ['claude-sonnet-5-50', undefined],
    ['my-claude-sonnet-5-5', undefined],
    ['offline-architect', undefined],
    ['', undefined],
  ])('is that of its family: %s', (model, price) => {
    const cost = costOf({ ...million, model });
    if (price === undefined) expect(cost).toBeUndefined();
    else expect(cost).toBeCloseTo(price, 10);
  });

  it('is a tenth for input that was read from the cache', () => {
    const cost = costOf({ ...million, model: 'claude-sonnet-5-5', cachedTokens: 900_000 });
    expect(cost).toBeCloseTo(0.1 * 2 + 0.9 * 0.2 + 10, 10);
  });

  it('is never less than nothing, whatever is said to be cached', () => {
    const cost = costOf({ ...million, model: 'claude-sonnet-5-5', cachedTokens: 5_000_000 });
    expect(cost).toBeCloseTo(0.2 + 10, 10);
  });
});
