export type Random = {
  /** Inclusive. */
  int(least: number, most: number): number;
  chance(part: number): boolean;
  pick<T>(all: readonly T[]): T;
  /** Some of them, in their order. */
  some<T>(all: readonly T[], number: number): T[];
};

/** The same numbers for the same seed, so that a failing design can be made again. */
export function createRandom(seed: number): Random {
  let state = seed * 2_654_435_761 + 1;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(all: readonly T[]): T => {
    const [first] = all;
    if (first === undefined) throw new Error('Nothing to pick from');
    return all[int(0, all.length - 1)] ?? first;
  };
  return {
    int,
    chance: (part) => next() < part,
    pick,
    some: (all, number) => {
      const left = [...all];
      while (left.length > number) left.splice(int(0, left.length - 1), 1);
      return left;
    },
  };
}
