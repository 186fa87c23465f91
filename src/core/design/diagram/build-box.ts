import { layContent } from './box-content.ts';
import { badgeColours, badgeText } from './palette.ts';
import type { SceneBox } from './scene.ts';
import { paddingOf } from './shapes.ts';
import type { SketchNode } from './sketch.ts';
import type { Style } from './style.ts';
import type { Measure } from './text/measure.ts';

const BADGE = { size: 13, height: 20, pad: 8, gap: 10, base: 14.5 };
const MIN_WIDTH = 132;

/** A card with its texts in place, as large as they need. `minWidth` makes a bar of it, with the texts in its middle. */
export function buildBox(node: SketchNode, style: Style, measure: Measure, minWidth = 0): SceneBox {
  const pad = paddingOf(node.kind);
  const content = layContent(node, style, measure);
  const word = badgeText(node.tone);
  const wordWidth = word === '' ? 0 : Math.ceil(measure(word, BADGE.size, 600) + 2 * BADGE.pad);
  const inner = Math.max(content.width, content.first + (wordWidth > 0 ? BADGE.gap + wordWidth : 0));
  const width = Math.ceil(Math.max(inner + pad.left + pad.right, MIN_WIDTH, minWidth));
  const height = Math.ceil(content.height + pad.top + pad.bottom);

  const free = width - inner - pad.left - pad.right;
  const dx = pad.left + (minWidth > 0 ? free / 2 : 0);
  const dy = pad.top;
  const colours = badgeColours(node.tone);
  // On a bar the badge follows the name, on a card it stands in the corner.
  const badgeX = minWidth > 0 ? dx + content.first + BADGE.gap : width - pad.right - wordWidth;
  const badgeY = dy + (style.name * 1.3 - BADGE.height) / 2;
  return {
    id: node.id,
    kind: node.kind,
    tone: node.tone,
    width,
    height,
    ...(node.group === undefined ? {} : { group: node.group }),
    texts: content.texts.map((text) => ({ ...text, x: text.x + dx, y: text.y + dy })),
    icons: content.icons.map((icon) => ({ ...icon, x: icon.x + dx, y: icon.y + dy })),
    ...(colours
      ? {
          badge: {
            x: badgeX,
            y: badgeY,
            width: wordWidth,
            height: BADGE.height,
            tone: node.tone,
            text: {
              text: word,
              x: badgeX + BADGE.pad,
              y: badgeY + BADGE.base,
              size: BADGE.size,
              weight: 600 as const,
              colour: colours.ink,
            },
          },
        }
      : {}),
  };
}
