import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { isRecord, type Json, toList, toRecord, toText } from '../../slack/json.ts';
import { isFetched, pictureProblem } from './picture.ts';

/** What the client draws of the buttons below a card, or of one row of them; the others it hides. */
const MOST_ACTIONS = 6;
const MOST_REFRESHED = 60;

/** Teams draws it, though the format does not have it. */
const ONLY_IN_TEAMS = 'CodeBlock';

let library: typeof AdaptiveCards | undefined;

/** The package's own modules can't be loaded by Node; the bundle can, and takes a moment, so only when it is needed. */
function cardLibrary(): typeof AdaptiveCards {
  library ??= createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCards;
  return library;
}

/** Everything that keeps a card from being shown as it was meant, by Adaptive Cards 1.5 and by Teams. */
export function checkCard(card: Json, people: string[]): string[] {
  if (card.type !== 'AdaptiveCard') return ['The type is not AdaptiveCard.'];
  if (!/^1\.[0-5]$/.test(toText(card.version))) return ['The version is not 1.0 to 1.5.'];
  return [...checkFormat(card), ...checkParts(card), ...checkRefresh(card, people)];
}

function checkFormat(card: Json): string[] {
  const { AdaptiveCard, SerializationContext, ValidationEvent, Versions } = cardLibrary();
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  /** Only advice, or checked below with the figures of Teams. */
  const passed = new Set([
    ValidationEvent.Hint,
    ValidationEvent.Deprecated,
    ValidationEvent.TooManyActions,
    ValidationEvent.RequiredInputsShouldHaveLabel,
    ValidationEvent.RequiredInputsShouldHaveErrorMessage,
  ]);
  const events = [...parsed.validateProperties().validationEvents];
  for (let i = 0; i < context.eventCount; i++) events.push(context.getEventAt(i));
  return events
    .filter(({ event, message }) => !passed.has(event) && !message.includes(`"${ONLY_IN_TEAMS}"`))
    .map(({ message }) => message);
}

/** Every object of the card by its type, wherever it is. */
function checkParts(card: Json): string[] {
  const ids = new Set<string>();
  const parts: Json[] = [];
  const collect = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      for (const entry of value) collect(entry, key);
    } else if (isRecord(value)) {
      // What a button carries is the bot's own.
      if (key === 'data') return;
      if (typeof value.id === 'string') ids.add(value.id);
      if (typeof value.type === 'string') parts.push(value);
      for (const [name, entry] of Object.entries(value)) collect(entry, name);
    }
  };
  collect(card, '');
  return parts.flatMap((part) => checkPart(part, ids));
}

function checkPart(part: Json, ids: Set<string>): string[] {
  const type = toText(part.type);
  const primary = toList(part.actions).filter((action) => toRecord(action).mode !== 'secondary');
  const tooMany =
    primary.length > MOST_ACTIONS ? [`${primary.length} actions in a row, ${MOST_ACTIONS} are shown.`] : [];
  switch (type) {
    case 'Image':
      return [...tooMany, ...list(pictureProblem(toText(part.url)))];
    case 'Action.Execute':
      return [
        ...tooMany,
        ...list(toText(part.verb) === '' ? 'An Action.Execute has no verb.' : dataProblem(part)),
      ];
    case 'Action.Submit':
      return [...tooMany, ...list(dataProblem(part))];
    case 'Action.OpenUrl':
      return [...tooMany, ...list(isFetched(toText(part.url)) ? undefined : 'A link is not https.')];
    case 'Action.ToggleVisibility':
      return [...tooMany, ...checkTargets(part, ids)];
    default:
      return tooMany;
  }
}

const list = (problem: string | undefined) => (problem === undefined ? [] : [problem]);

/** Inputs are merged into an object only; next to anything else they get lost. */
function dataProblem({ data }: Json): string | undefined {
  return data === undefined || isRecord(data) ? undefined : 'The data of an action is no object.';
}

function checkTargets(action: Json, ids: Set<string>): string[] {
  const targets = toList(action.targetElements).map((target) =>
    typeof target === 'string' ? target : toText(toRecord(target).elementId),
  );
  if (targets.length === 0) return ['An Action.ToggleVisibility has no targets.'];
  return targets
    .filter((id) => !ids.has(id))
    .map((id) => `There is no element '${id}' to be shown or hidden.`);
}

function checkRefresh(card: Json, people: string[]): string[] {
  if (card.refresh === undefined) return [];
  const { action, userIds } = toRecord(card.refresh);
  const named = toList(userIds);
  return [
    ...list(toRecord(action).type === 'Action.Execute' ? undefined : 'A refresh is no Action.Execute.'),
    ...list(
      named.length > MOST_REFRESHED ? `A refresh names more than ${MOST_REFRESHED} people.` : undefined,
    ),
    ...named
      .filter((id) => !people.includes(String(id)))
      .map((id) => `A refresh names ${id}, who is not here.`),
  ];
}
