import type { Catalogue } from '../catalogue/load-catalogue.ts';
import type { AgentProfile } from './agent-profile.ts';
import { applyChange } from './apply-change.ts';
import { type Blueprint, reckonLoad } from './blueprint.ts';
import { briefAssumptions } from './brief-words.ts';
import { buildModel } from './build-model.ts';
import { chooseStyle, chooseTechnology } from './choose-style.ts';
import { type AskRound, type Conversation, openQuestions } from './conversation.ts';
import { addAnswer, addFacts, type Facts, has, isSlot, readFacts } from './facts.ts';
import { allText, type Base } from './find-base.ts';
import { type Part, type Style, titleCase } from './parts.ts';
import { readChanges } from './read-changes.ts';
import { deployedParts } from './sizing.ts';
import { dropUnheard, wireEvents } from './wire-events.ts';

/** In the order in which it was said, as far as one thing may correct another. */
export function collectFacts(conversation: Conversation, later: readonly string[] = []): Facts {
  const facts = readFacts([
    conversation.request.text,
    ...conversation.thread.map((said) => said.text),
    ...conversation.additions.map((said) => said.text),
    ...conversation.rounds.map((round) => round.note),
  ]);
  for (const { id, answer } of conversation.rounds.flatMap((round) => round.answers))
    addAnswer(facts, id, answer);
  for (const text of later) addFacts(facts, text);
  return facts;
}

/** The first version of a design. */
export function buildFirst(
  base: Base,
  catalogue: Catalogue,
  profile: AgentProfile,
  conversation: Conversation,
): Blueprint {
  const facts = collectFacts(conversation);
  const text = allText(conversation);
  const style = chooseStyle(
    facts,
    reckonLoad(facts, base.domain),
    conversation.request.text,
    base.parts.length,
  );
  const changes = base.extends ? readChanges(conversation.request.text, base.parts) : [];
  let { parts } = base;
  const notes: string[] = [];
  for (const change of changes) {
    const result = applyChange(catalogue, parts, change, text);
    parts = result.parts;
    notes.push(result.note);
  }
  return finish({
    base,
    profile,
    conversation,
    facts,
    style: base.extends ? styleOfChange(base, parts) : style,
    parts,
    changes: notes,
    chosen: undefined,
  });
}

/** Where the change went tells which option it is. */
export function styleOfChange(base: Base, parts: readonly Part[]): Style {
  const added = parts.filter((part) => !base.parts.some((before) => before.id === part.id));
  if (added.some((part) => part.kind === 'service')) return 'services';
  return added.length > 0 ? 'streams' : 'monolith';
}

export type FinishInput = {
  base: Base;
  profile: AgentProfile;
  conversation: Conversation;
  facts: Facts;
  style: Style;
  parts: Part[];
  changes: string[];
  chosen: Style | undefined;
  /** What is new in this version. */
  news?: string[];
};

/** Puts parts, style and facts together into what a document is written from. */
export function finish(input: FinishInput): Blueprint {
  const { base, profile, conversation, facts, style } = input;
  const load = reckonLoad(facts, base.domain);
  const technology = chooseTechnology(facts, profile, load);
  if (style === 'streams' && facts.brokers.length === 0) technology.broker = 'Kafka';
  const wired = base.extends ? dropUnheard(input.parts) : wireEvents(input.parts);
  const parts = base.extends ? wired : deployedParts(wired, style, base.domain);
  const request = conversation.request.text;
  return {
    request,
    title: titleOf(base, facts, request),
    domain: base.domain,
    extends: base.extends,
    parts,
    modules: wired,
    style,
    technology,
    model: buildModel({
      parts,
      domain: base.domain,
      style,
      technology,
      load,
      extends: base.extends,
      gatewayPort: base.gatewayPort,
    }),
    facts,
    profile,
    load,
    answers: conversation.rounds.flatMap((round) =>
      round.answers.flatMap(({ id, answer }) => {
        const question = round.questions.find((one) => one.id === id)?.question;
        return question === undefined ? [] : [{ question, answer }];
      }),
    ),
    asked: conversation.rounds.flatMap((round) => round.questions.map((question) => question.id)),
    effects: base.effects,
    assumptions: listAssumptions(base, facts, conversation.rounds, technology, load),
    changes: input.changes,
    chosen: input.chosen,
    news: input.news ?? [],
    people: facts.team?.text ?? assumedPeople(conversation.rounds),
    foreign: isForeign(request),
  };
}

/** What the assumptions say of the team, so that no text says otherwise. */
function assumedPeople(rounds: readonly AskRound[]): string {
  const asked = rounds.flatMap((round) => round.questions).find((question) => question.id === 'team');
  return `${asked?.default || 'about a dozen people'} (assumed)`;
}

function titleOf(base: Base, facts: Facts, request: string): string {
  if (base.extends) return changeTitle(request);
  const region = facts.said.get('region')?.[0] ?? '';
  return `${base.domain.name}${/^(for|in) /i.test(region) ? ` ${region}` : ''}`.slice(0, 120);
}

/** The first sentence of the wish, without its politeness, cut at a word. */
function changeTitle(request: string): string {
  const [first = request] = request
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[a-z)])[.?!。？]\s*/);
  const plain = first
    .replace(/^(please|can you|could you|we|i) /i, '')
    .replace(/^(want|need|would like|plan)( to| an?)? /i, '')
    .replace(/[?.!,;:]+$/, '');
  const short = plain.length <= 90 ? plain : plain.slice(0, 90).replace(/\s+\S*$/, '');
  return titleCase(short === '' ? 'A change' : short);
}

function listAssumptions(
  base: Base,
  facts: Facts,
  rounds: readonly AskRound[],
  technology: Blueprint['technology'],
  load: Blueprint['load'],
): string[] {
  const found = briefAssumptions(base.domain);
  for (const round of rounds) {
    for (const question of openQuestions(round)) {
      // Said later, or elsewhere in the thread: then it is known and nothing is assumed.
      const known = isSlot(question.id) && has(facts, question.id);
      if (!known)
        found.push(`${question.question} Not answered; assumed: ${question.default || 'the usual'}.`);
    }
  }
  if (base.note !== undefined) found.push(base.note);
  const asked = new Set(rounds.flatMap((round) => round.questions.map((question) => question.id)));
  if (!load.said && !asked.has('scale')) {
    found.push(
      `Load: ${Math.round(load.perDay).toLocaleString('en-US')} ${load.unit} a day${base.extends ? ' on what changes' : ', an ordinary size for this kind of system'}.`,
    );
  }
  if (base.extends) return found;
  if (facts.team === undefined && !asked.has('team')) found.push('Team: about a dozen people.');
  const stackKnown = has(facts, 'stack') || has(facts, 'database') || asked.has('stack');
  if (!stackKnown)
    found.push(
      `Technology: ${technology.language} and ${technology.database}, which this architect works with.`,
    );
  if (!has(facts, 'region') && !asked.has('region')) found.push('One region.');
  return found.slice(0, 20);
}

export function isForeign(text: string): boolean {
  return (
    /[\u3040-\u30ff\u4e00-\u9fff\u0400-\u04ff]/.test(text) ||
    /\b(und|für|eine?n?|wir|bitte|entwirf|entwerfen|plattform für|el|los|las|una|para|con|diseña|necesitamos|nous|une|pour|avec)\b.*\b(und|für|eine?n?|wir|mit|die|der|das|el|la|los|las|una|un|para|con|de|que|nous|une|pour|avec|les)\b/i.test(
      text,
    )
  );
}
