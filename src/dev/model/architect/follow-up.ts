import { type Design, parseDesign } from '../../../core/design/document.ts';
import type { Catalogue } from '../catalogue/load-catalogue.ts';
import type { AgentProfile } from './agent-profile.ts';
import { advise, answerAbout, explain, greet, nothingChanges } from './answers.ts';
import { applyChange, type Place } from './apply-change.ts';
import { type Blueprint, reckonLoad } from './blueprint.ts';
import { chooseStyle, styleName } from './choose-style.ts';
import { chosenStyle } from './chosen-option.ts';
import { type Conversation, openQuestions, readAsAnswers, type Submission } from './conversation.ts';
import { collectFacts, finish, styleOfChange } from './design.ts';
import { type Facts, readFacts } from './facts.ts';
import { type Base, findBase } from './find-base.ts';
import { readIntent } from './intent.ts';
import { isChoiceNote, isQuestion } from './kinds-of-words.ts';
import { optionStyles } from './options.ts';
import { thereAlready } from './own-service.ts';
import { ownWay } from './own-way.ts';
import { type Part, type Style, tidy, unique } from './parts.ts';
import { readChanges } from './read-changes.ts';
import { cannotSplit } from './split-part.ts';
import { readBareRates } from './volumes.ts';
import { giveEvents } from './wire-events.ts';
import { isWorthDesign } from './worth-design.ts';

type FollowUp = { kind: 'answer'; text: string } | { kind: 'design'; blueprint: Blueprint };

/**
 * What people say after a design was accepted: a changed design, or an answer from the document. A new version is made
 * from the brief and everything said since, so that the order of wishes and choices never loses one of them.
 */
export function followUp(
  catalogue: Catalogue,
  profile: AgentProfile,
  conversation: Conversation,
  submission: Submission,
): FollowUp {
  const parsed = parseDesign(submission.input);
  const said = submission.followUps.map((one) => one.text);
  const text = said.filter((one) => !isChoiceNote(one)).join('\n');
  if (!('design' in parsed)) return { kind: 'answer', text: answerAbout({ title: 'before' }, text) };
  const { design } = parsed;
  const later = wishesOf(conversation);
  const latest = said.filter((one) => !isQuestion(one) && !isChoiceNote(one));
  const answered = lateAnswers(conversation, later, latest);
  const base = findBase(catalogue, profile, conversation);
  if (design.model === null || base === undefined) return { kind: 'answer', text: answerAbout(design, text) };

  const facts = preferLater(collectFacts(conversation, later), later);
  const chosen = lastChoice(conversation, base);
  // A choice that came with a question shows in the next version; the question is answered first.
  const choices = latest.length === 0 && text !== '' ? [] : said;
  const chosenNow = choices.some((one) => choiceIn(one, design, base) !== undefined);
  const wishes = [...(base.extends ? [conversation.request.text] : []), ...later];
  const replayed = replay(catalogue, base, wishes, chosen === undefined ? 'best' : placeOf(chosen, base));
  const notes = replayed.notes.flat();
  const fresh = latest.length === 0 ? [] : replayed.notes.slice(-latest.length).flat();
  const { again } = conversation;
  if (fresh.length === 0 && !chosenNow && answered.length === 0 && again === undefined)
    return { kind: 'answer', text: answer(design, text) };
  // Questions that another architect asked do not make it a matter of this one.
  if (again === 'another' && notes.length === 0 && !isWorthDesign({ ...conversation, rounds: [] }, base))
    return { kind: 'answer', text: advise(conversation.request.text, base.parts) };

  const shown = optionStyles(design.options, base);
  const at = design.options.findIndex((option) => option.recommended);
  const before = shown[at];
  const next = again === 'next-best' && !base.extends ? nextBest(shown, at) : undefined;
  const style = next ?? chosen ?? styleNow(base, facts, conversation, replayed.parts);
  const asModules = (words: string): string =>
    style === 'monolith' && !base.extends
      ? words.replace(/ service\b/g, ' module').replace(/ worker\b/g, ' job')
      : words;
  const asAdded = (words: string): string => {
    const told = asModules(words);
    if (told === words || !/\ba new /.test(told)) return told;
    const letter = design.options[shown.indexOf('monolith')]?.name.charAt(0);
    const why =
      letter === undefined ? '' : `, since ${letter} ${chosen === style ? 'was chosen' : 'is recommended'}`;
    return `${told} (as a module${why}; no service of its own)`;
  };
  // What another architect does is not compared with what the one before did.
  const isStyleNew =
    again !== 'another' && next === undefined && before !== undefined && before !== style && !chosenNow;
  const news = [
    ...(again === 'anew' ? [anewText(base, style, isStyleNew)] : []),
    ...(again === 'another' ? [`${ownWay(profile)}; the structure follows from the same facts`] : []),
    ...(again === 'next-best' ? [nextBestText(base, before, next)] : []),
    ...(chosenNow ? [`Chosen: ${styleName(style, base.domain, base.extends).toLowerCase()}`] : []),
    ...fresh.map(asAdded),
    ...answered,
    ...(isStyleNew ? [`Now recommended: ${styleName(style, base.domain, base.extends).toLowerCase()}`] : []),
  ];
  const blueprint = finish({
    base,
    profile,
    conversation,
    facts,
    style,
    parts: replayed.parts,
    changes: notes.map(asModules),
    chosen: next === undefined ? chosen : undefined,
    news,
  });
  const idle =
    JSON.stringify(blueprint.model) === JSON.stringify(design.model) &&
    (latest.every(isAboutTechnology) ||
      (fresh.length > 0 && fresh.every((note) => note.endsWith(thereAlready) || note === cannotSplit)));
  if (idle && !chosenNow && again === undefined)
    return { kind: 'answer', text: nothingChanges(design, fresh) };
  const boxes = before === style && again !== 'another' ? picture(design, blueprint) : [];
  return { kind: 'design', blueprint: { ...blueprint, news: [...news, ...boxes] } };
}

/** What came out of working it out anew. */
function anewText(base: Base, style: Style, isStyleNew: boolean): string {
  const name = styleName(style, base.domain, base.extends).toLowerCase();
  return isStyleNew
    ? 'Worked out anew from all that was said'
    : `Worked out anew from all that was said, and nothing of it speaks against the same way: ${name} stays`;
}

/** The option after the recommended one, in the order of growing complexity; behind the last comes the one before it. */
function nextBest(shown: readonly (Style | undefined)[], recommended: number): Style | undefined {
  return shown[recommended + 1] ?? shown[recommended - 1];
}

function nextBestText(base: Base, before: Style | undefined, next: Style | undefined): string {
  const name = (style: Style): string => styleName(style, base.domain, base.extends).toLowerCase();
  if (next === undefined) return 'Worked out anew; there is no other option to recommend here';
  return `Recommended as the next best, as asked: ${name(next)}${before === undefined ? '' : ` instead of ${name(before)}`}`;
}

/** Everything said after the first design that was no plain question, oldest first. */
function wishesOf(conversation: Conversation): string[] {
  return conversation.submissions
    .flatMap((one) => [...one.answered, ...one.followUps].map((said) => said.text))
    .filter((one) => !isQuestion(one) && !isChoiceNote(one));
}

function isAboutTechnology(text: string): boolean {
  const { databases, brokers, languages, volumes, team } = readFacts([text]);
  return (
    databases.length + brokers.length + languages.length > 0 && volumes.length === 0 && team === undefined
  );
}

/** Words that answer a question which was skipped before the design; returns what the newest of them settle. */
function lateAnswers(
  conversation: Conversation,
  later: readonly string[],
  latest: readonly string[],
): string[] {
  const round = conversation.rounds.at(-1);
  if (round === undefined) return [];
  const settled: string[] = [];
  const open = openQuestions(round).filter(
    (question) => !['scale', 'team', 'stack', 'goal', 'pains'].includes(question.id),
  );
  for (const text of later) {
    const probe = { ...round, questions: open, answers: [...round.answers] };
    for (const found of readAsAnswers(probe, text)) {
      round.answers.push(found);
      const question = open.find((one) => one.id === found.id)?.question.replace(/ Our guess:.*$/, '');
      if (latest.includes(text)) settled.push(`${question} ${found.answer}`);
    }
  }
  return settled;
}

function choiceIn(text: string, design: Design, base: Base): Style | undefined {
  return chosenStyle(text, design, optionStyles(design.options, base));
}

/** The option that was chosen last, unless the number of people changed after that. */
function lastChoice(conversation: Conversation, base: Base): Style | undefined {
  let chosen: Style | undefined;
  for (const submission of conversation.submissions) {
    const parsed = parseDesign(submission.input);
    if (!('design' in parsed)) continue;
    for (const { text } of [...submission.answered, ...submission.followUps]) {
      if (isQuestion(text)) continue;
      chosen =
        choiceIn(text, parsed.design, base) ?? (readFacts([text]).team === undefined ? chosen : undefined);
    }
  }
  return chosen;
}

function styleNow(base: Base, facts: Facts, conversation: Conversation, parts: readonly Part[]): Style {
  if (base.extends) return styleOfChange(base, parts);
  return chooseStyle(facts, reckonLoad(facts, base.domain), conversation.request.text, base.parts.length);
}

function placeOf(style: Style, base: Base): Place {
  if (!base.extends) return 'best';
  return style === 'monolith' ? 'host' : 'apart';
}

/** The last word on technology and load counts. */
function preferLater(facts: Facts, texts: readonly string[]): Facts {
  const last = readFacts([...texts].reverse());
  const bare = [...texts].reverse().flatMap(readBareRates);
  return {
    ...facts,
    languages: unique([...last.languages, ...facts.languages]),
    databases: unique([...last.databases, ...facts.databases]),
    brokers: unique([...last.brokers, ...facts.brokers]),
    volumes: [...last.volumes, ...bare, ...facts.volumes],
  };
}

function replay(
  catalogue: Catalogue,
  base: Base,
  texts: readonly string[],
  place: Place,
): { parts: Part[]; notes: string[][] } {
  // Who hears an event goes on hearing it when a wish brings another who does.
  let parts = base.extends ? base.parts : giveEvents(base.parts);
  const notes = texts.map((text) =>
    readChanges(text, parts).map((change) => {
      const result = applyChange(catalogue, parts, change, text, place);
      parts = result.parts;
      return result.note;
    }),
  );
  return { parts: tidy(parts), notes };
}

/** Which boxes came and went. */
function picture(before: Design, { model }: Blueprint): string[] {
  const shown = (nodes: NonNullable<Design['model']>['nodes']): Map<string, string> =>
    new Map(nodes.filter((node) => node.kind !== 'frontend').map((node) => [node.id, node.name]));
  const old = shown(before.model?.nodes ?? []);
  const now = shown(model.nodes);
  const added = [...now].filter(([id]) => !old.has(id)).map(([, name]) => name);
  const gone = [...old].filter(([id]) => !now.has(id)).map(([, name]) => name);
  const some = (names: readonly string[]): string =>
    names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  return [
    ...(added.length > 0 ? [`New in the picture: ${some(added)}`] : []),
    ...(gone.length > 0 ? [`Gone from it: ${some(gone)}`] : []),
  ];
}

function answer(design: Design, text: string): string {
  const intent = readIntent(text);
  if (intent.kind === 'greeting') return greet();
  if (intent.kind === 'explain' && !/\b(why|this|our|the design|you)\b/i.test(text))
    return explain(intent.patterns);
  return answerAbout(design, text);
}
