import type { ActionsBlock, ContextActionsBlock, KnownBlock, PlanBlock, TableBlock } from '@slack/types';
import type { Run } from '../../core/chat/prose/runs.ts';
import { actions } from './blocks/elements.ts';
import { richSection, richText } from './render/leaf-blocks.ts';

const MARKS: Record<string, string> = { pending: '○', in_progress: '…', complete: '✓', error: '✗' };

/**
 * The same message for a workspace that refuses the newer blocks: buttons stay, plans and tables become text. The
 * rest is as old as Block Kit.
 */
export function toClassicBlocks(blocks: readonly KnownBlock[]): KnownBlock[] {
  return blocks.map((block) => {
    if (block.type === 'plan') return classicPlan(block);
    if (block.type === 'table') return classicTable(block);
    if (block.type === 'context_actions') return classicFeedback(block);
    return block;
  });
}

function classicPlan(plan: PlanBlock): KnownBlock {
  const lines = (plan.tasks ?? []).flatMap((task): Run[] => {
    const { status, title } = task;
    if (typeof title !== 'string' || typeof status !== 'string') return [];
    return [{ text: `\n${MARKS[status] ?? '•'} ${title}` }];
  });
  return richText(richSection([{ text: plan.title, bold: true }, ...lines]));
}

function classicTable(table: TableBlock): KnownBlock {
  const lines = table.rows.map((row) => row.map((cell) => textOf(cell).replace(/\s+/g, ' ')).join(' | '));
  return richText({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: lines.join('\n') }] });
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (typeof value !== 'object' || value === null) return '';
  if ('url' in value && 'text' in value && value.url !== value.text) return `${value.text} (${value.url})`;
  if ('text' in value && typeof value.text === 'string') return value.text;
  return 'elements' in value ? textOf(value.elements) : '';
}

/** Two buttons that carry what the thumbs did; their action ids differ, as those of one message must. */
function classicFeedback(block: ContextActionsBlock): ActionsBlock {
  return actions(
    ...block.elements.flatMap((element) =>
      element.type !== 'feedback_buttons'
        ? []
        : [element.positive_button, element.negative_button].map(({ text, value }, index) => ({
            type: 'button' as const,
            text,
            value,
            action_id: `${element.action_id}:${index}`,
          })),
    ),
  );
}
