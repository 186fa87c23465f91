import type { Colours } from './palette.ts';
import type { Rect } from './scene.ts';
import type { BoxKind } from './sketch.ts';

/** Height of the caps of a cylinder, depth of a pointed side, and the like. */
const CAP = 7;
const POINT = 14;
const CUT = 11;
const RADIUS = 12;
const FOLD = 16;
const BAR = 7;

export type Padding = { left: number; right: number; top: number; bottom: number };

const PADDING: Record<BoxKind, Padding> = {
  service: { left: 16, right: 18, top: 13, bottom: 13 },
  gateway: { left: 16 + POINT, right: 14 + POINT, top: 13, bottom: 13 },
  frontend: { left: 16, right: 18, top: 25, bottom: 12 },
  worker: { left: 16 + BAR, right: 16 + BAR, top: 13, bottom: 13 },
  database: { left: 16, right: 18, top: 13 + CAP + 4, bottom: 12 + CAP },
  cache: { left: 18, right: 20, top: 13, bottom: 13 },
  broker: { left: 30, right: 34, top: 13, bottom: 13 },
  storage: { left: 16, right: 14 + FOLD, top: 13, bottom: 13 },
  external: { left: 16, right: 18, top: 13, bottom: 13 },
  context: { left: 20, right: 22, top: 17, bottom: 17 },
};

export function paddingOf(kind: BoxKind): Padding {
  return PADDING[kind];
}

/** How far inside its box the outline runs at `x` on the upper or lower side, so that arrows touch what is drawn. */
export function outlineInset(kind: BoxKind, box: Rect, x: number): number {
  const fromSide = Math.max(0, Math.min(x - box.x, box.x + box.width - x));
  switch (kind) {
    case 'database': {
      const half = box.width / 2;
      const off = Math.min(1, Math.abs(half - fromSide) / half);
      return CAP * (1 - Math.sqrt(1 - off * off));
    }
    case 'broker':
      return arc(fromSide, box.height / 2);
    case 'gateway':
      return fromSide >= POINT ? 0 : (box.height / 2) * (1 - fromSide / POINT);
    case 'cache':
      return Math.max(0, CUT - fromSide);
    case 'storage':
      return x > box.x + box.width / 2 ? Math.max(0, FOLD - fromSide) : arc(fromSide, RADIUS);
    case 'service':
    case 'frontend':
    case 'worker':
    case 'external':
    case 'context':
      return arc(fromSide, RADIUS);
    default:
      return kind satisfies never;
  }
}

function arc(fromSide: number, radius: number): number {
  if (fromSide >= radius) return 0;
  return radius - Math.sqrt(radius * radius - (radius - fromSide) ** 2);
}

/** The outline of a kind, and the lines that belong to it. */
export function drawShape(
  kind: BoxKind,
  box: Rect,
  colours: Colours,
  stroke: { width: number; dash: string },
): string {
  const { x, y, width: w, height: h } = box;
  const dash = stroke.dash === '' ? '' : ` stroke-dasharray="${stroke.dash}"`;
  const line = `stroke="${colours.edge}" stroke-width="${stroke.width}" stroke-linejoin="round"${dash}`;
  const body = (d: string) => `<path d="${d}" fill="${colours.tint}" ${line}/>`;
  const extra = (d: string) => `<path d="${d}" fill="none" ${line}/>`;
  const r = RADIUS;
  switch (kind) {
    case 'service':
      return body(roundRect(box, r));
    case 'external':
      return `<path d="${roundRect(box, r)}" fill="${colours.tint}" stroke="${colours.edge}" stroke-width="${stroke.width}" stroke-dasharray="5 4"/>`;
    case 'context':
      // A card within the card says that there is more inside.
      return `${body(roundRect(box, r + 2))}<path d="${roundRect({ x: x + 4, y: y + 4, width: w - 8, height: h - 8 }, r - 2)}" fill="none" stroke="${colours.edge}" stroke-width="1" stroke-opacity="0.6"/>`;
    case 'frontend':
      return `${body(roundRect(box, r))}<path d="M${x} ${y + 14}V${y + r}A${r} ${r} 0 0 1 ${x + r} ${y}H${x + w - r}A${r} ${r} 0 0 1 ${x + w} ${y + r}V${y + 14}Z" fill="${colours.edge}" fill-opacity="0.28" ${line}/>${[11, 20, 29].map((at) => `<circle cx="${x + at + 2}" cy="${y + 7}" r="2.2" fill="${colours.edge}"/>`).join('')}`;
    case 'worker':
      return `${body(roundRect(box, 6))}${extra(`M${x + BAR} ${y}V${y + h}M${x + w - BAR} ${y}V${y + h}`)}`;
    case 'gateway':
      return body(
        `M${x + POINT + 4} ${y}H${x + w - POINT - 4}Q${x + w - POINT} ${y} ${x + w - POINT + 2} ${y + 4}L${x + w} ${y + h / 2}L${x + w - POINT + 2} ${y + h - 4}Q${x + w - POINT} ${y + h} ${x + w - POINT - 4} ${y + h}H${x + POINT + 4}Q${x + POINT} ${y + h} ${x + POINT - 2} ${y + h - 4}L${x} ${y + h / 2}L${x + POINT - 2} ${y + 4}Q${x + POINT} ${y} ${x + POINT + 4} ${y}Z`,
      );
    case 'database':
      return `${body(`M${x} ${y + CAP}A${w / 2} ${CAP} 0 0 1 ${x + w} ${y + CAP}V${y + h - CAP}A${w / 2} ${CAP} 0 0 1 ${x} ${y + h - CAP}Z`)}${extra(`M${x} ${y + CAP}A${w / 2} ${CAP} 0 0 0 ${x + w} ${y + CAP}`)}`;
    case 'cache':
      return body(
        `M${x + CUT} ${y}H${x + w - CUT}L${x + w} ${y + CUT}V${y + h - CUT}L${x + w - CUT} ${y + h}H${x + CUT}L${x} ${y + h - CUT}V${y + CUT}Z`,
      );
    case 'broker':
      return body(roundRect(box, h / 2));
    case 'storage':
      return `${body(`M${x + r} ${y}H${x + w - FOLD}L${x + w} ${y + FOLD}V${y + h - r}A${r} ${r} 0 0 1 ${x + w - r} ${y + h}H${x + r}A${r} ${r} 0 0 1 ${x} ${y + h - r}V${y + r}A${r} ${r} 0 0 1 ${x + r} ${y}Z`)}${extra(`M${x + w - FOLD} ${y}V${y + FOLD}H${x + w}`)}`;
    default:
      return kind satisfies never;
  }
}

export function roundRect({ x, y, width: w, height: h }: Rect, r: number): string {
  return `M${x + r} ${y}H${x + w - r}A${r} ${r} 0 0 1 ${x + w} ${y + r}V${y + h - r}A${r} ${r} 0 0 1 ${x + w - r} ${y + h}H${x + r}A${r} ${r} 0 0 1 ${x} ${y + h - r}V${y + r}A${r} ${r} 0 0 1 ${x + r} ${y}Z`;
}
