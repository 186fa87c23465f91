import type { Button } from '@slack/types';
import type { Leaf } from '../render/leaf.ts';
import { actionsLeaf, button } from './elements.ts';

const NO_THREAD = { threadId: '-', turn: 0 };

/** Opens the settings of the channel it is pressed in. */
export function settingsButton(): Button {
  return button('Channel settings', 'settings', NO_THREAD);
}

export function settingsLeaf(): Leaf {
  return actionsLeaf('To set who answers in this channel, write “/architect use <agent>”.', settingsButton());
}
