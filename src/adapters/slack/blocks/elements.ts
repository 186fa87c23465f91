import type { ActionsBlock, ActionsBlockElement, Button, ContextBlock, PlainTextElement } from '@slack/types';
import type { Verb } from '../../../core/chat/inbound.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import { type ActionIds, encodeAction } from '../actions.ts';
import type { Leaf } from '../render/leaf.ts';
import { BUTTON_CHARS } from '../render/limits.ts';

export { bullets, heading, paragraph, styled } from '../../../core/chat/prose/make.ts';

/** A person's name, where it is known. */
export type NameOf = (personId: string) => string | undefined;

/** Literal text: Slack reads no markup, no mention and no emoji code in it. */
export function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text: cleanText(text), emoji: false };
}

export function button(label: string, verb: Verb, ids: ActionIds, style?: 'primary' | 'danger'): Button {
  const text = plainText(clipText(label, BUTTON_CHARS));
  return { type: 'button', text, ...encodeAction(verb, ids), ...(style ? { style } : {}) };
}

/** Slack takes no more options in a list, and no longer value of one. */
const MOST_OPTIONS = 100;
const VALUE_CHARS = 150;

/** A list to choose one from; nothing where there is nothing to choose. */
export function select(
  placeholder: string,
  actionId: string,
  choices: readonly { label: string; value: string }[],
): ActionsBlockElement[] {
  const options = choices
    .filter(({ value }) => value.length <= VALUE_CHARS)
    .slice(0, MOST_OPTIONS)
    .map(({ label, value }) => ({ text: plainText(clipText(label, BUTTON_CHARS)), value }));
  if (options.length === 0) return [];
  return [{ type: 'static_select', action_id: actionId, placeholder: plainText(placeholder), options }];
}

export function actions(...elements: ActionsBlockElement[]): ActionsBlock {
  return { type: 'actions', elements };
}

/** Small print. Plain, so that nothing in it is live. */
export function context(text: string): ContextBlock {
  return { type: 'context', elements: [plainText(text)] };
}

export function contextLeaf(text: string): Leaf {
  return { kind: 'block', block: context(text), text: cleanText(text), tail: true };
}

/** Buttons, and in words for the fallback how to do the same without them. */
export function actionsLeaf(inWords: string, ...elements: ActionsBlockElement[]): Leaf {
  return { kind: 'block', block: actions(...elements), text: inWords, tail: true };
}
