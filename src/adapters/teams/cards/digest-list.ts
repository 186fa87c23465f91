import type { DigestListed, Reply } from '../../../core/chat/reply.ts';
import {
  HOW_TO_SET,
  LIST_TITLE,
  listButtons,
  listedNotes,
  listedTitle,
  NO_DIGESTS,
} from '../../../core/chat/wording/digest-list.ts';
import { capitalize } from '../../../core/digest/describe-schedule.ts';
import type { Leaf } from '../render/leaf.ts';
import { dateLeaf } from './dates.ts';
import { actionsLeaf, button, contextLeaf, heading, paragraph, styled } from './elements.ts';

const NO_THREAD = { ref: { threadId: '-', turn: 0 }, token: 'digest' };

/** When the channel gets its digests, and who is told where that fails. */
export function digestListLeaves({ schedules }: Extract<Reply, { kind: 'digest-list' }>): Leaf[] {
  const isSet = schedules.length > 0;
  return [
    heading(LIST_TITLE, 3),
    ...(isSet ? schedules.flatMap(listedLeaves) : [paragraph(NO_DIGESTS)]),
    actionsLeaf(
      HOW_TO_SET,
      ...listButtons(schedules).map(({ label, value }) => button(label, 'digest', NO_THREAD, { value })),
    ),
  ];
}

function listedLeaves(listed: DigestListed): Leaf[] {
  const { setting, nextAt, paused } = listed;
  const notes = listedNotes(listed).join(' · ');
  return [
    paragraph(styled(listedTitle(listed), { bold: true })),
    ...(paused ? [] : [dateLeaf('Next: ', nextAt, '')]),
    { kind: 'person', before: 'Failures go to ', personId: setting.ownerId, after: '', aside: true },
    ...(notes === '' ? [] : [contextLeaf(capitalize(notes))]),
  ];
}
