import type { ContextActionsBlock } from '@slack/types';
import type { Footer, TurnRef } from '../../../core/chat/reply.ts';
import { footerText } from '../../../core/chat/wording/footer.ts';
import { encodeAction } from '../actions.ts';
import type { Leaf } from '../render/leaf.ts';
import { contextLeaf, plainText } from './elements.ts';

/** Small print below an answer. */
export function footerLeaf(footer: Footer): Leaf {
  return contextLeaf(footerText(footer));
}

/** A thumb up or down. It says nothing that the fallback would have to repeat. */
export function feedbackLeaf(ref: TurnRef): Leaf {
  const up = encodeAction('feedback', { ...ref, value: 'up' });
  const down = encodeAction('feedback', { ...ref, value: 'down' });
  const block: ContextActionsBlock = {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: encodeAction('feedback', ref).action_id,
        positive_button: { text: plainText('Helpful'), accessibility_label: 'This helped', value: up.value },
        negative_button: {
          text: plainText('Not helpful'),
          accessibility_label: 'This did not help',
          value: down.value,
        },
      },
    ],
  };
  return { kind: 'block', block, text: '', tail: true };
}
