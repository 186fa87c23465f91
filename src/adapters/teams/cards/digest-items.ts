import type { Run } from '../../../core/chat/prose/runs.ts';
import {
  detailText,
  groupTitle,
  ITEM_VERBS,
  type ItemChars,
  MOST_PLACES,
  settledText,
  settledTitle,
  titleRuns,
  untoldLeaves,
} from '../../../core/chat/wording/digest.ts';
import type { ItemGroup, ShownItem } from '../../../core/chat/wording/digest-layout.ts';
import type { Leaf } from '../render/leaf.ts';
import { actionSet, button, heading, type Stand } from './elements.ts';

type Look = { stand: Stand; chars: ItemChars };

/** Sections one below the other, each item with its buttons. */
export function groupLeaves(groups: readonly ItemGroup[], look: Look): Leaf[] {
  return groups.flatMap((group) => [
    heading(groupTitle(group), 3),
    ...itemLeaves(group.items, look),
    ...untoldLeaves(group),
  ]);
}

export function itemLeaves(items: readonly ShownItem[], look: Look): Leaf[] {
  return items.flatMap((item) =>
    item.settled ? settledLeaves(item, item.settled, look) : openLeaves(item, look),
  );
}

function openLeaves(item: ShownItem, { stand, chars }: Look): Leaf[] {
  const detail = detailText(item, chars.detail);
  const runs: Run[] = [
    ...titleRuns(item, chars.title, { bold: true }),
    ...(detail === '' ? [] : [{ text: `\n${detail}` }]),
  ];
  if (item.place >= MOST_PLACES) return [{ kind: 'text', runs }];
  const buttons = ITEM_VERBS.map(({ verb, label }) => button(label, verb, stand, { option: item.place }));
  // They say nothing that the fallback would have to repeat for each item.
  const elements = [{ ...actionSet(...buttons), spacing: 'Small' }];
  return [
    { kind: 'text', runs },
    { kind: 'block', elements, text: '', tail: true },
  ];
}

function settledLeaves(item: ShownItem, settled: NonNullable<ShownItem['settled']>, { chars }: Look): Leaf[] {
  return [
    { kind: 'text', runs: settledTitle(item, chars.title) },
    { kind: 'person', before: settledText(settled), personId: settled.byId, after: '', aside: true },
  ];
}
