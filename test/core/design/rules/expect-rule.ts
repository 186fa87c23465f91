import { describe, expect, it } from 'vitest';
import { type Case, findingsOf, placesOf } from './builders.ts';

export type RuleCases = {
  /** With where, and words that the sentence has to have for somebody to mend it. */
  broken: Record<string, Case & { at: string[]; says?: string[] }>;
  sound: Record<string, Case>;
};

/** Registers a test for each design that breaks a rule, and for each that just does not. */
export function expectRule(rule: string, { broken, sound }: RuleCases): void {
  describe(rule, () => {
    for (const [name, { at, says = [], ...given }] of Object.entries(broken)) {
      it(`is broken by ${name}`, () => {
        const found = findingsOf(given).filter((finding) => finding.rule === rule);
        expect(found.map(({ where }) => where)).toEqual(at);
        const text = found.map(({ message }) => message).join('\n');
        for (const words of says) expect(text).toContain(words);
        for (const { message } of found) expect(message).toMatch(/^\S.*[.]$/);
      });
    }
    for (const [name, given] of Object.entries(sound)) {
      it(`is kept by ${name}`, () => {
        expect(placesOf(rule, given)).toEqual([]);
      });
    }
  });
}
