const irregular: Record<string, string> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  mice: 'mouse',
  data: 'data',
  news: 'news',
  bees: 'bee',
  series: 'series',
  species: 'species',
  shelves: 'shelf',
  wolves: 'wolf',
  lives: 'life',
  knives: 'knife',
  hives: 'hive',
  archives: 'archive',
  drives: 'drive',
  movies: 'movie',
  cookies: 'cookie',
  analyses: 'analysis',
  addresses: 'address',
  buses: 'bus',
  leaves: 'leave',
  cases: 'case',
  courses: 'course',
  houses: 'house',
  purchases: 'purchase',
  licenses: 'license',
  licences: 'licence',
  expenses: 'expense',
  exercises: 'exercise',
  responses: 'response',
  nurses: 'nurse',
  horses: 'horse',
  vases: 'vase',
  databases: 'database',
  releases: 'release',
  warehouses: 'warehouse',
  analytics: 'analytics',
  logistics: 'logistics',
  statistics: 'statistics',
  operations: 'operations',
};

export function singular(word: string): string {
  const known = irregular[word];
  if (known !== undefined) return known;
  if (/(ss|us|is)$/.test(word) || word.length < 4) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

const stopWords = new Set(
  `a an the and or of for in on at to from by with without into as is are be we our us i my it its their his her they them you your this that these those
  who which what when where how can could should would will must may might need needs want wants like also each every all any some many few more most other new
  own simple small large big good best fast cheap modern scalable secure reliable robust real time online digital mobile web based platform system systems app
  application applications service services software solution solutions tool architecture architectures design microservice microservices backend frontend api apis
  please help build create make develop propose plan let lets about per day month year hour week second one two three four five six seven eight nine ten
  thing things stuff way lot kind type etc so but if then than not no yes do does did have has had get gets got use uses using used via through between across team teams user users
  people person something anything everything city country region local global using around up out over just only very`.split(
    /\s+/,
  ),
);

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

const listVerbs =
  'track(?:s|ing)?|manag(?:e|es|ing)|handl(?:e|es|ing)|record(?:s|ing)?|stor(?:e|es|ing)|sell(?:s|ing)?|rent(?:s|ing)?|lend(?:s|ing)?|book(?:s|ing)?|schedul(?:e|es|ing)|monitor(?:s|ing)?|organi[sz](?:e|es|ing)|plan(?:s|ning)?|cover(?:s|ing)?|includ(?:e|es|ing)|support(?:s|ing)?|coordinat(?:e|es|ing)|register(?:s|ing)?|administer(?:s|ing)?|keep(?:s|ing)? track of|collect(?:s|ing)?|process(?:es|ing)?|shar(?:e|es|ing)|trad(?:e|es|ing)|publish(?:es|ing)?|inspect(?:s|ing)?|certif(?:y|ies|ying)|assign(?:s|ing)?|match(?:es|ing)?|with|for|of';

/**
 * The things a brief names: nouns in the lists that follow verbs such as "tracks" or "manages".
 * "a cooperative that tracks hives, harvests and sales" gives hive, harvest, sale.
 */
export function listedNouns(text: string): string[] {
  const lower = text.toLowerCase().replace(/[“”"'’]/g, '');
  const pattern = new RegExp(`\\b(?:${listVerbs})\\b\\s+([^.;:!?()\\n]+)`, 'g');
  const lists = [...lower.matchAll(pattern)].map((match) => match[1] ?? '');
  // A real list says more about the subject than a lone object.
  lists.sort((a, b) => chunks(b).length - chunks(a).length);
  const nouns: string[] = [];
  for (const list of lists) {
    const found = chunks(list).map(headNoun);
    for (const noun of found) if (noun !== undefined && !nouns.includes(noun)) nouns.push(noun);
    if (nouns.length >= 3 && chunks(list).length >= 2) break;
  }
  return nouns.slice(0, 6);
}

/** Nouns that stand alone, for briefs that hold no list: plural words first. */
export function looseNouns(text: string): string[] {
  const words = text.toLowerCase().match(/[a-zäöüßñáéíóú-]{4,}/g) ?? [];
  const plural = words.filter((word) => word.endsWith('s') && !word.endsWith('ss') && !isStopWord(word));
  return [...new Set(plural.map(singular))]
    .filter((word) => !isStopWord(word) && !/(ous|ings)$/.test(word))
    .slice(0, 5);
}

function chunks(list: string): string[] {
  const end = list.search(
    new RegExp(
      `\\b(?:that|which|who|where|so that|because|while|but|using|${listVerbs.replace('|of', '')})\\b`,
    ),
  );
  const head = end > 0 ? list.slice(0, end) : list;
  return head
    .split(/,|\band\b|\bor\b|&|\/|\bplus\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function headNoun(chunk: string): string | undefined {
  const [before = ''] = chunk
    .split(/\b(?:of|in|on|at|to|from|by|per|a|into|across)\b(?=\s)/)
    .filter((part) => part.trim() !== '');
  const words = (before.match(/[a-zäöüßñáéíóú-]+/g) ?? []).filter(
    (word) => !isStopWord(word) && word.length > 2,
  );
  const last = words.at(-1);
  if (last === undefined || /\d/.test(chunk) || words.length > 3) return undefined;
  const noun = singular(last);
  if (isStopWord(noun) || noun.length < 3) return undefined;
  const previous = words.at(-2);
  return previous === undefined || words.length > 2 ? noun : `${previous}-${noun}`;
}
