import { brokers, clouds, compliance, databases, languages, type Named } from './fact-names.ts';
import { factPatterns, type Slot } from './fact-patterns.ts';
import { readVolumes, toNumber, type Volume } from './volumes.ts';

/** What people have said, found by its wording. `said` keeps their own words, so that a design can quote them. */
export type Facts = {
  said: Map<Slot, string[]>;
  volumes: Volume[];
  teamSize: number | undefined;
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
    teamSize: undefined,
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
    const size = /\d+(?:\s*[-–]\s*(\d+))?/.exec(answer);
    if (size !== null) facts.teamSize = Number(size[1] ?? size[0]);
  }
  if (isSlot(slot)) note(facts, slot, answer);
}

export function has(facts: Facts, slot: Slot): boolean {
  return facts.said.has(slot);
}

export function quote(facts: Facts, slot: Slot): string | undefined {
  return facts.said.get(slot)?.join(', ');
}

export function note(facts: Facts, slot: Slot, words: string): void {
  const known = facts.said.get(slot) ?? [];
  const trimmed = words.trim();
  if (trimmed !== '' && !known.includes(trimmed)) facts.said.set(slot, [...known, trimmed]);
}

function addFacts(facts: Facts, whole: string): void {
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
  facts.teamSize = readTeamSize(text) ?? facts.teamSize;
  facts.volumes.push(...readVolumes(text));
  if (facts.volumes.length > 0) for (const volume of facts.volumes) note(facts, 'scale', volume.text);
}

function addNames(known: string[], text: string, names: readonly Named[]): void {
  for (const [name, pattern] of names) if (pattern.test(text) && !known.includes(name)) known.push(name);
}

function readTeamSize(text: string): number | undefined {
  const count = '(\\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)';
  const people = new RegExp(
    `team of (?:about |around |only )?${count}|${count}(?:[ -]person|[ -]people)? (?:team\\b(?!s)|(?:backend |senior |full-?stack |software )?(?:developers?|engineers?|devs|programmers?|people\\b(?! (?:per|a|who|use))))|Team (?:von|aus) (\\d+)|(\\d+) (?:Entwickler|desarrolladores)|equipo de (\\d+)|(\\d+)\\s*(?:人团队|名工程师|个工程师)`,
    'i',
  ).exec(text);
  if (people !== null) {
    const found = people.slice(1).find((group) => group !== undefined);
    return found === undefined ? undefined : toNumber(found);
  }
  const teams = new RegExp(`${count} (?:small |feature |product )?teams\\b`, 'i').exec(text)?.[1];
  // A team is taken as six people, the size a stream-aligned team ordinarily has.
  if (teams !== undefined) return toNumber(teams) * 6;
  return /\b(solo|just me|alone|one-person)\b/i.test(text) ? 1 : undefined;
}

function isSlot(name: string): name is Slot {
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
