import type { CardAction } from '../render/card.ts';
import type { Leaf } from '../render/leaf.ts';
import { actionsLeaf, button } from './elements.ts';

const NO_THREAD = { ref: { threadId: '-', turn: 0 }, token: 'settings' };

/** Opens the settings of the channel it is pressed in. */
export function settingsButton(): CardAction {
  return button('Channel settings', 'settings', NO_THREAD);
}

export function settingsLeaf(): Leaf {
  return actionsLeaf('To set who answers in this channel, tell me “use <agent>” there.', settingsButton());
}
