import type { KeptWords } from '../../src/adapters/slack/offer.ts';

/** Words that perhaps were not shown, kept in memory; `isAway`: Redis is. */
export function createFakeWords(): KeptWords & { isAway: boolean; forget(): void } {
  const kept = new Map<string, Parameters<KeptWords['keep']>[1]>();
  return {
    isAway: false,
    forget: () => kept.clear(),
    async keep(id, words) {
      if (this.isAway) throw new Error('away');
      kept.set(id, words);
    },
    async read(id) {
      if (this.isAway) throw new Error('away');
      return kept.get(id);
    },
  };
}
