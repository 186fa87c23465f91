/** Below this likeness, an example says nothing about a question. */
const LEAST_LIKENESS = 0.35;

/** What a question scores that is word for word an example. */
const FULL_SCORE = 12;

type Features = ReadonlyMap<string, number>;

/** Scores a question by how like it is to the nearest example of each agent; rare words count more. */
export function createExampleIndex(examples: Features[][]): (features: Features) => number[] {
  const all = examples.flat();
  const known = new Map<string, number>();
  for (const example of all)
    for (const feature of example.keys()) known.set(feature, (known.get(feature) ?? 0) + 1);
  const rarityOf = (count: number) => Math.log((all.length + 1) / (count + 0.5));
  const rarities = new Map([...known].map(([feature, count]) => [feature, rarityOf(count)]));
  const unheard = rarityOf(0);
  const rarity = (feature: string) => rarities.get(feature) ?? unheard;
  const lengthOf = (features: Features) => {
    let square = 0;
    for (const feature of features.keys()) square += rarity(feature) ** 2;
    return Math.sqrt(square);
  };
  const lengths = all.map(lengthOf);
  /** Feature → the examples that have it: of most of them a question shares nothing. */
  const having = new Map<string, number[]>();
  all.forEach((example, at) => {
    for (const feature of example.keys()) having.set(feature, [...(having.get(feature) ?? []), at]);
  });

  return (features) => {
    const products = new Float64Array(all.length);
    for (const feature of features.keys()) {
      const square = rarity(feature) ** 2;
      for (const at of having.get(feature) ?? []) products[at] = (products[at] ?? 0) + square;
    }
    const length = lengthOf(features);
    let at = 0;
    return examples.map((list) => {
      let best = 0;
      for (let left = list.length; left > 0; left--, at++) {
        best = Math.max(best, (products[at] ?? 0) / Math.max(1e-9, length * (lengths[at] ?? 0)));
      }
      return best < LEAST_LIKENESS ? 0 : (FULL_SCORE * (best - LEAST_LIKENESS)) / (1 - LEAST_LIKENESS);
    });
  };
}
