import { inlineMarkdown } from '../../../core/chat/prose/markdown.ts';
import type { Run } from '../../../core/chat/prose/runs.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import { labelledOptions, optionLabels } from '../../../core/decisions/option-label.ts';
import { adrName } from '../../../core/design/artifacts/adr.ts';
import { OTHER_OPTION } from '../actions.ts';
import type { Leaf } from '../render/leaf.ts';
import { actionSet, actionsLeaf, button, list, paragraph, type Stand, styled } from './elements.ts';

type Presented = Extract<Reply, { kind: 'design' }>;
type Option = Presented['design']['options'][number];

/** More of them would bury the rest of the screen: they become a list. */
const MOST_BUTTONS = 3;

/** What stands on a button in a line, beside another; a client clips what is longer. */
const BUTTON_NAME_CHARS = 20;

const IN_WORDS = 'To choose an option, tell me “choose” and its letter or name.';

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
export function choiceLeaves({ design, choice, earlierChoice }: Presented): Leaf[] {
  if (!choice && earlierChoice) {
    const { version, option, byId, number } = earlierChoice;
    return [
      paragraph(styled(`✓ ${option.trim()}`, { bold: true })),
      {
        kind: 'person',
        before: `Chosen of version ${version} by `,
        personId: byId,
        after: ` in ${adrName(number)}.`,
        aside: true,
      },
    ];
  }
  const option = design.options[choice?.option ?? -1];
  if (!choice || !option) return [];
  const record = choice.number === undefined ? '.' : ` in ${adrName(choice.number)}.`;
  const isDrawn = option.recommended || !design.options.some((other) => other.recommended);
  const rest = isDrawn ? '' : ' This version still shows the recommended one: ask for the next to see it.';
  return [
    paragraph(styled(`✓ ${option.name.trim()}`, { bold: true })),
    { kind: 'person', before: 'Chosen by ', personId: choice.byId, after: `${record}${rest}`, aside: true },
  ];
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

/** What the letters on the buttons stand for, where no table is above them. */
export function lettersLeaves(reply: Presented): Leaf[] {
  const open = openOptions(reply);
  if (open.length > MOST_BUTTONS || open.every(({ option }) => isShort(option))) return [];
  const lines = open.map(({ index }) => `\n${markOf(reply, index)}${labelOf(reply, index)}`);
  return [paragraph(styled('To choose from', { bold: true }), ...lines)];
}

/** A way to choose each option that is not chosen yet. */
export function chooseLeaves(reply: Presented, stand: Stand): Leaf[] {
  const { choice } = reply;
  const open = openOptions(reply);
  if (open.length === 0) return [];
  if (open.length > MOST_BUTTONS) {
    const choices = open.map(({ index }) => ({
      title: `${markOf(reply, index)}${labelOf(reply, index)}`,
      value: String(index),
    }));
    const choose = button('Choose', 'choose', stand, { withInputs: true, style: 'positive' });
    const elements = [list(OTHER_OPTION, 'Choose an option', choices, choices[0]?.value), actionSet(choose)];
    return [{ kind: 'block', elements, text: IN_WORDS, tail: true }];
  }
  const buttons = open.map(({ option, index }) => {
    const isFirstChoice = option.recommended && choice === undefined;
    const name = labelOf(reply, index);
    return button(`Choose ${isShort(option) ? name : letterOf(reply, index)}`, 'choose', stand, {
      option: index,
      ...(isShort(option) ? {} : { tooltip: `Choose ${name}` }),
      ...(isFirstChoice ? { style: 'positive' as const } : {}),
    });
  });
  return [actionsLeaf(IN_WORDS, ...buttons)];
}

/** Those that are not chosen yet. A single option leaves nothing to choose. */
function openOptions({ design, choice }: Presented): { option: Option; index: number }[] {
  if (design.options.length < 2) return [];
  return design.options.flatMap((option, index) => (choice?.option === index ? [] : [{ option, index }]));
}

function isShort({ name }: Option): boolean {
  return cleanText(name).trim().length <= BUTTON_NAME_CHARS;
}

function markOf({ design, choice }: Presented, index: number): string {
  return [design.options[index]?.recommended ? '★ ' : '', choice?.option === index ? '✓ ' : ''].join('');
}

/** The letter that it is chosen by, then the name: where a list has to cut that, it is still told from others. */
function labelOf(reply: Presented, index: number): string {
  return labelledOptions(namesOf(reply))[index] ?? '';
}

function letterOf(reply: Presented, index: number): string {
  return optionLabels(namesOf(reply))[index] ?? '';
}

function namesOf({ design }: Presented): string[] {
  return design.options.map((option) => cleanText(option.name).trim());
}
