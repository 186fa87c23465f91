import { isRecord, type Json, toList, toRecord, toText } from '../slack/json.ts';
import { NotPossible } from './teams-error.ts';

/** Which button of a card: by verb, title or a part of its data. */
export type Button = { verb?: string; title?: string; data?: Json };

/** A button with the inputs whose values it sends: those of its card and of the cards around it. */
export type Found = { action: Json; inputs: Json[] };

/** All buttons of a card, also those that open with another one. */
export function buttonsOf(card: Json): Found[] {
  return collect(card, []);
}

function collect(card: Json, outer: Json[]): Found[] {
  const inputs = [...outer];
  const actions: Json[] = [];
  const inner: Json[] = [];
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      for (const entry of value) walk(entry, key);
    } else if (isRecord(value)) {
      const type = toText(value.type);
      if (key === 'data' || key === 'refresh') return;
      if (type.startsWith('Input.')) inputs.push(value);
      if (type.startsWith('Action.')) actions.push(value);
      if (type === 'Action.ShowCard') inner.push(toRecord(value.card));
      else for (const [name, entry] of Object.entries(value)) walk(entry, name);
    }
  };
  walk(Object.values(card), '');
  const own = actions.map((action) => ({ action, inputs: action.associatedInputs === 'none' ? [] : inputs }));
  return [...own, ...inner.flatMap((shown) => collect(shown, inputs))];
}

/** The one button that is meant; a test that could mean two is wrong. */
export function findButton(cards: Json[], meant: Button): Found {
  const fits = ({ action }: Found) =>
    (meant.verb === undefined || action.verb === meant.verb) &&
    (meant.title === undefined || action.title === meant.title) &&
    Object.entries(meant.data ?? {}).every(([key, value]) => toRecord(action.data)[key] === value);
  const pressable = cards.flatMap(buttonsOf).filter(({ action }) => PRESSABLE.includes(toText(action.type)));
  const found = pressable.filter(fits);
  const [first] = found;
  if (!first || found.length > 1) {
    const there = pressable
      .map(({ action }) => `${toText(action.title)} (${toText(action.verb)})`)
      .join(', ');
    throw new NotPossible(
      `${found.length} buttons are ${JSON.stringify(meant)}; there are: ${there || 'none'}.`,
    );
  }
  if (first.action.isEnabled === false) throw new NotPossible('The button is disabled.');
  return first;
}

const PRESSABLE = ['Action.Execute', 'Action.Submit'];

/** What the client sends of the inputs, or refuses to send: values by id, typed ones over those they began with. */
export function valuesOf(inputs: Json[], typed: Record<string, string>): Record<string, string> {
  const unknown = Object.keys(typed).filter((id) => !inputs.some((input) => input.id === id));
  if (unknown.length > 0) throw new NotPossible(`The card has no input ${unknown.join(', ')}.`);
  return Object.fromEntries(
    inputs.flatMap((input) => {
      const id = toText(input.id);
      const value = sentValue(input, typed[id]);
      check(input, value ?? '');
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

function sentValue(input: Json, typed: string | undefined): string | undefined {
  if (typed !== undefined) return typed;
  if (input.value !== undefined) return String(input.value);
  switch (input.type) {
    case 'Input.Toggle':
      return toText(input.valueOff) || 'false';
    // Nothing chosen: the client leaves it out.
    case 'Input.ChoiceSet':
      return undefined;
    default:
      return '';
  }
}

function check(input: Json, value: string): void {
  const id = toText(input.id);
  const refuse = (why: string) => new NotPossible(`The client does not send ${id}: ${why}.`);
  if (input.isRequired === true && value === '') throw refuse('it is required');
  if (value === '') return;
  if (typeof input.maxLength === 'number' && value.length > input.maxLength) throw refuse('it is too long');
  if (typeof input.regex === 'string' && !new RegExp(input.regex).test(value)) {
    throw refuse('it does not match the pattern');
  }
  if (input.type !== 'Input.ChoiceSet' || input.style === 'filtered') return;
  const chosen = input.isMultiSelect === true ? value.split(',') : [value];
  const choices = toList(input.choices).map((choice) => toRecord(choice).value);
  const foreign = chosen.filter((choice) => !choices.includes(choice));
  if (foreign.length > 0) throw refuse(`${foreign.join(', ')} is no choice`);
}
