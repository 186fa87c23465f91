import { factPatterns } from './fact-patterns.ts';
import { readFacts } from './facts.ts';
import { kebab, unique } from './parts.ts';
import { isStopWord, singular } from './words.ts';

/** Fewer things in a row are an example or a sentence; this many are a list of what the system consists of. */
const fewest = 4;

type List = { areas: string[]; at: number; length: number };

/** The areas that a brief lists for its system, as ids: "(crew, baggage, check-in and 3 more)" gives crew, baggage, check-in. */
export function readAreas(text: string): string[] {
  return unique(listsIn(text).flatMap((list) => list.areas));
}

/** The brief without its lists: what it says the system is. */
export function withoutAreas(text: string): string {
  let left = text;
  for (const { at, length } of listsIn(text).sort((a, b) => b.at - a.at))
    left = `${left.slice(0, at)}${left.slice(at + length)}`;
  return left;
}

const starts: readonly RegExp[] = [
  /\(([^()\n]+)\)/g,
  /[:：]\s*([^.:;()\n]+)/g,
  /(?:^|\n)((?:\s*(?:[-*•]|\d+[.)])\s+[^\n]+(?:\n|$)){4,})/g,
  /\b(?:with|cover(?:s|ing)?|includ(?:es|ing)|such as|for|has|needs|handl(?:es|ing)|manag(?:es|ing)|track(?:s|ing)|consists of|made of|areas|modules|contexts|mit|con|avec)\s+([^.:;()\n]+)/gi,
];

function listsIn(text: string): List[] {
  const found: List[] = [];
  for (const start of starts) {
    for (const match of text.matchAll(start)) {
      const body = match[1] ?? '';
      const at = match.index + match[0].lastIndexOf(body);
      if (found.some((list) => at < list.at + list.length && list.at < at + body.length)) continue;
      const areas = areasOf(body);
      if (areas.length >= fewest) found.push({ areas, at, length: body.length });
    }
  }
  return found;
}

function areasOf(body: string): string[] {
  const items = body
    .split(/,|;|\n|\/|&|\s(?:and|und|y|et|or|oder|plus)\s/i)
    .map((item) =>
      item
        .replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '')
        .replace(/^.*\b(?:with|covering|including|such as|like)\s+/i, '')
        .trim(),
    )
    .filter((item) => item !== '');
  const areas = items.flatMap((item) => areaOf(item) ?? []);
  // Facts in a row ("20 engineers, Kafka, one city") are no list of areas.
  return areas.length * 3 >= items.length * 2 ? unique(areas) : [];
}

/** People, sizes, rules and technology say how something is built, not what it consists of. */
function isFact(item: string): boolean {
  const facts = readFacts([item]);
  const named = facts.languages.length + facts.databases.length + facts.brokers.length + facts.clouds.length;
  return (
    /\d/.test(item) ||
    named + facts.compliance.length + facts.volumes.length > 0 ||
    facts.team !== undefined ||
    factPatterns.some(({ pattern }) => item.search(new RegExp(pattern.source, 'i')) >= 0) ||
    /\b(developers?|engineers?|devs|team|microservices?|cloud|budget|more|others?)\b/i.test(item)
  );
}

const fillers = /^(named|called|etc|management|handling|processing|service|services|module|area)$/;

function areaOf(item: string): string | undefined {
  if (isFact(item)) return undefined;
  const words = item
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
    .split(/\s+/)
    .filter((word) => !isStopWord(word) && !fillers.test(word));
  const last = words.at(-1);
  if (last === undefined || words.length > 3) return undefined;
  const id = kebab([...words.slice(0, -1), singular(last)].join(' '));
  return id.length < 2 || id.length > 40 ? undefined : id;
}
