import type { Part } from '../../../core/chat/chat.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import {
  countedTitle,
  digestTitle,
  fileText,
  type ItemChars,
  missedLeaves,
  nothingText,
  numbersLeaves,
  OPEN_TITLE,
  openLines,
  untoldLeaves,
  wordsLeaves,
} from '../../../core/chat/wording/digest.ts';
import {
  CUTS,
  type Cut,
  countItems,
  cutLayout,
  type ItemGroup,
  type Layout,
  layOut,
} from '../../../core/chat/wording/digest-layout.ts';
import { capitalize } from '../../../core/digest/describe-schedule.ts';
import { isEmpty } from '../../../core/digest/digest.ts';
import { asGenerated, buildContent, type TeamsContent } from '../render/content.ts';
import type { Leaf } from '../render/leaf.ts';
import { CARD_BYTES } from '../render/limits.ts';
import { cardBytes, packCards } from '../render/pack.ts';
import { splitLeaves } from '../render/split-leaves.ts';
import { dateLeaf } from './dates.ts';
import { heightOf, PICTURE_PX, SCREEN_PX } from './digest-height.ts';
import { groupLeaves, itemLeaves } from './digest-items.ts';
import { contextLeaf, heading, paragraph, type Stand, standOf } from './elements.ts';
import { countWithin, foldSections, type Section } from './fold.ts';
import { toFiles, toMessages } from './parts.ts';
import { pictureFile, pictureLeaf } from './picture.ts';

type DigestReply = Extract<Reply, { kind: 'digest' }>;

const SCREEN_CHARS: ItemChars = { title: 160, detail: 220 };
const LINE_CHARS: ItemChars = { title: 100, detail: 90 };
const REST_CHARS: ItemChars = { title: 200, detail: 400 };

/** More than these bury a chat that only wants to know what happened. */
const MOST_CARDS = 8;

/** Of the first card. What the screen leaves of the rest is for what is unfolded below it. */
const SCREEN_BYTES = 13_000;
const PICTURE_BYTES = 4_000;

/** A part of a section that is unfolded at once. By their number, so that it stays the same whatever becomes of them. */
const ITEMS_A_FOLD = 6;

/**
 * One card: a screen first, and below it the rest to unfold, section by section. What finds no room follows in further
 * cards, files last.
 */
export function planDigest(reply: DigestReply): Part[] {
  const { digest, settled, picture, files, words, ref } = reply;
  if (isEmpty(digest)) return [...toMessages([buildContent(nothingLeaves(reply))]), ...toFiles(files)];
  const stand = standOf(ref, 'digest', settled);
  const cut = chooseCut(reply, stand);
  // By what it says when it is posted: the cards below stay as they are when this one is shown anew.
  const posted = layOut(digest, []);
  const screenBytes = cardBytes(
    splitLeaves([...screenLeaves(reply, posted, cut, { stand }), ...endLeaves(reply)]),
  );
  const within = countWithin(foldsOf(posted, cut, stand), CARD_BYTES - PICTURE_BYTES - screenBytes);
  const layout = layOut(digest, settled);
  const folds = foldsOf(layout, cut, stand);
  const screen = (pictures: readonly Leaf[]) => screenLeaves(reply, layout, cut, { stand, pictures });
  const first = firstCard(reply, screen, [...folds.slice(0, within), ...endLeaves(reply)]);
  const messages = [first, ...furtherCards(folds.slice(within), reply)];
  const marked = words === undefined ? messages : messages.map((content) => asGenerated(content, false));
  return [...toMessages(marked, picture ? [pictureFile(picture)] : []), ...toFiles(files)];
}

/** It goes by what the digest says when it is posted, and never by the picture, which may fail the next time. */
function chooseCut(reply: DigestReply, stand: Stand): Cut {
  const layout = layOut(reply.digest, []);
  const end = endLeaves(reply);
  const fits = (cut: Cut): boolean => {
    const drawn = screenLeaves(reply, layout, cut, { stand, isDrawn: true });
    if (heightOf([...drawn, ...end]) + PICTURE_PX > SCREEN_PX) return false;
    return cardBytes(splitLeaves([...screenLeaves(reply, layout, cut, { stand }), ...end])) <= SCREEN_BYTES;
  };
  return CUTS.find(fits) ?? { groups: 0, items: 0, open: 0 };
}

type Look = { stand: Stand; pictures?: readonly Leaf[]; isDrawn?: boolean };

function screenLeaves({ digest, words }: DigestReply, layout: Layout, cut: Cut, look: Look): Leaf[] {
  const { stand, pictures = [], isDrawn = pictures.length > 0 } = look;
  const { screen } = cutLayout(layout, cut);
  const items = { stand, chars: SCREEN_CHARS };
  const open =
    cut.open === 'full'
      ? [...(screen.open.length === 0 ? [] : [heading(OPEN_TITLE, 2)]), ...groupLeaves(screen.open, items)]
      : openLines(screen.open, LINE_CHARS, layout);
  return [
    heading(digestTitle(digest)),
    ...wordsLeaves(words),
    ...pictures,
    ...numbersLeaves(digest.numbers, isDrawn),
    ...missedLeaves(digest),
    ...groupLeaves(screen.news, items),
    ...open,
  ];
}

/** With its picture described as far as there is room. */
function firstCard(
  { picture }: DigestReply,
  screen: (pictures: readonly Leaf[]) => Leaf[],
  end: readonly Leaf[],
): TeamsContent {
  const tries = picture ? [[pictureLeaf(picture, 0, true)], [pictureLeaf(picture, 0, false)], []] : [[]];
  const cards = tries.map((pictures) => [...splitLeaves(screen(pictures)), ...end]);
  return buildContent(cards.find((leaves) => cardBytes(leaves) <= CARD_BYTES) ?? cards.at(-1) ?? []);
}

function foldsOf(layout: Layout, cut: Cut, stand: Stand): Leaf[] {
  const { news, open } = cutLayout(layout, cut).rest;
  const look = { stand, chars: REST_CHARS };
  const sections = [
    ...news.flatMap((group) => sectionsOf(countedTitle(group), group, look)),
    ...openSections(open, look),
  ];
  return foldSections(sections);
}

/** One to unfold where they are few, else one for each section. */
function openSections(groups: readonly ItemGroup[], look: Parameters<typeof itemLeaves>[1]): Section[] {
  const count = countItems(groups);
  return count > 0 && count <= ITEMS_A_FOLD
    ? [{ title: `${OPEN_TITLE} (${count})`, leaves: groupLeaves(groups, look) }]
    : groups.flatMap((group) => sectionsOf(`${OPEN_TITLE}: ${countedTitle(group)}`, group, look));
}

function sectionsOf(title: string, group: ItemGroup, look: Parameters<typeof itemLeaves>[1]): Section[] {
  const { items } = group;
  const parts = Math.ceil(items.length / ITEMS_A_FOLD);
  return Array.from({ length: parts }, (_, part) => ({
    title: parts === 1 ? title : `${title}, part ${part + 1} of ${parts}`,
    leaves: [
      ...itemLeaves(items.slice(part * ITEMS_A_FOLD, (part + 1) * ITEMS_A_FOLD), look),
      ...(part === parts - 1 ? untoldLeaves(group) : []),
    ],
  }));
}

/** What is too much for a chat is in the file, which holds everything anyway. */
function furtherCards(folds: readonly Leaf[], { digest, files }: DigestReply): TeamsContent[] {
  if (folds.length === 0) return [];
  const title = heading(digestTitle(digest));
  const cards = packCards([title, ...folds]);
  if (cards.length < MOST_CARDS) return cards;
  const rest = paragraph(`The digest goes on: ${fileText(files)}.`);
  return [...cards.slice(0, MOST_CARDS - 2), ...packCards([title, rest])];
}

function endLeaves(reply: DigestReply): Leaf[] {
  const whole = fileText(reply.files);
  // A button would put the form in the place of the digest for whoever presses it.
  const small = [
    ...(whole === '' ? [] : [`${capitalize(whole)}.`]),
    ...(reply.nextAt === undefined ? [] : ['To change when it comes, write “digest” to me here.']),
  ];
  return [...nextLeaves(reply), ...(small.length === 0 ? [] : [contextLeaf(small.join(' '))])];
}

function nothingLeaves(reply: DigestReply): Leaf[] {
  const { digest } = reply;
  return [
    paragraph({ text: `${digestTitle(digest)}\n`, bold: true }, nothingText(digest)),
    ...nextLeaves(reply),
  ];
}

function nextLeaves({ nextAt }: DigestReply): Leaf[] {
  return nextAt === undefined ? [] : [dateLeaf('Next: ', nextAt, '')];
}
