import { drawIcon } from './icons.ts';
import { kindName } from './kind-names.ts';
import { num } from './num.ts';
import { badgeColours, badgeText, boxColours, INK, linkColours } from './palette.ts';
import type { Size } from './scene.ts';
import type { BoxKind, LinkKind, Sketch, Tone } from './sketch.ts';
import type { Measure } from './text/measure.ts';
import { svgText } from './text/svg-text.ts';

export type LegendEntry =
  | { kind: 'link'; link: LinkKind; text: string }
  | { kind: 'box'; box: BoxKind; text: string }
  | { kind: 'tone'; tone: Tone; text: string };

const LINK_TEXTS: Record<LinkKind, string> = {
  sync: 'synchronous call',
  async: 'asynchronous event',
  data: 'reads or writes data',
};
const TONE_TEXTS: Partial<Record<Tone, string>> = {
  new: 'to be built',
  calm: 'exists already',
  added: 'new in this version',
  changed: 'changed in this version',
  removed: 'removed in this version',
  faint: 'of another context',
};
const SIZE = 13;
const ROW = 26;
const GAP = 26;
const MARK = { link: 38, box: 18, tone: 0 };

/** Only what occurs in the picture. */
export function legendOf({ nodes, edges }: Sketch): LegendEntry[] {
  const tones = new Set([...nodes, ...nodes.flatMap(({ chips }) => chips), ...edges].map(({ tone }) => tone));
  const kinds = new Set(nodes.flatMap(({ kind, chips }) => [kind, ...chips.map((chip) => chip.kind)]));
  const links = new Set(edges.map(({ kind }) => kind));
  return [
    ...(Object.keys(LINK_TEXTS) as LinkKind[])
      .filter((link) => links.has(link))
      .map((link) => ({ kind: 'link' as const, link, text: LINK_TEXTS[link] })),
    ...(Object.keys(TONE_TEXTS) as Tone[])
      .filter((tone) => tones.has(tone))
      .map((tone) => ({ kind: 'tone' as const, tone, text: TONE_TEXTS[tone] ?? '' })),
    ...[...kinds].map((box) => ({ kind: 'box' as const, box, text: kindName(box) })),
  ];
}

/** The entries in rows of at most `room`, with the size they take. */
export function paintLegend(
  entries: readonly LegendEntry[],
  at: { x: number; y: number; room: number },
  measure: Measure,
): Size & { svg: string } {
  let x = 0;
  let y = 0;
  let width = 0;
  let group = entries[0]?.kind;
  const parts: string[] = [];
  for (const entry of entries) {
    const needed = markWidth(entry, measure) + 8 + measure(entry.text, SIZE, 400);
    const startsKinds = entry.kind === 'box' && group !== 'box';
    if (x > 0 && (startsKinds || x + needed > at.room)) {
      x = 0;
      y += ROW;
    }
    group = entry.kind;
    parts.push(paintEntry(entry, { x: at.x + x, y: at.y + y }, measure));
    width = Math.max(width, x + needed);
    x += needed + GAP;
  }
  return { svg: parts.join(''), width, height: entries.length > 0 ? y + ROW : 0 };
}

function markWidth(entry: LegendEntry, measure: Measure): number {
  if (entry.kind !== 'tone') return MARK[entry.kind];
  const word = badgeText(entry.tone);
  return word === '' ? 24 : measure(word, SIZE, 600) + 16;
}

function paintEntry(entry: LegendEntry, at: { x: number; y: number }, measure: Measure): string {
  const middle = at.y + ROW / 2;
  const width = markWidth(entry, measure);
  const words = svgText(entry.text, {
    x: num(at.x + width + 8),
    y: num(middle + SIZE * 0.36),
    size: SIZE,
    weight: 400,
    fill: INK.soft,
    anchor: 'start',
    measure,
  });
  return paintMark(entry, { x: num(at.x), y: num(middle) }, width, measure) + words;
}

function paintMark(
  entry: LegendEntry,
  at: { x: number; y: number },
  width: number,
  measure: Measure,
): string {
  switch (entry.kind) {
    case 'link': {
      const { line } = linkColours(entry.link, 'plain');
      const dash = entry.link === 'async' ? ' stroke-dasharray="7 5"' : '';
      const weight = entry.link === 'data' ? 1.3 : 2;
      const end = at.x + width;
      return `<path d="M${at.x} ${at.y}H${end - 8}" fill="none" stroke="${line}" stroke-width="${weight}"${dash}/><path d="M${end} ${at.y}L${end - 9} ${at.y - 4.5}L${end - 7} ${at.y}L${end - 9} ${at.y + 4.5}Z" fill="${line}"/>`;
    }
    case 'box':
      return drawIcon(entry.box, {
        x: at.x,
        y: at.y - 9,
        size: 18,
        colour: boxColours(entry.box, 'plain').ink,
      });
    case 'tone': {
      const badge = badgeColours(entry.tone);
      const word = badgeText(entry.tone);
      if (!badge) {
        const { edge, tint } = boxColours('service', entry.tone);
        return `<rect x="${at.x}" y="${at.y - 7}" width="24" height="14" rx="4" fill="${tint}" stroke="${edge}" stroke-width="1.4"/>`;
      }
      const pill = `<rect x="${at.x}" y="${at.y - 10}" width="${num(width)}" height="20" rx="10" fill="${INK.paper}" stroke="${badge.edge}" stroke-width="1.2"/>`;
      return (
        pill +
        svgText(word, {
          x: num(at.x + 8),
          y: num(at.y + 4.6),
          size: SIZE,
          weight: 600,
          fill: badge.ink,
          anchor: 'start',
          measure,
        })
      );
    }
    default:
      return entry satisfies never;
  }
}
