import { brokers, clouds, compliance, databases, languages, type Named } from './fact-names.ts';
import { factPatterns, type Slot } from './fact-patterns.ts';
import { readTeam, type Team } from './team.ts';
import { readBareRates, readVolumes, type Volume } from './volumes.ts';

/** What people have said, found by its wording. `said` keeps their own words, so that a design can quote them. */
export type Facts = {
  said: Map<Slot, string[]>;
  volumes: Volume[];
  team: Team | undefined;
  languages: string[];
  databases: string[];
  brokers: string[];
  clouds: string[];
  compliance: string[];
};

export function readFacts(texts: readonly string[]): Facts {
  const facts: Facts = {
    said: new Map(),
    volumes: [],
    team: undefined,
    languages: [],
    databases: [],
    brokers: [],
    clouds: [],
    compliance: [],
  };
  for (const text of texts) addFacts(facts, text);
  return facts;
}

/** An answer is read with its question in mind: "six" to the team question means six people. */
export function addAnswer(facts: Facts, slot: string, answer: string): void {
  addFacts(facts, answer);
  if (slot === 'team') {
    facts.team = readTeam(answer, true) ?? facts.team;
    facts.said.set('team', [answer]);
    return;
  }
  if (slot === 'scale') {
    const bare = readBareRates(answer);
    if (readVolumes(answer).every((volume) => volume.perDay === undefined)) facts.volumes.unshift(...bare);
    facts.said.set('scale', [answer]);
    return;
  }
  if (isSlot(slot)) facts.said.set(slot, [answer]);
}

export function has(facts: Facts, slot: Slot): boolean {
  return facts.said.has(slot);
}

export function quote(facts: Facts, slot: Slot): string | undefined {
  return facts.said.get(slot)?.join(', ');
}

function note(facts: Facts, slot: Slot, words: string): void {
  const known = facts.said.get(slot) ?? [];
  const trimmed = words.trim();
  if (trimmed !== '' && !known.includes(trimmed)) facts.said.set(slot, [...known, trimmed]);
}

export function addFacts(facts: Facts, whole: string): void {
  // What somebody wants to leave is not what they want.
  const text = whole.replace(
    /\b(instead of|rather than|away from|replac(e|ing)|not|no longer|without) [\w.]+/gi,
    ' ',
  );
  for (const { slot, pattern } of factPatterns) {
    for (const match of text.matchAll(pattern)) note(facts, slot, match[0]);
  }
  addNames(facts.languages, text, languages);
  addNames(facts.databases, text, databases);
  addNames(facts.brokers, text, brokers);
  addNames(facts.clouds, text, clouds);
  addNames(facts.compliance, text, compliance);
  for (const [slot, names] of [
    ['stack', facts.languages],
    ['database', facts.databases],
    ['broker', facts.brokers],
    ['cloud', facts.clouds],
    ['compliance', facts.compliance],
  ] as const) {
    for (const name of names) note(facts, slot, name);
  }
  facts.team = readTeam(text) ?? facts.team;
  if (facts.team !== undefined) facts.said.set('team', [facts.team.text]);
  facts.volumes.push(...readVolumes(text));
  if (facts.volumes.length > 0) for (const volume of facts.volumes) note(facts, 'scale', volume.text);
}

function addNames(known: string[], text: string, names: readonly Named[]): void {
  for (const [name, pattern] of names) if (pattern.test(text) && !known.includes(name)) known.push(name);
}

export function isSlot(name: string): name is Slot {
  return [
    'scale',
    'team',
    'existing',
    'stack',
    'cloud',
    'database',
    'broker',
    'consistency',
    'compliance',
    'region',
    'budget',
    'latency',
    'availability',
    'timeline',
    'pains',
    'tenancy',
    'goal',
    'scope',
    'realtime',
  ].includes(name);
}
