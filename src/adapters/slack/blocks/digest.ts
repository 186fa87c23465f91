import type { Part } from '../../../core/chat/chat.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import {
  digestTitle,
  fileText,
  type ItemChars,
  missedLeaves,
  nothingText,
  numbersLeaves,
  openLines,
  restText,
  wordsLeaves,
} from '../../../core/chat/wording/digest.ts';
import { CUTS, type Cut, cutLayout, type Layout, layOut } from '../../../core/chat/wording/digest-layout.ts';
import { capitalize } from '../../../core/digest/describe-schedule.ts';
import { isEmpty, itemsOf } from '../../../core/digest/digest.ts';
import type { Leaf } from '../render/leaf.ts';
import { buildContent, packMessages, type SlackContent } from '../render/pack.ts';
import { dateLeaf } from './dates.ts';
import { heightOf, PICTURE_PX, SCREEN_PX } from './digest-height.ts';
import { groupLeaves, openGroupLeaves } from './digest-items.ts';
import { heading, type NameOf, paragraph } from './elements.ts';
import { toFiles, toMessages } from './parts.ts';
import { pictureFile, pictureLeaf } from './picture.ts';

type DigestReply = Extract<Reply, { kind: 'digest' }>;
type Shown = { layout: Layout; cut: Cut; nameOf?: NameOf | undefined };

const SCREEN_CHARS: ItemChars = { title: 160, detail: 220 };
const LINE_CHARS: ItemChars = { title: 100, detail: 90 };
const REST_CHARS: ItemChars = { title: 200, detail: 400 };

/** More than these bury a channel that only wants to know what happened. */
const MOST_MESSAGES = 12;

/** Room for the picture in words, by its title alone. */
const PICTURE_IN_WORDS = 'x'.repeat(300);

/** As long as a name may be. */
const LONG_NAME = 'x'.repeat(80);

/** One screen first, then what is left of it in further messages, and files last. */
export function planDigest(reply: DigestReply, nameOf?: NameOf): Part[] {
  const { digest, settled, picture, files } = reply;
  if (isEmpty(digest)) return [...toMessages([buildContent(nothingLeaves(reply))]), ...toFiles(files)];
  const shown = { layout: layOut(digest, settled), cut: chooseCut(reply), nameOf };
  const rest = restLeaves(reply, shown);
  const below = rest.length === 0 ? [] : limit(packMessages(rest), reply);
  const pictures = picture ? [pictureFile(picture)] : [];
  return [...toMessages([screenOf(reply, shown), ...below], pictures), ...toFiles(files)];
}

/**
 * What is posted below is posted once, so the screen must keep to its cut whenever it is shown anew: it goes by all that
 * may become of the items, and never by the picture, which may be drawn one time and fail the next.
 */
function chooseCut(reply: DigestReply): Cut {
  const { digest } = reply;
  const all = itemsOf(digest).map(({ key }) => ({ key, how: 'not-for-us' as const, byId: '-', at: 0 }));
  const [open, settled] = [layOut(digest, []), layOut(digest, all)];
  const fits = (cut: Cut): boolean => {
    const drawn = screenLeaves(reply, { layout: open, cut }, [], true);
    if (heightOf(drawn) + PICTURE_PX > SCREEN_PX) return false;
    const shown = [
      { layout: open, cut },
      { layout: settled, cut, nameOf: () => LONG_NAME },
    ];
    return shown.every((one) => isOneMessage(screenLeaves(reply, one)));
  };
  return CUTS.find(fits) ?? { groups: 0, items: 0, open: 0 };
}

function isOneMessage(leaves: readonly Leaf[]): boolean {
  return packMessages([paragraph(PICTURE_IN_WORDS), ...leaves]).length === 1;
}

/** With its picture described in full where that finds room. */
function screenOf(reply: DigestReply, shown: Shown): SlackContent {
  const { picture } = reply;
  const tries = picture ? [[pictureLeaf(picture, 0, true)], [pictureLeaf(picture, 0, false)], []] : [[]];
  const screens = tries.map((pictures) => packMessages(screenLeaves(reply, shown, pictures)));
  const fitting = screens.find((messages) => messages.length === 1) ?? screens.at(-1) ?? [];
  return fitting[0] ?? buildContent([heading(digestTitle(reply.digest))]);
}

function screenLeaves(
  reply: DigestReply,
  shown: Shown,
  pictures: readonly Leaf[] = [],
  isDrawn = pictures.length > 0,
): Leaf[] {
  const { digest, words, ref } = reply;
  const { layout, cut, nameOf } = shown;
  const { screen, rest } = cutLayout(layout, cut);
  const look = { ref, chars: SCREEN_CHARS, nameOf };
  const below = restText(rest);
  return [
    heading(digestTitle(digest)),
    ...wordsLeaves(words),
    ...pictures,
    ...numbersLeaves(digest.numbers, isDrawn),
    ...missedLeaves(digest),
    ...groupLeaves(screen.news, look),
    ...(cut.open === 'full'
      ? openGroupLeaves(screen.open, look)
      : openLines(screen.open, LINE_CHARS, layout)),
    ...(below === '' ? [] : [paragraph({ text: 'More in this thread: ', bold: true }, below)]),
    ...nextLeaves(reply),
  ];
}

function restLeaves(reply: DigestReply, { layout, cut, nameOf }: Shown): Leaf[] {
  const { rest } = cutLayout(layout, cut);
  const look = { ref: reply.ref, chars: REST_CHARS, nameOf };
  return [...groupLeaves(rest.news, look), ...openGroupLeaves(rest.open, look)];
}

/** What is too much for a channel is in the file, which holds everything anyway. */
function limit(messages: SlackContent[], { files }: DigestReply): SlackContent[] {
  if (messages.length < MOST_MESSAGES) return messages;
  const rest = paragraph(`The digest goes on: ${fileText(files)}.`);
  return [...messages.slice(0, MOST_MESSAGES - 2), ...packMessages([rest])];
}

function nothingLeaves(reply: DigestReply): Leaf[] {
  const { digest } = reply;
  return [
    paragraph({ text: `${digestTitle(digest)}\n`, bold: true }, nothingText(digest)),
    ...nextLeaves(reply),
  ];
}

/** When the next one comes, and where the whole of this one is. */
function nextLeaves({ nextAt, files }: DigestReply): Leaf[] {
  const whole = fileText(files);
  if (nextAt !== undefined) return [dateLeaf('Next: ', nextAt, whole === '' ? '' : ` · ${whole}`)];
  return whole === '' ? [] : [paragraph(capitalize(whole))];
}
