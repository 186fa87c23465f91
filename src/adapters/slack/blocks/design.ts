import type { Part } from '../../../core/chat/chat.ts';
import { inlineMarkdown, markdownLeaves } from '../../../core/chat/prose/markdown.ts';
import { plainRuns } from '../../../core/chat/prose/runs.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import { changesLeaves } from '../../../core/chat/wording/changes.ts';
import { filesRuns } from '../../../core/chat/wording/files-hint.ts';
import { reviewLeaves } from '../../../core/chat/wording/review.ts';
import { designChapters } from '../../../core/design/artifacts/chapters.ts';
import { type Leaf, leavesText } from '../render/leaf.ts';
import { REPLY_MESSAGES, TEXT_BYTES } from '../render/limits.ts';
import { packMessages, type SlackContent } from '../render/pack.ts';
import { byteLength } from '../render/text.ts';
import { changesScreens, designScreens } from './design-screen.ts';
import { contextLeaf, heading, type NameOf, paragraph } from './elements.ts';
import { toFiles, toMessages } from './parts.ts';
import { pictureFile } from './picture.ts';

type Presented = Extract<Reply, { kind: 'design' }>;

/**
 * One screen first: the design, or what a later version changed. Then what the screen leaves out, in further messages:
 * the findings and, of a first version, all of the design. Files last.
 */
export function planDesign(reply: Presented, nameOf?: NameOf): Part[] {
  const isChange = reply.version > 1 && reply.changes !== undefined;
  const { screen, isFull } = chooseScreen(
    isChange ? changesScreens(reply, nameOf) : designScreens(reply, nameOf),
  );
  const details = isChange
    ? changeDetails(reply, isFull)
    : [...findingsLeaves(reply), ...chapterLeaves(reply)];
  const end = [contextLeaf('AI-generated: check it before you build on it.')];
  const rest = details.length === 0 ? [] : packMessages([...details, ...end]);
  const pictures = reply.picture ? [pictureFile(reply.picture)] : [];
  const messages = limit([...screen, ...rest], reply, end);
  return [...toMessages(messages, pictures), ...toFiles(reply.files)];
}

/** The fullest version that fits one message: what it leaves out is among the details. */
function chooseScreen(versions: readonly Leaf[][]): { screen: SlackContent[]; isFull: boolean } {
  let fullest: SlackContent[] | undefined;
  for (const [index, leaves] of versions.entries()) {
    const messages = packMessages(leaves);
    if (messages.length === 1) return { screen: messages, isFull: index === 0 };
    fullest ??= messages;
  }
  return { screen: fullest ?? [], isFull: true };
}

/** What is too much for a channel is in the files, which hold everything anyway. */
function limit(messages: SlackContent[], reply: Presented, end: readonly Leaf[]): SlackContent[] {
  if (messages.length <= REPLY_MESSAGES) return messages;
  const rest = paragraph('The design goes on; the whole of it is in the files. ', ...filesRuns(reply.files));
  return [...messages.slice(0, REPLY_MESSAGES - 1), ...packMessages([rest, ...end])];
}

function changeDetails(reply: Presented, isFull: boolean): Leaf[] {
  const { changes, version } = reply;
  const all =
    isFull || !changes
      ? []
      : [heading(`All changes of version ${version}`), ...changesLeaves(changes, Number.POSITIVE_INFINITY)];
  return [...all, ...findingsLeaves(reply)];
}

function findingsLeaves(reply: Presented): Leaf[] {
  const leaves = reviewLeaves(reply);
  return leaves.length === 0 ? [] : [heading('Review'), ...leaves];
}

/** Chapters up to what is more than a channel takes: the rest would be left to the files anyway. */
function chapterLeaves({ design }: Presented): Leaf[] {
  const leaves: Leaf[] = [];
  let bytes = 0;
  for (const chapter of designChapters(design)) {
    if (bytes > REPLY_MESSAGES * TEXT_BYTES) break;
    // A heading inside a chapter is below it, whatever level the model gave it.
    const inside = markdownLeaves(chapter.markdown).map((leaf) =>
      leaf.kind === 'heading' ? { ...leaf, level: Math.max(3, leaf.level) } : leaf,
    );
    leaves.push(heading(plainRuns(inlineMarkdown(chapter.heading)) || chapter.heading), ...inside);
    bytes += byteLength(leavesText(inside));
  }
  return leaves;
}
