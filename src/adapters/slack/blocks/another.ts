import type { ActionsBlock } from '@slack/types';
import type { AgentName, TurnRef } from '../../../core/chat/reply.ts';
import { encodeAction } from '../actions.ts';
import type { Leaf } from '../render/leaf.ts';
import { clipText } from '../render/text.ts';
import { plainText } from './elements.ts';

/** Slack takes no more options in a list, and no longer text or value of one. */
const MOST_OPTIONS = 100;
const LABEL_CHARS = 75;
const VALUE_CHARS = 150;

/** One tap, and another agent answers in the same thread. Nothing where there is nobody else. */
export function anotherLeaves(ref: TurnRef, others: readonly AgentName[]): Leaf[] {
  const options = others
    .map((agent) => ({
      text: plainText(clipText(agent.title, LABEL_CHARS)),
      value: encodeAction('another', { ...ref, value: agent.id }).value,
    }))
    .filter((option) => option.value.length <= VALUE_CHARS)
    .slice(0, MOST_OPTIONS);
  if (options.length === 0) return [];
  const block: ActionsBlock = {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: encodeAction('another', ref).action_id,
        placeholder: plainText('Ask another architect'),
        options,
      },
    ],
  };
  const text = 'To ask another architect, mention me with its name, such as “@backend …”.';
  return [{ kind: 'block', block, text, tail: true }];
}
