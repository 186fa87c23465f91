import type { RichTextElement } from '@slack/types';
import type { DigestListed, Reply } from '../../../core/chat/reply.ts';
import {
  HOW_TO_SET,
  LIST_TITLE,
  listButtons,
  listedNotes,
  listedTitle,
  NO_DIGESTS,
} from '../../../core/chat/wording/digest-list.ts';
import type { Leaf } from '../render/leaf.ts';
import { richText } from '../render/leaf-blocks.ts';
import { dateElement, formatUtc } from './dates.ts';
import { actionsLeaf, button, heading, type NameOf, paragraph } from './elements.ts';
import { personElement, personName } from './people.ts';

const NO_THREAD = { threadId: '-', turn: 0 };

/** When the channel gets its digests, and who is told where that fails. */
export function digestListLeaves(
  { schedules }: Extract<Reply, { kind: 'digest-list' }>,
  nameOf?: NameOf,
): Leaf[] {
  const isSet = schedules.length > 0;
  return [
    heading(LIST_TITLE, 3),
    ...(isSet ? schedules.map((one) => listedLeaf(one, nameOf)) : [paragraph(NO_DIGESTS)]),
    actionsLeaf(
      HOW_TO_SET,
      ...listButtons(schedules).map(({ label, value }) => button(label, 'digest', { ...NO_THREAD, value })),
    ),
  ];
}

function listedLeaf(listed: DigestListed, nameOf?: NameOf): Leaf {
  const { setting, nextAt, paused } = listed;
  const title = listedTitle(listed);
  const next = paused ? '' : '\nNext: ';
  const told = `${paused ? '\n' : ' · '}${paused ? 'Failures' : 'failures'} go to `;
  const notes = listedNotes(listed).map((note) => ` · ${note}`);
  const elements: RichTextElement[] = [
    { type: 'text', text: title, style: { bold: true } },
    ...(paused ? [] : [{ type: 'text' as const, text: next }, dateElement(nextAt)]),
    { type: 'text', text: told },
    personElement(setting.ownerId, nameOf),
    ...(notes.length === 0 ? [] : [{ type: 'text' as const, text: notes.join('') }]),
  ];
  const when = paused ? '' : `${next}${formatUtc(nextAt)}`;
  return {
    kind: 'block',
    block: richText({ type: 'rich_text_section', elements }),
    text: `${title}${when}${told}${personName(setting.ownerId, nameOf)}${notes.join('')}`,
  };
}
