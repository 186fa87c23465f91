import { inlineMarkdown } from '../../../core/chat/prose/markdown.ts';
import type { Run } from '../../../core/chat/prose/runs.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { Reply, TurnRef } from '../../../core/chat/reply.ts';
import { labelledOptions } from '../../../core/decisions/option-label.ts';
import { adrName } from '../../../core/design/artifacts/adr.ts';
import { encodeAction } from '../actions.ts';
import type { Leaf } from '../render/leaf.ts';
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

/** Who chose what, with the record of the decision; before there is a choice, what was chosen of an earlier version. */
export function choiceLeaves({ design, choice, earlierChoice }: Presented, nameOf?: NameOf): Leaf[] {
  if (!choice && earlierChoice) {
    const { version, option, byId, number } = earlierChoice;
    const what = `✓ ${cleanText(option)} of version ${version} was chosen by `;
    return [personLeaf(what, byId, ` in ${adrName(number)}.`, nameOf)];
  }
  const option = design.options[choice?.option ?? -1];
  if (!choice || !option) return [];
  const record = choice.number === undefined ? '.' : ` in ${adrName(choice.number)}.`;
  const isDrawn = option.recommended || !design.options.some((other) => other.recommended);
  const rest = isDrawn ? '' : ' This version still shows the recommended one: ask for the next to see it.';
  return [personLeaf(`✓ ${cleanText(option.name)} was chosen by `, choice.byId, `${record}${rest}`, nameOf)];
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
  const inWords = 'To choose an option, mention me with “choose” and its letter or name.';
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

/** The label that it is chosen by, then the name: where a button has to cut that, it is still told from others. */
function labelOf({ design }: Presented, index: number): string {
  return labelledOptions(design.options.map((option) => cleanText(option.name).trim()))[index] ?? '';
}
