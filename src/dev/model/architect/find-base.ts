import type { Domain } from '../catalogue/domain.ts';
import type { Catalogue } from '../catalogue/load-catalogue.ts';
import type { AgentProfile } from './agent-profile.ts';
import { applyAnswers, sourcesQuestion } from './apply-answers.ts';
import { readAreas } from './areas.ts';
import { bestDomain, chooseSubject } from './choose-domain.ts';
import type { Conversation } from './conversation.ts';
import { emptyExisting, partsOfBrief, partsOfMap, partsOfProfile } from './existing-parts.ts';
import { type Part, tidy, toPart } from './parts.ts';

/** What the design starts from: a subject, its parts, and whether they run already. */
export type Base = {
  domain: Domain;
  parts: Part[];
  extends: boolean;
  gatewayPort: number | undefined;
  note: string | undefined;
  /** What answers changed, a sentence each. */
  effects: string[];
};

/** All that people have said, the request first. */
export function allText(conversation: Conversation): string {
  return [
    conversation.request.text,
    ...conversation.thread.map((said) => said.text),
    ...conversation.additions.map((said) => said.text),
    ...conversation.rounds.flatMap((round) => [round.note, ...round.answers.map((one) => one.answer)]),
  ].join('\n');
}

/** Whether a request is about something that runs: named in the instructions, in the repository, or as "our …". */
export function findBase(
  catalogue: Catalogue,
  profile: AgentProfile,
  conversation: Conversation,
): Base | undefined {
  const base = findSubject(catalogue, profile, conversation);
  return base === undefined ? undefined : applyAnswers(base, conversation.rounds);
}

function findSubject(
  catalogue: Catalogue,
  profile: AgentProfile,
  conversation: Conversation,
): Base | undefined {
  const text = allText(conversation);
  const fromProfile = partsOfProfile(profile);
  if (fromProfile.parts.length > 0) {
    return existing(systemName(profile), fromProfile.parts, fromProfile.gatewayPort, undefined);
  }
  const mapped = partsOfMap(conversation.looks);
  if (mapped.length > 0)
    return existing(
      'The system in the repository',
      mapped,
      undefined,
      'Existing services are those that the service map shows.',
    );
  const own = agentDomain(catalogue, profile);
  const asked = bestDomain(catalogue.domains, conversation.request.text);
  const isOther = asked === undefined && wantsOther(conversation.request.text);
  if (own !== undefined && !isOther && (asked === undefined || asked === own))
    return fromCatalogue(own, profile, text);
  const named = partsOfBrief(text);
  const ours = /\b(?:our|the existing|the current|my)\s+([a-z][^.,;:!?]{3,60})/i.exec(text)?.[1];
  const changesRunning =
    /\b(add|integrat\w*|introduc\w*|extend|improve|fix|missing|bottleneck|slow|time-?outs?|fail\w*|we (want|need)|refactor|optimi[sz]e|scale|share|move)\b/i.test(
      text,
    );
  if (ours !== undefined && changesRunning) {
    const domain = bestDomain(catalogue.domains, ours);
    if (domain !== undefined) return fromCatalogue(domain, profile, text);
  }
  if (named.length > 0 && changesRunning)
    return existing(
      'The existing services',
      named,
      undefined,
      'Existing services are those that the thread names.',
    );
  if (changesUnnamed(conversation.request.text)) return unnamed(text);
  const subject = chooseSubject(catalogue, text);
  if (subject === undefined) return undefined;
  return {
    domain: subject.domain,
    parts: tidy(subject.domain.services.map((seed) => toPart(seed))),
    extends: false,
    gatewayPort: undefined,
    note: undefined,
    effects: [],
  };
}

/** A whole system with areas of its own is asked for, not a change to the one that the architect looks after. */
function wantsOther(request: string): boolean {
  return /\b(design|build|create|decompose)\b/i.test(request) && readAreas(request).length > 0;
}

/** Something is to be added to services that run, but that nobody has named. */
function changesUnnamed(request: string): boolean {
  if (/\b(design|build|create|decompose|from scratch)\b/i.test(request)) return false;
  return (
    /\b(add|integrat\w*|introduc\w*|extend)\b[^.]*\b(to|into|in|with|for) (our|my|the existing|the current) (?:[\w.+#-]+ ){0,3}(micro-?)?(services?|system|platform|backend|stack|architecture|apps?|applications?)\b/i.test(
      request,
    ) || /^\W*(please |we want to |i want to |we need to )?add an? [a-z -]*service\b/i.test(request)
  );
}

function unnamed(text: string): Base {
  const language = /\b(python|java|node|typescript|php|ruby|golang|kotlin)\b/i.exec(text)?.[1];
  const name =
    language === undefined
      ? 'Existing services'
      : `Existing ${language.charAt(0).toUpperCase()}${language.slice(1)} services`;
  const base = existing(
    'The existing services',
    [emptyExisting(name)],
    undefined,
    'The services that run today were not named; they are drawn as one node until they are.',
  );
  return {
    ...base,
    domain: {
      ...base.domain,
      asks: [
        {
          id: sourcesQuestion,
          question: 'Which of your services are concerned? Their names will do.',
          why: 'They are drawn as they are, and each of them gets a caller or an event.',
          options: [],
          default: 'any of them may be',
          said: /\b[a-z]+-services?\b/i,
        },
        {
          id: 'links',
          question: 'How do the services talk to each other today?',
          why: 'A broker that runs already carries the new messages; a new one is a system more to run.',
          options: ['REST only', 'REST and RabbitMQ', 'REST and Kafka'],
          default: 'REST only',
          said: /\b(rabbit\s?mq|kafka|nats|sqs|redis streams?|celery|grpc|rest|http)\b/i,
        },
      ],
    },
  };
}

/** The system that an architect looks after, when the instructions say that it is one system and which. */
function agentDomain(catalogue: Catalogue, profile: AgentProfile): Domain | undefined {
  if (!/\byou (look after|are the architect of)\b|\barchitect of (one|the)\b/i.test(profile.text))
    return undefined;
  const lower = profile.text.toLowerCase();
  return catalogue.domains.find((domain) =>
    domain.words.some((word) => lower.split(word).length > 2 && word.length > 6),
  );
}

/** Of a catalogue's domain only what the instructions or the thread name is taken as there, when they name enough. */
function fromCatalogue(domain: Domain, profile: AgentProfile, text: string): Base {
  const told = `${profile.text}\n${text}`.toLowerCase();
  const named = domain.services.filter((seed) => new RegExp(`\\b${seed.id}s?\\b`).test(told));
  const seeds = named.length >= 3 ? named : domain.services;
  return {
    domain,
    parts: tidy(seeds.map((seed) => toPart(seed, { existing: true }))),
    extends: true,
    gatewayPort: undefined,
    note: `That ${seeds.map((seed) => seed.id).join(', ')} run today is taken from a catalogue${named.length >= 3 ? ' and the names in the instructions' : ''}; check it.`,
    effects: [],
  };
}

function existing(
  name: string,
  parts: Part[],
  gatewayPort: number | undefined,
  note: string | undefined,
): Base {
  const domain: Domain = {
    id: 'existing',
    name,
    words: [],
    unit: 'requests',
    perDay: 20_000,
    fronts: ['Clients'],
    externals: [
      { id: 'payments', name: 'Payment provider' },
      { id: 'messaging', name: 'Mail and push provider' },
    ],
    invariant: 'What works today keeps working, and every datum keeps its one owner.',
    risks: [
      {
        risk: 'Something depends on today’s behaviour that nobody named',
        mitigation: 'Log who calls the changed route for a week before the change',
      },
    ],
    asks: [],
    services: parts,
  };
  return { domain, parts: tidy(parts), extends: true, gatewayPort, note, effects: [] };
}

function systemName(profile: AgentProfile): string {
  return (
    /\b(?:one system|architect of|look after the|of)\W+(?:one system, )?([A-Z][a-z]+[A-Z][A-Za-z]+)\b/.exec(
      profile.text,
    )?.[1] ?? 'The existing system'
  );
}
