import { isStopWord, normalise, stem } from '../../agents/words.ts';
import { UNSPACED } from '../../decisions/draft-decisions.ts';
import type { Design } from '../../design/document.ts';
import { plainWords } from '../../design/text/plain-words.ts';

/** Words that stand in the titles and boxes of any design, and so tell none from another. */
const ANY_SYSTEM = stems(
  `admin analytics api app application architecture auth authentication authorization backend balancer batch billing
  broker bus cache cdn client cloud cluster core dashboard data database db design email event external file frontend
  gateway identity internal job load log logging login mail main media message metric microservice mobile module
  modular monitoring monolith new notification object one option payment platform portal product project provider
  proxy push queue realtime report reporting saas scalable scheduler search server service shared simple small sms
  software solution sso storage store stream system third three tool two user web webhook worker`,
);

/** Words that any decision may have in its title. */
const ANY_DECISION = stems(
  `adopt architecture as choice choose decide decision design for instead option over pick prefer select service
  solution system take technology use using versus via with`,
);

/** Two of three words may be shared by chance: the delivery of food in one city, and of parcels. */
const SHARE_OF_TITLE = 0.75;
const SHARE_OF_NODES = 0.6;
const SHARE_OF_TOPIC = 0.6;

/**
 * Whether two designs are about one system: by what is special in their titles, or by the parts that both have. What any
 * system has, such as a gateway or an order's database, tells nothing; and in doubt they are two.
 */
export function isSameSystem(a: Design, b: Design): boolean {
  return (
    overlap(wordsOf(a.title, ANY_SYSTEM), wordsOf(b.title, ANY_SYSTEM), SHARE_OF_TITLE) ||
    overlap(partsOf(a), partsOf(b), SHARE_OF_NODES)
  );
}

/** Whether the titles of two decisions ask one thing; `names` are those of options, which answer it. */
export function isSameTopic(a: string, b: string, names: readonly string[]): boolean {
  const known = new Set([...ANY_DECISION, ...names.flatMap((name) => [...wordsOf(name, new Set())])]);
  const [left, right] = [wordsOf(a, known), wordsOf(b, known)];
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared > 0 && shared / Math.min(left.size, right.size) >= SHARE_OF_TOPIC;
}

/** One thing in common may be chance. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>, least: number): boolean {
  const shared = [...a].filter((one) => b.has(one)).length;
  return shared >= 2 && shared / Math.min(a.size, b.size) >= least;
}

/** What runs there and has a name of its own. */
function partsOf({ model }: Design): Set<string> {
  const nodes = (model?.nodes ?? []).filter(({ kind }) => kind === 'service' || kind === 'worker');
  const names = nodes.map(({ name }) => [...wordsOf(name, ANY_SYSTEM)].sort().join(' '));
  return new Set(names.filter((name) => name !== ''));
}

/** Each by its stem; scripts that put no space between words are taken two characters at a time. */
function wordsOf(text: string, without: ReadonlySet<string>): Set<string> {
  const words = plainWords(normalise(text))
    .split(' ')
    .filter((word) => word.length > 1 && !isStopWord(word))
    .flatMap((word) => (UNSPACED.test(word) ? pairsOf(word) : [stem(word)]));
  return new Set(words.filter((word) => !without.has(word)));
}

function pairsOf(word: string): string[] {
  const characters = [...word];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

function stems(words: string): Set<string> {
  return new Set(words.split(/\s+/).map(stem));
}
