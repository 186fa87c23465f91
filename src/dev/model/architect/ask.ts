import type { Domain } from '../catalogue/domain.ts';
import type { AgentProfile } from './agent-profile.ts';
import type { AskRound } from './conversation.ts';
import type { Slot } from './fact-patterns.ts';
import { type Facts, has, quote } from './facts.ts';
import { kebab, nodeName, type Part } from './parts.ts';
import { type BankQuestion, questionBank } from './question-bank.ts';
import { findTarget } from './read-changes.ts';

export type Question = { id: string; question: string; why: string; options: string[]; default: string };

type AskInput = {
  profile: AgentProfile;
  domain: Domain;
  facts: Facts;
  text: string;
  rounds: readonly AskRound[];
  /** True when something that runs is changed. */
  extending: boolean;
  parts: readonly Part[];
};

/** What nearly every new design hangs on; with these known, the rest can be assumed. */
const essential: readonly Slot[] = ['scale', 'team', 'existing', 'stack'];
const mostQuestions = 4;
/** A change to a running system is smaller than a system, and so is the interview. */
const mostWhenExtending = 3;
/** What changes a design most comes first; what has a sensible default falls out. */
const weight: readonly string[] = [
  'scale',
  'team',
  'existing',
  'own',
  'compliance',
  'scope',
  'stack',
  'consistency',
  'region',
];

/** Questions that this brief leaves open, the agent's own topics first; none when enough is said. */
export function chooseQuestions(input: AskInput): Question[] {
  if (input.rounds.length >= input.profile.rounds) return [];
  if (input.rounds.length > 0) return secondRound(input);
  return input.extending ? whenExtending(input) : whenNew(input);
}

function whenNew(input: AskInput): Question[] {
  const { domain, facts, text } = input;
  const open = candidates(input.profile, domain).filter((one) => isOpen(input, one));
  const openEssential = essential.filter((slot) => !has(facts, slot) && !implied(input, slot));
  // Four known things, with at most two of the big ones open, leave nothing that a default can't cover.
  if (openEssential.length === 0 || (facts.said.size >= 4 && openEssential.length <= 2)) return [];
  const own = domainQuestions(domain, text).slice(0, 1);
  const general = open.map((one) => toQuestion(one, input));
  const rank = (question: Question): number => {
    const at = weight.indexOf(own.includes(question) ? 'own' : question.id);
    return at < 0 ? weight.length : at;
  };
  return [...general, ...own].sort((a, b) => rank(a) - rank(b)).slice(0, mostQuestions);
}

function domainQuestions(domain: Domain, text: string): Question[] {
  return domain.asks
    .filter((ask) => !ask.said.test(text))
    .map((ask) => ({
      id: ask.id,
      question: ask.question,
      why: ask.why,
      options: ask.options,
      default: ask.default,
    }));
}

/** Only the agent's own topics: whether the system exists, and who runs it, is known. */
function whenExtending(input: AskInput): Question[] {
  const { profile, domain, facts, parts, text } = input;
  if (facts.said.size >= 3 || text.length > 350) return [];
  // Services that nobody has named are asked for before anything else.
  const questions: Question[] = parts.every((part) => part.entities.length === 0)
    ? domainQuestions(domain, text)
    : [];
  for (const topic of profile.topics) {
    const fromBank = bestMatch(topic, questionBank);
    if (fromBank !== undefined) {
      const asked = questions.some((question) => question.id === fromBank.slot);
      if (!asked && isOpenForChange(input, fromBank)) questions.push(asChange(toQuestion(fromBank, input)));
    } else {
      const question = topicQuestion(topic, parts, text);
      if (question !== undefined) questions.push(question);
    }
  }
  return questions.slice(0, mostWhenExtending);
}

/** A topic in the agent's own words: the choices that it names become the options. */
function topicQuestion(topic: string, parts: readonly Part[], text: string): Question | undefined {
  const aboutServices = /\bservices?\b/i.test(topic);
  if (aboutServices && findTarget(text, parts) !== undefined) return undefined;
  const pair = /\b([A-Z][\w.+#-]+) or ([A-Z][\w.+#-]+)/.exec(topic);
  if (pair !== null && text.toLowerCase().match(new RegExp(`\\b(${pair[1]}|${pair[2]})\\b`, 'i')))
    return undefined;
  const options =
    pair !== null ? [pair[1] ?? '', pair[2] ?? ''] : aboutServices ? parts.slice(0, 5).map(nodeName) : [];
  const plain = topic.replace(/[.?]+$/, '');
  return {
    id: kebab(plain).slice(0, 40),
    question: options.length > 0 ? `${plain}?` : `${plain}: what applies here?`,
    why: 'The instructions of this architect name it, and nothing said so far tells.',
    options,
    default: options[0] ?? 'Nothing special',
  };
}

function candidates(profile: AgentProfile, domain: Domain): BankQuestion[] {
  const due = questionBank.filter((one) => one.due?.(domain) ?? true);
  const byTopic: BankQuestion[] = [];
  for (const topic of profile.topics) {
    const match = bestMatch(
      topic,
      due.filter((one) => !byTopic.includes(one)),
    );
    if (match !== undefined) byTopic.push(match);
  }
  const usual: readonly Slot[] = [
    'scale',
    'team',
    'existing',
    'consistency',
    'compliance',
    'stack',
    'region',
  ];
  const rest = due.filter((one) => !byTopic.includes(one) && usual.includes(one.slot));
  // An agent that names its topics asks about those; what the domain itself makes pressing may join.
  return profile.topics.length === 0 ? rest : [...byTopic, ...rest.filter((one) => one.due !== undefined)];
}

/** A topic such as "technology constraints" is about its first word. */
function bestMatch(topic: string, among: readonly BankQuestion[]): BankQuestion | undefined {
  const found = among.map((one) => ({ one, at: topic.search(one.topic) })).filter(({ at }) => at >= 0);
  return found.sort((a, b) => a.at - b.at)[0]?.one;
}

/** The instructions tell the stack of a system they know, and that it exists. */
function isOpenForChange(input: AskInput, one: BankQuestion): boolean {
  if (one.slot === 'existing' || one.slot === 'scope') return false;
  if (one.slot === 'stack' && input.profile.stack.length > 0) return false;
  if (one.slot === 'pains')
    return !has(input.facts, 'pains') && !/\b(add|introduc\w*|integrat\w*)\b/i.test(input.text);
  return isOpen(input, one);
}

/** What is asked about a new system is put differently for a change. */
function asChange(question: Question): Question {
  if (question.id === 'goal') {
    const options = [
      'More for the people who use it',
      'Less load or cost',
      'A rule that must be met',
      'Repair something',
    ];
    return { ...question, question: 'What is the change for?', options, default: options[0] ?? '' };
  }
  if (question.id !== 'pains') return question;
  const options = [...question.options.slice(0, -1), 'Nothing, it is an addition'];
  return { ...question, options, default: options.at(-1) ?? '' };
}

function isOpen(input: AskInput, one: BankQuestion): boolean {
  return !has(input.facts, one.slot) && !implied(input, one.slot);
}

/** One thing said can answer another question. */
function implied({ facts, text }: AskInput, slot: Slot): boolean {
  switch (slot) {
    case 'stack':
      return has(facts, 'database') || has(facts, 'broker') || has(facts, 'cloud');
    case 'pains':
      return !has(facts, 'existing') || /greenfield|from scratch|new/i.test(quote(facts, 'existing') ?? '');
    case 'scope':
      return /\bwith [^.]+, [^.]+ and\b/i.test(text) || text.includes(':');
    case 'goal':
      return has(facts, 'timeline') || has(facts, 'pains');
    default:
      return false;
  }
}

/** A second round only follows up what the first brought to light. */
function secondRound(input: AskInput): Question[] {
  const { facts, rounds } = input;
  const last = rounds.at(-1);
  if (last === undefined || last.answers.length === 0) return [];
  const asked = new Set(rounds.flatMap((round) => round.questions.map((question) => question.id)));
  const answer = (id: string): string => last.answers.find((one) => one.id === id)?.answer ?? '';
  const wanted: Slot[] = [];
  if (/monolith|services|yes/i.test(answer('existing')) && !has(facts, 'pains')) wanted.push('pains');
  if (/world|global|several/i.test(answer('region')) && !has(facts, 'availability'))
    wanted.push('availability');
  return questionBank
    .filter((one) => wanted.includes(one.slot) && !asked.has(one.slot))
    .slice(0, 2)
    .map((one) => toQuestion(one, input));
}

function toQuestion(one: BankQuestion, { domain, profile }: AskInput): Question {
  const known =
    one.slot === 'stack' ? [...new Set([...profile.languages, ...profile.stack])].slice(0, 3) : [];
  const options =
    known.length > 1
      ? [`What is at hand: ${known.join(', ')}`, ...one.options(domain).slice(1)]
      : one.options(domain);
  return {
    id: one.slot,
    question: one.question(domain),
    why: one.why(domain),
    options,
    default: options[one.standard(domain)] ?? options[0] ?? '',
  };
}
