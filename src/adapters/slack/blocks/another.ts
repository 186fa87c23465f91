import type { ActionsBlockElement } from '@slack/types';
import { clipText } from '../../../core/chat/prose/text.ts';
import type { AgentName, TurnRef } from '../../../core/chat/reply.ts';
import { encodeAction } from '../actions.ts';
import type { Leaf } from '../render/leaf.ts';
import { select } from './elements.ts';

/** Leaves the id in sight where a list shows 75 characters. */
const TITLE_CHARS = 45;

/** For the fallback, where no list can be opened. */
export const ANOTHER_IN_WORDS = 'To ask another architect, mention me with its name, such as “@backend …”.';

/** One tap, and another agent answers in the same thread. Nothing where there is nobody else. */
export function anotherLeaves(ref: TurnRef, others: readonly AgentName[]): Leaf[] {
  const elements = anotherSelect(ref, others);
  if (elements.length === 0) return [];
  return [{ kind: 'block', block: { type: 'actions', elements }, text: ANOTHER_IN_WORDS, tail: true }];
}

export function anotherSelect(ref: TurnRef, others: readonly AgentName[]): ActionsBlockElement[] {
  const options = others.map(({ id, title }) => ({
    // Titles alone can be alike.
    label: `${clipText(title, TITLE_CHARS)} (@${id})`,
    value: encodeAction('another', { ...ref, value: id }).value,
  }));
  return select('Ask another architect', encodeAction('another', ref).action_id, options);
}
