import { type Json, toList, toRecord } from '../../../src/dev/slack/json.ts';
import { type Button, buttonsOf } from '../../../src/dev/teams/card-inputs.ts';
import type { WorldMessage } from '../../../src/dev/teams/control.ts';
import { ofType, visibleText } from '../../adapters/teams/cards/check.ts';

/** Everything that is to be read in a message, once all of it is unfolded. */
export function readMessage({ text, cards, attachments }: WorldMessage): string {
  return [text, ...cards.map(readCard), ...attachments.map(({ name }) => String(name ?? ''))]
    .join('\n')
    .trim();
}

export function readCard(card: Json): string {
  return visibleText(card).trim();
}

/** The button with that label, as a press names it. */
export function findPress({ cards }: WorldMessage, label: string | RegExp): Button | undefined {
  const fits = (title: string) => (typeof label === 'string' ? title === label : label.test(title));
  const found = cards.flatMap(buttonsOf).find(({ action }) => {
    const isPressed = action.type === 'Action.Execute' || action.type === 'Action.Submit';
    return isPressed && fits(String(action.title ?? ''));
  });
  return found && { title: String(found.action.title), verb: String(found.action.verb) };
}

/** What is filled into the inputs of a card: the offered answer where there is one in these words, else the words. */
export function inputsFor(cards: readonly Json[], answers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => {
      const [list] = ofType(cards, 'Input.ChoiceSet').filter((input) => input.id === `choice:${id}`);
      const choices = (list?.choices ?? []) as { title: string; value: string }[];
      const offered = choices.find(({ title }) => title === answer);
      return offered ? [`choice:${id}`, offered.value] : [`words:${id}`, answer];
    }),
  );
}

/** Whom a message calls: entities of the message and of its cards, and marks that no entity stands behind. */
export function callsOf({ text, mentions, cards }: WorldMessage): string[] {
  const marks = JSON.stringify([text, cards]).match(/<at\b[^>]*>/gi) ?? [];
  const entities = cards.flatMap((card) => ofType(card, 'mention').map(({ text: mark }) => String(mark)));
  return [...mentions, ...entities, ...marks];
}

export function linksOf({ text, cards }: WorldMessage): string[] {
  const written = [...text.matchAll(/\]\(([^)\s]+)/g)].map(([, url = '']) => url);
  return [
    ...written,
    ...cards.flatMap((card) => ofType(card, 'Action.OpenUrl').map(({ url }) => String(url))),
  ];
}

export function picturesIn({ cards }: WorldMessage): number {
  return cards.flatMap((card) => ofType(card, 'Image')).filter(({ url }) => /^data:image\//.test(String(url)))
    .length;
}

/** Whether the first line of a message is that person's name, as a call. */
export function isAddressedTo({ cards }: WorldMessage, personId: string): boolean {
  return cards.some((card) => {
    const [first] = toList(card.body).map(toRecord);
    const entities = toList(toRecord(card.msteams).entities).map(toRecord);
    return entities.some(
      ({ text, mentioned }) => text === first?.text && toRecord(mentioned).id === personId,
    );
  });
}
