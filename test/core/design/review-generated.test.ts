import { describe, expect, it } from 'vitest';
import { reviewDesign } from '../../../src/core/design/review/review.ts';
import { RULES } from '../../../src/core/design/rules/index.ts';
import { FAULTS, IMPLIED } from './rules/generated/faults.ts';
import { createRandom } from './rules/generated/random.ts';
import { type Given, makeSoundDesign } from './rules/generated/sound-design.ts';

const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);

const review = ({ design, ...context }: Given) => reviewDesign(design, context);

describe('200 generated designs', () => {
  it('are sound, from three nodes to more than twenty', () => {
    const sizes: number[] = [];
    for (const seed of SEEDS) {
      const given = makeSoundDesign(seed);
      sizes.push(given.design.model.nodes.length);
      expect({ seed, findings: review(given).findings }).toEqual({ seed, findings: [] });
    }
    expect(Math.min(...sizes)).toBeLessThanOrEqual(3);
    expect(Math.max(...sizes)).toBeGreaterThan(20);
  });

  it('have a fault for each rule there is', () => {
    expect(Object.keys(FAULTS).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  for (const [rule, inject] of Object.entries(FAULTS)) {
    it(`with ${rule} put in have that fault where it is, and no other`, () => {
      let injected = 0;
      for (const seed of SEEDS) {
        const given = makeSoundDesign(seed);
        const where = inject(given, createRandom(seed));
        if (where === undefined) continue;
        injected++;
        const found = review(given).findings.map((finding) => ({ rule: finding.rule, where: finding.where }));
        const own = found.filter((finding) => !IMPLIED[rule]?.includes(finding.rule));
        expect({ seed, found: own }).toEqual({ seed, found: [{ rule, where }] });
      }
      // A fault that hardly any design has room for would prove little.
      expect(injected).toBeGreaterThan(60);
    });
  }
});
