import { describe, expect, it } from 'vitest';
import { labelledOptions, withoutLabel } from '../../../src/core/decisions/option-label.ts';

describe('the options of a design', () => {
  it.each([
    ['have letters', ['Monolith', 'Services'], ['A: Monolith', 'B: Services']],
    ['keep the labels they have', ['Option A: One', 'Option B: Two'], ['Option A: One', 'Option B: Two']],
    ['keep them in another order', ['(B) One', '(A) Two'], ['(B) One', '(A) Two']],
    ['keep numbers', ['1. One', '2) Two', '3 – Three'], ['1. One', '2) Two', '3 – Three']],
    ['that are nothing but labels stay', ['Option A', 'Option B'], ['Option A', 'Option B']],
    ['say a fitting label once where others have none', ['A: One', 'Two'], ['A: One', 'B: Two']],
    [
      'have letters where labels repeat',
      ['Team 1: One', 'Team 1: Two'],
      ['A: Team 1: One', 'B: Team 1: Two'],
    ],
    ['have letters where one looks like a label', ['E-commerce', 'X-ray'], ['A: E-commerce', 'B: X-ray']],
    ['have letters where it is a ratio', ['1:1 sync', '2:1 sync'], ['A: 1:1 sync', 'B: 2:1 sync']],
    ['have letters where there is no name', ['', 'Two'], ['A', 'B: Two']],
    ['in Chinese', ['方案A：单体', '方案B：微服务'], ['方案A：单体', '方案B：微服务']],
  ])('%s', (_name, names, shown) => {
    expect(labelledOptions(names)).toEqual(shown);
  });

  it('are spoken of without their labels', () => {
    expect(['Option A: One', '2) Two', 'E-commerce', '1:1 sync'].map(withoutLabel)).toEqual([
      'One',
      'Two',
      'E-commerce',
      '1:1 sync',
    ]);
  });
});
