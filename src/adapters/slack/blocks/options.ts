import type { Reply, TurnRef } from '../../../core/chat/reply.ts';
import { encodeAction } from '../actions.ts';
import { inlineMarkdown } from '../markdown.ts';
import type { Leaf } from '../render/leaf.ts';
import { BUTTON_CHARS } from '../render/limits.ts';
import type { Run } from '../render/runs.ts';
import { cleanText, clipText } from '../render/text.ts';
import { adrName } from './chosen.ts';
import { actionsLeaf, button, type NameOf, paragraph, select, styled } from './elements.ts';
import { personLeaf } from './people.ts';

type Presented = Extract<Reply, { kind: 'design' }>;

/** More of them would bury the rest of the screen: they become a list. */
const MOST_BUTTONS = 3;

const CHOOSE = 'Choose ';

export function optionsTable(reply: Presented, shown: { cost: boolean; nameChars: number }): Leaf[] {
  const { options } = reply.design;
  if (options.length === 0) return [];
  const cell = (text: string): Run[] => [{ text: cleanText(text) }];
  const header = ['Option', 'Complexity', ...(shown.cost ? ['Cost'] : [])];
  const rows = options.map((option, index) => {
    const name = `${markOf(reply, index)}${clipText(labelOf(reply, index), shown.nameChars)}`;
    const isMarked = option.recommended || reply.choice?.option === index;
    return [
      isMarked ? [styled(name, { bold: true })] : cell(name),
      cell(option.complexity),
      ...(shown.cost ? [inlineMarkdown(option.cost)] : []),
    ];
  });
  return [{ kind: 'table', header: header.map(cell), rows, align: [] }];
}

/** Who chose what, with the record of the decision. */
export function choiceLeaves({ design, choice }: Presented, nameOf?: NameOf): Leaf[] {
  const option = design.options[choice?.option ?? -1];
  if (!choice || !option) return [];
  const record = choice.number === undefined ? '.' : ` in ${adrName(choice.number)}.`;
  return [personLeaf(`✓ ${cleanText(option.name)} was chosen by `, choice.byId, record, nameOf)];
}

export function recommendationLeaves({ options }: Presented['design']): Leaf[] {
  const recommended = options.find((option) => option.recommended);
  if (!recommended) return [];
  return [
    paragraph(
      styled(`★ Recommended: ${recommended.name}. `, { bold: true }),
      ...inlineMarkdown(recommended.summary),
    ),
  ];
}

/** A way to choose each option that is not chosen yet. A single option leaves nothing to choose. */
export function chooseLeaves(reply: Presented): Leaf[] {
  const { design, ref, choice } = reply;
  if (design.options.length < 2) return [];
  const open = design.options.flatMap((option, index) =>
    choice?.option === index ? [] : [{ option, index }],
  );
  const inWords = 'To choose an option, mention me with “choose” and its name.';
  if (open.length > MOST_BUTTONS) {
    const choices = open.map(({ index }) => ({
      label: `${markOf(reply, index)}${labelOf(reply, index)}`,
      value: chooseAction(ref, index).value,
    }));
    const [list] = select('Choose an option', encodeAction('choose', ref).action_id, choices);
    return list ? [actionsLeaf(inWords, list)] : [];
  }
  const buttons = open.map(({ option, index }) => {
    const isFirstChoice = option.recommended && choice === undefined;
    const label = `${CHOOSE}${labelOf(reply, index)}`;
    return button(label, 'choose', { ...ref, option: index }, isFirstChoice ? 'primary' : undefined);
  });
  return [actionsLeaf(inWords, ...buttons)];
}

function chooseAction(ref: TurnRef, option: number): { action_id: string; value: string } {
  return encodeAction('choose', { ...ref, option });
}

function markOf({ design, choice }: Presented, index: number): string {
  return [design.options[index]?.recommended ? '★ ' : '', choice?.option === index ? '✓ ' : ''].join('');
}

/** The name; where one of them is too long for a button all are numbered, so that none is taken for another. */
function labelOf({ design }: Presented, index: number): string {
  const names = design.options.map((option) => cleanText(option.name).trim());
  const areClear = names.every((name) => name !== '' && CHOOSE.length + name.length <= BUTTON_CHARS);
  const name = names[index] ?? '';
  return areClear ? name : `${index + 1}. ${name}`;
}
