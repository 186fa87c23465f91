import { createHash } from 'node:crypto';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { TurnRef } from '../../../core/chat/reply.ts';
import { type CardVerb, encodeAction } from '../actions.ts';
import { type CardAction, type CardElement, innerCard } from '../render/card.ts';
import { richText } from '../render/inlines.ts';
import type { Leaf } from '../render/leaf.ts';
import { BUTTON_CHARS } from '../render/limits.ts';
import { literal } from '../render/safe-text.ts';

export { heading, paragraph, styled } from '../../../core/chat/prose/make.ts';

/** Where the buttons of a card belong: its turn, and the token of the state that it shows. */
export type Stand = { ref: TurnRef; token: string };

/** The token of a card: the same for the same state, another one as soon as something else is shown. */
export function standOf(ref: TurnRef, ...state: unknown[]): Stand {
  const hash = createHash('sha256').update(JSON.stringify([ref.threadId, ref.turn, ...state]));
  return { ref, token: hash.digest('base64url').slice(0, 16) };
}

type ButtonMore = {
  questionId?: string;
  option?: number;
  messageId?: string;
  value?: string;
  style?: 'positive' | 'destructive';
  /** The label in full, where that would be clipped. */
  tooltip?: string;
  /** Only then what is filled in on the card comes along, and has to be valid. */
  withInputs?: true;
};

export function button(
  label: string,
  verb: CardVerb,
  { ref, token }: Stand,
  more: ButtonMore = {},
): CardAction {
  const { style, tooltip, withInputs, ...ids } = more;
  return {
    type: 'Action.Execute',
    title: title(label),
    ...encodeAction(ref, verb, { token, ...ids }),
    ...(style ? { style } : {}),
    ...(tooltip === undefined ? {} : { tooltip: literal(cleanText(tooltip)) }),
    ...(withInputs ? {} : { associatedInputs: 'none' }),
  };
}

/** Opens below the buttons it stands with. */
export function showCard(label: string, body: CardElement[]): CardAction {
  return { type: 'Action.ShowCard', title: title(label), card: innerCard(body) };
}

function title(label: string): string {
  return literal(clipText(cleanText(label).replace(/\s+/g, ' ').trim(), BUTTON_CHARS)) || '…';
}

export function actionSet(...actions: CardAction[]): CardElement {
  return { type: 'ActionSet', actions };
}

/** Buttons, and in words for the fallback how to do the same without them. */
export function actionsLeaf(inWords: string, ...actions: CardAction[]): Leaf {
  return { kind: 'block', elements: [actionSet(...actions)], text: inWords, tail: true };
}

export type ListChoice = { title: string; value: string };

/** A list to choose one from, closed until it is tapped. */
export function list(id: string, label: string, choices: readonly ListChoice[], value?: string): CardElement {
  return {
    type: 'Input.ChoiceSet',
    id,
    label,
    style: 'compact',
    choices: choices.map((choice) => ({ title: title(choice.title), value: choice.value })),
    ...(value === undefined ? {} : { value }),
  };
}

/** Small print. */
export function contextLeaf(text: string): Leaf {
  const small = richText([{ text: cleanText(text) }], { subtle: true, size: 'Small' });
  return { kind: 'block', elements: [small], text: cleanText(text), tail: true };
}
