import type { RichTextElement } from '@slack/types';
import { plainRuns, type Run } from '../../../core/chat/prose/runs.ts';
import type { TurnRef } from '../../../core/chat/reply.ts';
import {
  detailText,
  groupTitle,
  ITEM_VERBS,
  type ItemChars,
  MOST_PLACES,
  OPEN_TITLE,
  settledText,
  settledTitle,
  titleRuns,
  untoldLeaves,
} from '../../../core/chat/wording/digest.ts';
import type { ItemGroup, ShownItem } from '../../../core/chat/wording/digest-layout.ts';
import type { Leaf } from '../render/leaf.ts';
import { richText } from '../render/leaf-blocks.ts';
import { richElements } from '../render/rich-elements.ts';
import { actions, button, heading, type NameOf } from './elements.ts';
import { personElement, personName } from './people.ts';

type Look = { ref: TurnRef; chars: ItemChars; nameOf?: NameOf | undefined };

/** Sections one below the other, each item with its buttons. */
export function groupLeaves(groups: readonly ItemGroup[], look: Look): Leaf[] {
  return groups.flatMap((group) => [
    heading(groupTitle(group), 3),
    ...group.items.flatMap((item) => itemLeaves(item, look)),
    ...untoldLeaves(group),
  ]);
}

/** What is open from before, under a heading of its own. */
export function openGroupLeaves(groups: readonly ItemGroup[], look: Look): Leaf[] {
  return groups.length === 0 ? [] : [heading(OPEN_TITLE, 2), ...groupLeaves(groups, look)];
}

function itemLeaves(item: ShownItem, look: Look): Leaf[] {
  return item.settled ? [settledLeaf(item, item.settled, look)] : openItemLeaves(item, look);
}

function openItemLeaves(item: ShownItem, { ref, chars }: Look): Leaf[] {
  const detail = detailText(item, chars.detail);
  const runs: Run[] = [...titleRuns(item, chars.title), ...(detail === '' ? [] : [{ text: `\n${detail}` }])];
  if (item.place >= MOST_PLACES) return [{ kind: 'text', runs }];
  const buttons = ITEM_VERBS.map(({ verb, label }) => button(label, verb, { ...ref, option: item.place }));
  // They say nothing that the fallback would have to repeat for each item.
  return [
    { kind: 'text', runs },
    { kind: 'block', block: actions(...buttons), text: '', tail: true },
  ];
}

function settledLeaf(item: ShownItem, settled: NonNullable<ShownItem['settled']>, look: Look): Leaf {
  const title = settledTitle(item, look.chars.title);
  const how = `\n${settledText(settled)}`;
  const elements: RichTextElement[] = [
    ...richElements([...title, { text: how }]),
    personElement(settled.byId, look.nameOf),
  ];
  return {
    kind: 'block',
    block: richText({ type: 'rich_text_section', elements }),
    text: `${plainRuns(title)}${how}${personName(settled.byId, look.nameOf)}`,
  };
}
