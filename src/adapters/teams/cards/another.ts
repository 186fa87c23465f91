import { clipText } from '../../../core/chat/prose/text.ts';
import type { AgentName } from '../../../core/chat/reply.ts';
import { OTHER_AGENT } from '../actions.ts';
import type { CardAction } from '../render/card.ts';
import type { Leaf } from '../render/leaf.ts';
import { jsonBytes } from '../render/limits.ts';
import { actionSet, actionsLeaf, button, list, type Stand, showCard } from './elements.ts';

/** Leaves the id in sight where a list shows 75 characters. */
const TITLE_CHARS = 45;

/** Of more agents than find room on a card beside everything else, the others are asked for by name. */
const LIST_BYTES = 4_000;

/** For the fallback, where no list can be opened. */
export const ANOTHER_IN_WORDS = 'To ask another architect, begin with its name, such as “@backend …”.';

/** Another agent answers in the same thread. Nothing where there is nobody else. */
export function anotherLeaves(stand: Stand, others: readonly AgentName[]): Leaf[] {
  const actions = anotherActions(stand, others);
  return actions.length === 0 ? [] : [actionsLeaf(ANOTHER_IN_WORDS, ...actions)];
}

export function anotherActions(stand: Stand, others: readonly AgentName[]): CardAction[] {
  const all = others.map(({ id, title }) => ({
    // Titles alone can be alike.
    title: `${clipText(title, TITLE_CHARS)} (@${id})`,
    value: id,
  }));
  let bytes = 0;
  const choices = all.filter((choice) => {
    bytes += jsonBytes(choice);
    return bytes <= LIST_BYTES;
  });
  const [first] = choices;
  if (!first) return [];
  return [
    showCard('Ask another architect', [
      list(OTHER_AGENT, 'Who answers next?', choices, first.value),
      actionSet(button('Ask', 'another', stand, { withInputs: true })),
    ]),
  ];
}
