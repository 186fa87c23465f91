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
  const rarity = (feature: string) => Math.log((all.length + 1) / ((known.get(feature) ?? 0) + 0.5));
  const weigh = (features: Features) => {
    const weights = new Map<string, number>();
    let square = 0;
    for (const feature of features.keys()) {
      const weight = rarity(feature);
      weights.set(feature, weight);
      square += weight * weight;
    }
    return { weights, length: Math.sqrt(square) };
  };
  const index = examples.map((list) => list.map(weigh));

  return (features) => {
    const question = weigh(features);
    return index.map((list) => {
      let best = 0;
      for (const example of list) {
        let product = 0;
        for (const [feature, weight] of question.weights)
          product += weight * (example.weights.get(feature) ?? 0);
        best = Math.max(best, product / Math.max(1e-9, question.length * example.length));
      }
      return best < LEAST_LIKENESS ? 0 : (FULL_SCORE * (best - LEAST_LIKENESS)) / (1 - LEAST_LIKENESS);
    });
  };
}
