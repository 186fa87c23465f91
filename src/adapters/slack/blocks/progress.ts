import type { PlanBlock, TaskCardBlock } from '@slack/types';
import { cleanText, clipText, formatCount, formatDuration } from '../../../core/chat/prose/text.ts';
import type { Reply, Step } from '../../../core/chat/reply.ts';
import type { Leaf } from '../render/leaf.ts';
import { richSection, richText } from '../render/leaf-blocks.ts';
import { CARD_TITLE_CHARS, TEXT_BYTES } from '../render/limits.ts';
import { buildContent, type SlackContent } from '../render/pack.ts';
import { byteLength } from '../render/text.ts';
import { actionsLeaf, button, contextLeaf, paragraph, styled } from './elements.ts';

const STATUS = { pending: 'pending', running: 'in_progress', done: 'complete', failed: 'error' } as const;
const MARK = { pending: '○', running: '…', done: '✓', failed: '✗' } as const;

/** Newest steps that are shown one by one; those before them are counted. */
const SHOWN_STEPS = 30;

/** A detail is a glimpse: what a step found is in the answer. */
const DETAIL_CHARS = 300;

/** Always one message: the receipt that the end of the turn replaces. */
export function buildProgress(reply: Extract<Reply, { kind: 'progress' }>): SlackContent {
  const brief = reply.steps.map((step) =>
    step.detail === undefined ? step : { ...step, detail: clipText(step.detail, DETAIL_CHARS) },
  );
  for (let shown = SHOWN_STEPS; shown > 0; shown = Math.floor(shown / 2)) {
    const content = buildContent(progressLeaves(reply, foldSteps(brief, shown)));
    if (byteLength(content.text) <= TEXT_BYTES) return content;
  }
  return buildContent(progressLeaves(reply, []));
}

function progressLeaves(reply: Extract<Reply, { kind: 'progress' }>, steps: readonly Step[]): Leaf[] {
  const title = clipText(cleanText(reply.agent?.title ?? ''), 120);
  const working = title === '' ? 'Working on it' : `${title} is working on it`;
  const plan: Leaf =
    steps.length === 0
      ? paragraph(styled(working, { bold: true }))
      : {
          kind: 'block',
          block: buildPlan(working, steps),
          text: [working, ...steps.map(stepLine)].join('\n'),
        };
  return [
    plan,
    contextLeaf(`${formatDuration(reply.elapsedMs)} so far`),
    actionsLeaf('Mention me with “stop” to stop it.', button('Stop', 'stop', reply.ref, 'danger')),
  ];
}

function buildPlan(title: string, steps: readonly Step[]): PlanBlock {
  return { type: 'plan', title: clipText(title, CARD_TITLE_CHARS), tasks: steps.map(buildTask) };
}

function buildTask(step: Step, index: number): TaskCardBlock {
  const title = clipText(cleanText(step.title).trim() || 'Step', CARD_TITLE_CHARS);
  // A title too long for its line is said whole in the details.
  const details = [title.endsWith('…') ? step.title : '', step.detail ?? ''].filter(
    (part) => part.trim() !== '',
  );
  return {
    type: 'task_card',
    task_id: `step-${index + 1}`,
    title,
    status: STATUS[step.status],
    ...(details.length === 0
      ? {}
      : { details: richText(richSection([{ text: cleanText(details.join('\n')) }])) }),
  };
}

function stepLine(step: Step): string {
  return cleanText(`${MARK[step.status]} ${step.title}${step.detail ? `: ${step.detail}` : ''}`);
}

function foldSteps(steps: readonly Step[], shown: number): Step[] {
  if (steps.length <= shown) return [...steps];
  const folded = steps.length - shown + 1;
  return [{ title: formatCount(folded, 'earlier step'), status: 'done' }, ...steps.slice(folded)];
}
