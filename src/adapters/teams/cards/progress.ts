import { cleanText, clipText, formatCount, formatDuration } from '../../../core/chat/prose/text.ts';
import type { Reply, Step } from '../../../core/chat/reply.ts';
import type { CardElement } from '../render/card.ts';
import { buildContent, type TeamsContent } from '../render/content.ts';
import { richText } from '../render/inlines.ts';
import type { Leaf } from '../render/leaf.ts';
import { CARD_BYTES } from '../render/limits.ts';
import { cardBytes } from '../render/pack.ts';
import { actionsLeaf, button, contextLeaf, paragraph, standOf, styled } from './elements.ts';

type Progress = Extract<Reply, { kind: 'progress' }>;

const MARK = { pending: '○', running: '◐', done: '✓', failed: '✗' } as const;

/** Newest steps that are shown one by one; those before them are counted. */
const SHOWN_STEPS = 30;

/** A detail is a glimpse: what a step found is in the answer. */
const DETAIL_CHARS = 300;

/** Always one card: the receipt that the end of the turn replaces. */
export function buildProgress(reply: Progress): TeamsContent {
  for (let shown = SHOWN_STEPS; shown > 0; shown = Math.floor(shown / 2)) {
    const leaves = progressLeaves(reply, foldSteps(reply.steps, shown));
    if (cardBytes(leaves) <= CARD_BYTES) return asProgress(reply, leaves);
  }
  return asProgress(reply, progressLeaves(reply, []));
}

/**
 * Whoever sees it later asks what it shows now: a process that dies while it is posted leaves one that nobody changes.
 */
function asProgress(reply: Progress, leaves: readonly Leaf[]): TeamsContent {
  const refresh = button('Show again', 'refresh', standOf(reply.ref, 'progress'));
  return { ...buildContent(leaves), streamed: streamedWords(reply), refresh };
}

/** Teams takes 1,000 characters; what is looked at for two seconds is best said in one line or two. */
const STREAMED_CHARS = 250;

/** Nothing but the step of the moment: the client shows these words in passing, with a Stop of its own. */
function streamedWords({ agent, steps, elapsedMs }: Progress): string {
  const step = steps.findLast(({ status }) => status === 'running') ?? steps.at(-1);
  const found = cleanText(step?.detail ?? '').trim();
  const now = [cleanText(step?.title ?? 'Working on it'), ...(found === '' ? [] : [found])].join(': ');
  const who = agent ? `${cleanText(agent.title)} · ` : '';
  return `${clipText(`${who}${now}`.replace(/\s+/g, ' '), STREAMED_CHARS)} · ${formatDuration(elapsedMs)}`;
}

function progressLeaves(reply: Progress, steps: readonly Step[]): Leaf[] {
  const title = clipText(cleanText(reply.agent?.title ?? ''), 120);
  const working = title === '' ? 'Working on it' : `${title} is working on it`;
  return [
    paragraph(styled(working, { bold: true })),
    ...steps.map(stepLeaf),
    contextLeaf(`${formatDuration(reply.elapsedMs)} so far`),
    actionsLeaf(
      'To stop it, tell me “stop”.',
      button('Stop', 'stop', standOf(reply.ref, 'progress'), { style: 'destructive' }),
    ),
  ];
}

function stepLeaf({ title, status, detail = '' }: Step): Leaf {
  const mark = MARK[status];
  const name = cleanText(title).trim() || 'Step';
  const found = clipText(cleanText(detail).trim(), DETAIL_CHARS);
  const isWaiting = status === 'pending';
  const lines: CardElement[] = [richText([{ text: name }], { subtle: isWaiting })];
  if (found !== '')
    lines.push({ ...richText([{ text: found }], { subtle: true, size: 'Small' }), spacing: 'None' });
  const element: CardElement = {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      { type: 'Column', width: '20px', items: [richText([{ text: mark }], { subtle: isWaiting })] },
      { type: 'Column', width: 'stretch', spacing: 'None', items: lines },
    ],
  };
  return { kind: 'block', elements: [element], text: `${mark} ${name}${found === '' ? '' : `: ${found}`}` };
}

function foldSteps(steps: readonly Step[], shown: number): Step[] {
  if (steps.length <= shown) return [...steps];
  const folded = steps.length - shown + 1;
  return [{ title: formatCount(folded, 'earlier step'), status: 'done' }, ...steps.slice(folded)];
}
