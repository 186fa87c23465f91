import { kindName } from './kind-names.ts';
import { badgeColours, badgeText, boxColours, INK } from './palette.ts';
import type { SceneIcon, SceneText } from './scene.ts';
import type { Chip, SketchNode, Tone } from './sketch.ts';
import type { Style } from './style.ts';
import { fitLines } from './text/fit-lines.ts';
import type { Measure } from './text/measure.ts';

const ICON = 26;
const CHIP_ICON = 16;
const GAP = { icon: 12, chipIcon: 6, chips: 5 };
const MOST_CHIPS = { store: 3, part: 8 };

/** What stands on a card, from its left top corner. `first` is the width up to the end of the name's first line. */
export type BoxContent = {
  texts: SceneText[];
  icons: SceneIcon[];
  width: number;
  height: number;
  first: number;
};

export function layContent(node: SketchNode, style: Style, measure: Measure): BoxContent {
  const left = ICON + GAP.icon;
  const nameHeight = style.name * 1.3;
  const smallHeight = style.small * 1.42;
  const chipHeight = style.small * 1.6;
  const { ink } = boxColours(node.kind, node.tone);
  const isFaint = node.tone === 'faint';
  const isRemoved = node.tone === 'removed';
  const name = fitLines(node.name.trim() || kindName(node.kind), {
    size: style.name,
    weight: 600,
    maxWidth: style.maxText,
    maxLines: style.nameLines,
    measure,
  });
  const details = fitDetails(node, style, measure);
  const chips = shortenChips(node.chips, node.kind === 'context' ? MOST_CHIPS.part : MOST_CHIPS.store);

  // The icon stands in the middle of name and details.
  const head = name.length * nameHeight + details.length * smallHeight;
  const top = Math.max(0, ICON - head) / 2;
  const texts: SceneText[] = name.map((text, index) => ({
    text,
    x: left,
    y: top + index * nameHeight + style.name * 0.98,
    size: style.name,
    weight: 600,
    colour: isFaint ? INK.mute : isRemoved ? ink : INK.text,
    ...(isRemoved ? { struck: true } : {}),
  }));
  let y = top + name.length * nameHeight;
  for (const text of details) {
    const colour = isFaint ? ink : INK.soft;
    texts.push({ text, x: left, y: y + style.small * 1.04, size: style.small, weight: 400, colour });
    y += smallHeight;
  }
  const icons: SceneIcon[] = [
    { kind: node.kind, x: 0, y: Math.max(0, head - ICON) / 2, size: ICON, colour: ink },
  ];
  y = Math.max(y, ICON) + (chips.length > 0 ? GAP.chips : 0);
  for (const chip of chips) {
    const colour = chipColour(chip, node.tone);
    const indent = chip.kind === undefined ? 0 : CHIP_ICON + GAP.chipIcon;
    const weight = chip.tone === 'plain' ? 400 : 500;
    const mark = badgeText(chip.tone) === '' ? '' : ` · ${badgeText(chip.tone)}`;
    const maxWidth = style.maxText - indent;
    const [words = ''] = fitLines(chip.text, { size: style.small, weight, maxWidth, maxLines: 1, measure });
    if (chip.kind !== undefined) {
      const at = y + (chipHeight - CHIP_ICON) / 2 - 1;
      icons.push({ kind: chip.kind, x: left, y: at, size: CHIP_ICON, colour });
    }
    texts.push({
      text: words + mark,
      x: left + indent,
      y: y + style.small * 1.14,
      size: style.small,
      weight,
      colour,
      ...(chip.tone === 'removed' || isRemoved ? { struck: true } : {}),
    });
    y += chipHeight;
  }
  const ends = texts.map(({ text, x, size, weight }) => x + measure(text, size, weight));
  return { texts, icons, width: Math.max(left, ...ends), height: y, first: ends[0] ?? left };
}

/** As many details on a line as there is room for: none is broken where it fits on a line of its own. */
function fitDetails(node: SketchNode, style: Style, measure: Measure): string[] {
  const most = node.kind === 'context' ? 3 : style.detailLines;
  const fit = { size: style.small, weight: 400 as const, maxWidth: style.maxText, measure };
  const lines: string[] = [];
  for (const detail of node.details) {
    const last = lines.at(-1);
    const longer = last === undefined ? undefined : `${last} · ${detail}`;
    if (longer !== undefined && measure(longer, fit.size, fit.weight) <= fit.maxWidth)
      lines.splice(-1, 1, longer);
    else lines.push(detail);
  }
  return lines.flatMap((line) => fitLines(line, { ...fit, maxLines: most })).slice(0, most);
}

type ShownChip = Omit<Chip, 'kind'> & { kind: Chip['kind'] | undefined };

function shortenChips(chips: readonly Chip[], most: number): ShownChip[] {
  if (chips.length <= most) return [...chips];
  const rest = chips.length - most + 1;
  return [...chips.slice(0, most - 1), { kind: undefined, text: `+${rest} more`, tone: 'plain' }];
}

function chipColour(chip: ShownChip, tone: Tone): string {
  if (chip.tone === 'faint' || tone === 'faint') return boxColours('service', 'faint').ink;
  const marked = badgeColours(chip.tone);
  if (marked) return marked.ink;
  return chip.kind === undefined ? INK.soft : boxColours(chip.kind, 'plain').ink;
}
