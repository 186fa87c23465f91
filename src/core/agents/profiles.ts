import type { Agent } from './agent.ts';
import type { Analysis } from './analyse.ts';
import { createExampleIndex } from './example-index.ts';
import {
  countWords,
  EVERYDAY_STEMS,
  isEverydayWord,
  isTechnology,
  namesOf,
  phrasesOf,
  some,
} from './own-words.ts';

type Read = (text: string) => Analysis;

/** How much a field tells about what an agent is for. */
const FIELDS: { weight: number; purpose: boolean; read: (agent: Agent) => string[] }[] = [
  { weight: 4, purpose: true, read: (agent) => [agent.description] },
  { weight: 3, purpose: true, read: (agent) => [agent.title, agent.id] },
  { weight: 2, purpose: true, read: (agent) => agent.examples },
  { weight: 1, purpose: true, read: (agent) => [agent.argumentHint ?? '', ...agent.clarify.topics] },
  { weight: 2, purpose: false, read: (agent) => agent.output.languages },
  { weight: 0.5, purpose: false, read: (agent) => [agent.instructions] },
];

/** Keeps one occurrence in a file from deciding alone. */
const SMOOTHING = 1.5;

/** A feature is an agent's own when this much of its use in all files, and this many of the examples, are that agent's. */
const OWN_SHARE = 0.6;
const OWN_EXAMPLES = 2;

/** What an agent calls by a name, such as its product, tells more than what it calls by a common word. */
const OWN_WORD = 4;

/** What an agent goes by, see `namesOf`, is the clearest word of all. */
const NAME_WORD = 8;

/** From this share on, a word that is not an agent's own still bears its own words out. */
const LEANING_SHARE = 0.55;

/** From this score on, a question is so like an example that its single words need no support. */
const ALIKE = 3;

/** An agent that fewer of the examples leave unnamed is made for one thing: unnamed, it is hardly meant. */
const USUALLY_NAMED = 0.25;

/** One word of such an agent, with nothing beside it, is most often used by chance. */
const ALONE = 0.5;

/** A chore that this many texts of the agents speak of is what one of them is for, not a coincidence. */
const TOPIC_TEXTS = 3;

/** How much it says against an agent that a question names nothing of its own; see `absence`. */
const ABSENCE = 1.6;

export type Scored = {
  agent: string;
  score: number;
  /** Only one word, or none, of an agent that is made for one thing: nothing to be sure by. */
  thin: boolean;
};

type Question = Pick<Analysis, 'features' | 'pieces' | 'pairs'>;

export type Profiles = {
  score(question: Question): Scored[];
  /** How much of a question the agents' purposes name in their own words. */
  evidence(features: ReadonlyMap<string, number>): number;
  /** Kinds of chores that one of the agents is made for. */
  topics: ReadonlySet<string>;
};

/**
 * Naive Bayes over the agents' files: how much more often an agent speaks of something than the others do, plus two
 * things that such sums miss: what is absent, and a question that is nearly an example.
 */
export function createProfiles(agents: readonly Agent[], read: Read): Profiles {
  const examples = agents.map((agent) => agent.examples.map((text) => read(text).features));
  const counts = agents.map((agent) => countFeatures(agent, read));
  const shares = compareCounts(counts);
  const speaksFor = new Map(
    [...shares].map(([feature, share]) => [feature, share.map((value) => Math.log(value * agents.length))]),
  );
  const kinds = readKinds(agents, read);
  const found = agents.map((_, index) => findOwn(index, shares, examples[index] ?? []));
  /**
   * A product that is one of many of its kind, such as a database, is nobody's own, however often one agent names it:
   * it is only if its kind is.
   */
  const isOneOfMany = (feature: string, index: number) =>
    kinds.get(feature)?.every((kind) => found[index]?.has(kind) !== true) === true;
  const own = found.map(
    (features, index) => new Set([...features].filter((feature) => !isOneOfMany(feature, index))),
  );
  const names = agents.map((agent, index) =>
    namesOf(agent.id, own[index] ?? new Set(), examples[index] ?? []),
  );
  const unnamed = agents.map((_, index) => unnamedShare(examples[index] ?? [], own[index] ?? new Set()));
  const phrases = agents.map((agent, index) =>
    phrasesOf(
      FIELDS.flatMap((field) => field.read(agent).map(read)),
      own[index] ?? new Set(),
    ),
  );
  const near = createExampleIndex(examples);
  const { purposes, topics } = readPurposes(agents, read);

  return {
    topics,
    evidence(features) {
      let known = 0;
      for (const feature of features.keys()) {
        const isOwn = own.some((names) => names.has(feature));
        if (feature.startsWith('=')) known += isOwn ? 0.25 : 0;
        else if (purposes.has(feature) && !EVERYDAY_STEMS.has(feature)) known += isOwn ? 0.75 : 0.25;
      }
      return Math.min(1, known);
    },
    score({ features, pieces, pairs }) {
      const similar = near(features);
      const isHeard = (feature: string) => shares.has(feature);
      // What no agent speaks of decides nothing between them; most of a long text is that.
      const heard = new Map([...pieces].filter(([, said]) => some(said, isHeard)));
      const counting = [...features].filter(([feature]) => isHeard(feature));
      return agents.map((agent, index) => {
        const alike = similar[index] ?? 0;
        const rarely = unnamed[index] ?? 1;
        const isName = (feature: string) => names[index]?.has(feature) === true;
        const isOwn = (feature: string) => own[index]?.has(feature) === true || isName(feature);
        const leans = (feature: string) =>
          (shares.get(feature)?.[index] ?? 0) >= LEANING_SHARE && !isOneOfMany(feature, index);
        const spoken = countWords(heard, isOwn, leans);
        const byName =
          alike >= ALIKE || [...heard].some(([word, said]) => !isEverydayWord(word) && some(said, isName));
        const borneOut =
          byName || pairs.some((pair) => phrases[index]?.has(pair)) || spoken.own + spoken.leaning >= 2;
        const named = borneOut && spoken.own > 0;
        const madeForOne = rarely < USUALLY_NAMED;
        const factorOf = (feature: string) => {
          if (!isOwn(feature)) return 1;
          if (!borneOut) return madeForOne ? ALONE : 1;
          if (feature.startsWith('=') || !named) return 1;
          return isName(feature) ? NAME_WORD : OWN_WORD;
        };
        let score = named ? alike : alike + ABSENCE * Math.log(rarely);
        for (const [feature, strength] of counting) {
          const said = speaksFor.get(feature)?.[index];
          if (said !== undefined) score += factorOf(feature) * strength * said;
        }
        return { agent: agent.id, score, thin: !borneOut && madeForOne };
      });
    },
  };
}

/** Feature → how its use divides among the agents, after long and short files are made comparable. */
function compareCounts(counts: Map<string, number>[]): Map<string, number[]> {
  const totals = counts.map((count) => [...count.values()].reduce((sum, value) => sum + value, 0));
  const mean = totals.reduce((sum, total) => sum + total, 0) / Math.max(1, totals.length);
  const shares = new Map<string, number[]>();
  for (const feature of new Set(counts.flatMap((count) => [...count.keys()]))) {
    const scaled = counts.map(
      (count, index) => ((count.get(feature) ?? 0) * mean) / Math.max(1, totals[index] ?? 1) + SMOOTHING,
    );
    const sum = scaled.reduce((total, value) => total + value, 0);
    shares.set(
      feature,
      scaled.map((value) => value / sum),
    );
  }
  return shares;
}

function findOwn(
  index: number,
  shares: Map<string, number[]>,
  examples: ReadonlyMap<string, number>[],
): Set<string> {
  const own = new Set<string>();
  for (const [feature, share] of shares) {
    if ((share[index] ?? 0) < OWN_SHARE) continue;
    if (examples.filter((example) => example.has(feature)).length >= OWN_EXAMPLES) own.add(feature);
  }
  return own;
}

/** Word → the kinds of technology that it is one of; never empty. */
function readKinds(agents: readonly Agent[], read: Read): Map<string, string[]> {
  const kinds = new Map<string, string[]>();
  for (const text of agents.flatMap((agent) => agent.examples)) {
    for (const [word, said] of read(text).pieces) {
      const known = [...said].filter((feature) => feature.startsWith('=') && isTechnology(feature));
      if (known.length > 0) kinds.set(word, known);
    }
  }
  return kinds;
}

/**
 * The architect of one product is nearly always asked with a word of that product; an architect for everything has no
 * such words. So the share of examples that do without tells what it means when a question does.
 */
function unnamedShare(examples: ReadonlyMap<string, number>[], own: ReadonlySet<string>): number {
  if (examples.length === 0) return 1;
  const without = examples.filter(
    (example) => ![...example.keys()].some((feature) => own.has(feature)),
  ).length;
  return (without + 1) / (examples.length + 1);
}

function countFeatures(agent: Agent, read: Read): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { weight, read: textsOf } of FIELDS) {
    for (const text of textsOf(agent)) {
      for (const feature of read(text).features.keys()) {
        counts.set(feature, (counts.get(feature) ?? 0) + weight);
      }
    }
  }
  return counts;
}

function readPurposes(agents: readonly Agent[], read: Read): { purposes: Set<string>; topics: Set<string> } {
  const purposes = new Set<string>();
  const chores = new Map<string, number>();
  for (const text of agents.flatMap((agent) =>
    FIELDS.filter((f) => f.purpose).flatMap((f) => f.read(agent)),
  )) {
    for (const feature of read(text).features.keys()) {
      if (feature.startsWith('~')) chores.set(feature.slice(1), (chores.get(feature.slice(1)) ?? 0) + 1);
      else if (!feature.startsWith('=')) purposes.add(feature);
    }
  }
  const topics = [...chores].filter(([, count]) => count >= TOPIC_TEXTS).map(([chore]) => chore);
  return { purposes, topics: new Set(topics) };
}
