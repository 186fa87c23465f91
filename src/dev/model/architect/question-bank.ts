import type { Domain } from '../catalogue/domain.ts';
import type { Slot } from './fact-patterns.ts';
import { hasTrait, toPart } from './parts.ts';
import { withArticle } from './with-article.ts';

export type BankQuestion = {
  slot: Slot;
  /** Words in an agent's topic that ask for this. */
  topic: RegExp;
  question: (domain: Domain) => string;
  why: (domain: Domain) => string;
  options: (domain: Domain) => string[];
  /** The index of the default among the options. */
  standard: (domain: Domain) => number;
  /** Whether it matters for this domain at all; without it, always. */
  due?: (domain: Domain) => boolean;
};

const lower = (domain: Domain): string => domain.name.toLowerCase();
const traits = (domain: Domain, ...names: Parameters<typeof hasTrait>[1][]): boolean => {
  const parts = domain.services.map((seed) => toPart(seed));
  return names.some((name) => hasTrait(parts, name));
};
const round = (value: number): string => Math.round(value).toLocaleString('en-US');

/** In the order in which an open point costs most when it is guessed wrong. */
export const questionBank: readonly BankQuestion[] = [
  {
    slot: 'scale',
    topic: /scale|growth|load|volume|traffic|capacity|performance|size/i,
    question: (domain) => `How many ${domain.unit} a day do you expect in the first year?`,
    why: () => 'Load decides between one database and several, and how much may wait in queues.',
    options: (domain) => [
      `Under ${round(domain.perDay / 10)} a day`,
      `About ${round(domain.perDay)} a day`,
      `${round(domain.perDay * 10)} a day or more`,
    ],
    standard: () => 1,
  },
  {
    slot: 'team',
    topic: /team|people|organi[sz]ation|skills?|operational capabilit|staff/i,
    question: () => 'How many people will build and run it?',
    why: () => 'Each deployable needs somebody who owns it; a small team is better off with one.',
    options: () => ['1–5 people', '6–15 people', '16 people or more'],
    standard: () => 1,
  },
  {
    slot: 'existing',
    topic: /current (system|state|architecture|landscape)|existing|monolith|legacy|as-is|as it is/i,
    question: (domain) =>
      `Is there ${withArticle(lower(domain).replace(/ system$/, ''))} system already that this must grow out of?`,
    why: () => 'Replacing a running system needs a way across; a new one does not.',
    options: () => ['No, it is new', 'Yes, a monolith', 'Yes, some services'],
    standard: () => 0,
  },
  {
    slot: 'consistency',
    topic: /consisten|transaction|integrity/i,
    question: (domain) =>
      `What must never go wrong? Our guess: ${domain.invariant.charAt(0).toLowerCase()}${domain.invariant.slice(1).replace(/\.$/, '')}.`,
    why: () => 'It tells where a transaction is needed and where seconds of delay are fine.',
    options: () => [
      'Yes, exactly that, always',
      'Yes, but it may be mended within minutes',
      'Delay is fine everywhere',
    ],
    standard: (domain) => (traits(domain, 'money', 'contended') ? 0 : 1),
    due: (domain) => traits(domain, 'money', 'contended'),
  },
  {
    slot: 'compliance',
    topic: /complian|regulat|security|privacy|legal|access/i,
    question: () => 'Which rules apply to the data?',
    why: () => 'Rules on personal, health or card data decide where it may lie and who may see it.',
    options: (domain) =>
      domain.id === 'hospital'
        ? ['GDPR', 'GDPR and national health rules', 'HIPAA']
        : traits(domain, 'money')
          ? ['None beyond the usual', 'GDPR', 'GDPR and PCI DSS']
          : ['None beyond the usual', 'GDPR', 'Health data (HIPAA or similar)'],
    standard: () => 0,
    due: (domain) => traits(domain, 'personal', 'money'),
  },
  {
    slot: 'stack',
    topic: /technolog|technical|stack|framework|language/i,
    question: () => 'Is anything about the technology fixed?',
    why: () => 'What the team already runs is cheaper than what would be slightly better.',
    options: () => ['Nothing is fixed', 'TypeScript and PostgreSQL', 'Python and PostgreSQL'],
    standard: () => 0,
  },
  {
    slot: 'region',
    topic: /region|geograph|locat|residency|market/i,
    question: () => 'Where are the people who use it?',
    why: () => 'More than one region brings data residency and a copy per region.',
    options: () => ['One city or country', 'Several countries of one continent', 'World-wide'],
    standard: () => 0,
    due: (domain) => traits(domain, 'realtime', 'geo'),
  },
  {
    slot: 'goal',
    topic: /business (req|goal|driver|constraint)|goal|requirement|objective|driver/i,
    question: (domain) => `What should the first release of ${lower(domain)} achieve?`,
    why: () => 'It decides what may wait.',
    options: () => ['Prove the idea with few users', 'Carry a known load reliably', 'Grow fast'],
    standard: () => 1,
  },
  {
    slot: 'pains',
    topic: /pain|bottleneck|problem|issue/i,
    question: () => 'What hurts most today?',
    why: () => 'The design should mend the cause, not its neighbour.',
    options: () => ['Slow answers or outages', 'Changes take too long', 'Nothing, it is new'],
    standard: () => 2,
  },
  {
    slot: 'scope',
    topic: /domains?|scope|bounded/i,
    question: (domain) =>
      `Which areas belong to it? Our guess: ${domain.services
        .slice(0, 5)
        .map((service) => service.id)
        .join(', ')}.`,
    why: () => 'Each area becomes a bounded context with its own data.',
    options: () => ['All of these', 'Only the first three for now'],
    standard: () => 0,
  },
  {
    slot: 'availability',
    topic: /availab|reliab|sla|slo|uptime|resilien/i,
    question: () => 'How long may it be down?',
    why: () => 'Each nine costs about another copy of what holds state.',
    options: () => ['Hours a month', 'Minutes a month', 'Seconds a month'],
    standard: () => 1,
  },
  {
    slot: 'budget',
    topic: /budget|cost|money|financ/i,
    question: () => 'What may running it cost a month?',
    why: () => 'It rules options out early.',
    options: () => ['Under 500', '500–5,000', 'More than 5,000'],
    standard: () => 1,
  },
  {
    slot: 'tenancy',
    topic: /tenan|isolation|quota/i,
    question: () => 'How far apart must customers be kept?',
    why: () => 'Shared tables with a tenant key, a schema each, or a database each.',
    options: () => ['One customer only', 'Shared tables with a tenant key', 'A database each'],
    standard: () => 1,
  },
  {
    slot: 'timeline',
    topic: /time-?line|deadline|schedule|go-?live/i,
    question: () => 'When must the first version be live?',
    why: () => 'A short time favours fewer parts.',
    options: () => ['Within 3 months', 'Within 6 months', 'Later'],
    standard: () => 1,
  },
];
