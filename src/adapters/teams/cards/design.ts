import type { Part } from '../../../core/chat/chat.ts';
import { inlineMarkdown, markdownLeaves } from '../../../core/chat/prose/markdown.ts';
import { plainRuns } from '../../../core/chat/prose/runs.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import { changesLeaves } from '../../../core/chat/wording/changes.ts';
import { filesRuns } from '../../../core/chat/wording/files-hint.ts';
import { reviewLeaves } from '../../../core/chat/wording/review.ts';
import { designChapters } from '../../../core/design/artifacts/chapters.ts';
import { asGenerated, buildContent, type TeamsContent } from '../render/content.ts';
import type { Leaf } from '../render/leaf.ts';
import { CARD_BYTES, REPLY_MESSAGES } from '../render/limits.ts';
import { cardBytes, packCards } from '../render/pack.ts';
import { splitLeaves } from '../render/split-leaves.ts';
import { ANOTHER_IN_WORDS, anotherActions } from './another.ts';
import { changesScreens, designScreens } from './design-screen.ts';
import {
  actionSet,
  actionsLeaf,
  button,
  contextLeaf,
  heading,
  paragraph,
  type Stand,
  showCard,
  standOf,
} from './elements.ts';
import { countWithin, foldSections, type Section } from './fold.ts';
import { footerLeaf } from './footer.ts';
import { followUpInput } from './forms.ts';
import { toFiles, toMessages } from './parts.ts';
import { pictureFile } from './picture.ts';

type Presented = Extract<Reply, { kind: 'design' }>;

/**
 * The first card is shown anew after a choice, and without a picture where none can be drawn: how many of the sections
 * are in it goes by their own size alone, so that the cards below stay true.
 */
const SECTIONS_BYTES = 10_000;
const SCREEN_BYTES = CARD_BYTES - SECTIONS_BYTES;

/** So much of changes stands in the first card whole. */
const CHANGES_BYTES = 6_000;

/**
 * One card first: the design, or what a later version changed, and below it sections to unfold: the findings and, of a
 * first version, all of the design. Sections that find no room follow in further cards, files last.
 */
export function planDesign(reply: Presented): Part[] {
  const { ref, version, choice } = reply;
  const stand = standOf(ref, 'design', version, choice?.number ?? choice?.option ?? null);
  const isChange = version > 1 && reply.changes !== undefined;
  const areShort = isChange && cardBytes(allChanges(reply)) <= CHANGES_BYTES;
  const folds = foldSections(sectionsOf(reply, isChange, areShort));
  const within = countWithin(folds, SECTIONS_BYTES);
  const end = endLeaves(reply, stand);
  const drafts = isChange
    ? changesScreens(reply, stand, areShort ? Number.POSITIVE_INFINITY : 10)
    : designScreens(reply, stand);
  const screens = drafts.map(splitLeaves);
  const fitting = screens.find((leaves) => cardBytes([...leaves, ...end]) <= SCREEN_BYTES);
  const screen = [...(fitting ?? screens.at(-1) ?? []), ...folds.slice(0, within), ...end];
  const first = asGenerated(buildContent(screen), true);
  const pictures = reply.picture ? [pictureFile(reply.picture)] : [];
  return [
    ...toMessages([first, ...furtherCards(folds.slice(within), reply)], pictures),
    ...toFiles(reply.files),
  ];
}

function sectionsOf(reply: Presented, isChange: boolean, areShort: boolean): Section[] {
  const changes = isChange && !areShort ? [{ title: 'All changes', leaves: allChanges(reply) }] : [];
  const review = { title: 'Review', leaves: reviewLeaves(reply) };
  const sections = [...changes, review, ...(isChange ? [] : chapterSections(reply))];
  return sections.filter(({ leaves }) => leaves.length > 0);
}

function allChanges({ changes }: Presented): Leaf[] {
  return changes ? changesLeaves(changes, Number.POSITIVE_INFINITY) : [];
}

/** Chapters up to what is more than a chat takes: the rest would be left to the files anyway. */
function chapterSections({ design }: Presented): Section[] {
  const sections: Section[] = [];
  let bytes = 0;
  for (const chapter of designChapters(design)) {
    if (bytes > REPLY_MESSAGES * CARD_BYTES) break;
    // A heading inside a chapter is below it, whatever level the model gave it.
    const leaves = markdownLeaves(chapter.markdown).map((leaf) =>
      leaf.kind === 'heading' ? { ...leaf, level: Math.max(3, leaf.level) } : leaf,
    );
    sections.push({ title: plainRuns(inlineMarkdown(chapter.heading)) || chapter.heading, leaves });
    bytes += cardBytes(leaves);
  }
  return sections;
}

/** What is too much for a chat is in the files, which hold everything anyway. */
function furtherCards(folds: readonly Leaf[], reply: Presented): TeamsContent[] {
  if (folds.length === 0) return [];
  const end = contextLeaf('AI-generated: check it before you build on it.');
  const cards = packCards([...folds, end]);
  const rest = paragraph('The design goes on; the whole of it is in the files. ', ...filesRuns(reply.files));
  const shown =
    cards.length < REPLY_MESSAGES
      ? cards
      : [...cards.slice(0, REPLY_MESSAGES - 2), ...packCards([heading(reply.design.title), rest, end])];
  return shown.map((content) => asGenerated(content, false));
}

/** What can be done now, and who did this at what cost. */
function endLeaves({ footer, others }: Presented, stand: Stand): Leaf[] {
  const another = anotherActions(stand, others);
  const inWords = ['Reply here to ask more, or to change something.'];
  if (another.length > 0) inWords.push(ANOTHER_IN_WORDS);
  const followUp = [
    followUpInput(),
    actionSet(button('Ask', 'send-follow-up', stand, { withInputs: true, style: 'positive' })),
  ];
  return [
    actionsLeaf(
      inWords.join(' '),
      showCard('Ask a follow-up', followUp),
      button('Regenerate', 'regenerate', stand),
      ...another,
    ),
    footerLeaf(footer),
  ];
}
