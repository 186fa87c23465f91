import type { ContextActionsBlock } from '@slack/types';
import { clipText, formatCount, formatDuration, formatNumber } from '../../../core/chat/prose/text.ts';
import type { Footer, TurnRef } from '../../../core/chat/reply.ts';
import { encodeAction } from '../actions.ts';
import type { Leaf } from '../render/leaf.ts';
import { contextLeaf, plainText } from './elements.ts';

/** Who answered, with which version and at what cost. */
export function footerLeaf(footer: Footer): Leaf {
  const cached = footer.inputTokens > 0 ? Math.round((footer.cachedTokens / footer.inputTokens) * 100) : 0;
  const input = `${formatNumber(footer.inputTokens)} tokens in${cached > 0 ? ` (${Math.min(cached, 100)} % cached)` : ''}`;
  return contextLeaf(
    [
      `${clipText(footer.agent.title, 120)} @${footer.agent.id} ${footer.agent.hash}`,
      footer.model,
      formatCount(footer.turns, 'turn'),
      `${input}, ${formatNumber(footer.outputTokens)} out`,
      formatDuration(footer.tookMs),
      'AI-generated: check it before you build on it',
    ].join(' · '),
  );
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
