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

/** The words of a text that carry a subject. */
export type Words = ReadonlySet<string>;

/** What tells the system of a design from others. To work it out costs far more than to compare it. */
export type Subject = { title: Words; parts: Words };

export function readSubject({ title, model }: Design): Subject {
  const nodes = (model?.nodes ?? []).filter(({ kind }) => kind === 'service' || kind === 'worker');
  // What runs there and has a name of its own.
  const names = nodes.map(({ name }) => [...special(name)].sort().join(' '));
  return { title: special(title), parts: new Set(names.filter((name) => name !== '')) };
}

/**
 * Whether two designs are about one system: by what is special in their titles, or by the parts that both have. What any
 * system has, such as a gateway or an order's database, tells nothing; and in doubt they are two.
 */
export function isSameSystem(a: Subject, b: Subject): boolean {
  return overlap(a.title, b.title, SHARE_OF_TITLE) || overlap(a.parts, b.parts, SHARE_OF_NODES);
}

/** Whether the titles of two decisions ask one thing; `names` are those of options, which answer it. */
export function isSameTopic(a: Words, b: Words, names: readonly Words[]): boolean {
  const isAsked = (word: string): boolean =>
    !ANY_DECISION.has(word) && !names.some((known) => known.has(word));
  const [left, right] = [[...a].filter(isAsked), [...b].filter(isAsked)];
  const shared = left.filter((word) => b.has(word)).length;
  return shared > 0 && shared / Math.min(left.length, right.length) >= SHARE_OF_TOPIC;
}

/** One thing in common may be chance. */
function overlap(a: Words, b: Words, least: number): boolean {
  let shared = 0;
  for (const one of a) if (b.has(one)) shared += 1;
  return shared >= 2 && shared / Math.min(a.size, b.size) >= least;
}

function special(text: string): Words {
  return new Set([...wordsOf(text)].filter((word) => !ANY_SYSTEM.has(word)));
}

/** Each by its stem; scripts that put no space between words are taken two characters at a time. */
export function wordsOf(text: string): Words {
  const words = plainWords(normalise(text))
    .split(' ')
    .filter((word) => word.length > 1 && !isStopWord(word))
    .flatMap((word) => (UNSPACED.test(word) ? pairsOf(word) : [stem(word)]));
  return new Set(words);
}

function pairsOf(word: string): string[] {
  const characters = [...word];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

function stems(words: string): Set<string> {
  return new Set(words.split(/\s+/).map(stem));
}
