import type { BoxKind, LinkKind, Tone } from './sketch.ts';

/** `ink` draws icons and the words of chips, `edge` outlines, `tint` fills. */
export type Colours = { ink: string; edge: string; tint: string };

export const INK = {
  title: '#0f172a',
  text: '#0f172a',
  soft: '#475569',
  mute: '#64748b',
  faint: '#94a3b8',
  paper: '#ffffff',
  panel: '#f8fafc',
};

const KINDS: Record<BoxKind, Colours> = {
  service: { ink: '#1d4ed8', edge: '#76a9f5', tint: '#eff6ff' },
  gateway: { ink: '#6d28d9', edge: '#b197f5', tint: '#f5f3ff' },
  frontend: { ink: '#334155', edge: '#94a3b8', tint: '#f8fafc' },
  worker: { ink: '#0e7490', edge: '#5cc3d8', tint: '#ecfeff' },
  database: { ink: '#047857', edge: '#62cfa1', tint: '#ecfdf5' },
  cache: { ink: '#be185d', edge: '#f29ac4', tint: '#fdf2f8' },
  broker: { ink: '#b45309', edge: '#f3b54b', tint: '#fff7e6' },
  storage: { ink: '#4d7c0f', edge: '#a3c95a', tint: '#f7fee7' },
  external: { ink: '#64748b', edge: '#a8b3c2', tint: '#ffffff' },
  context: { ink: '#4338ca', edge: '#a5b0f3', tint: '#f5f6ff' },
};

const MARKED = {
  added: { ink: '#15803d', edge: '#16a34a', tint: '#f0fdf4' },
  changed: { ink: '#b45309', edge: '#d97706', tint: '#fffbeb' },
  removed: { ink: '#b91c1c', edge: '#dc2626', tint: '#fef2f2' },
};

const LINKS: Record<LinkKind, { line: string; text: string }> = {
  sync: { line: '#64748b', text: '#475569' },
  async: { line: '#d97706', text: '#b45309' },
  data: { line: '#94a3b8', text: '#64748b' },
};

export function boxColours(kind: BoxKind, tone: Tone): Colours {
  const own = KINDS[kind];
  switch (tone) {
    case 'plain':
    case 'new':
      return own;
    case 'calm':
      return { ...own, edge: '#cbd5e1', tint: '#fbfcfd' };
    case 'faint':
      return { ink: INK.faint, edge: '#d5dce5', tint: '#fcfdfe' };
    case 'added':
    case 'changed':
    case 'removed':
      return {
        ink: tone === 'removed' ? MARKED.removed.ink : own.ink,
        edge: MARKED[tone].edge,
        tint: own.tint,
      };
    default:
      return tone satisfies never;
  }
}

export function linkColours(kind: LinkKind, tone: Tone): { line: string; text: string } {
  if (tone === 'added' || tone === 'changed' || tone === 'removed') {
    return { line: MARKED[tone].edge, text: MARKED[tone].ink };
  }
  return LINKS[kind];
}

/** The small word in the corner of a box. */
export function badgeColours(tone: Tone): Colours | undefined {
  if (tone === 'new') return MARKED.added;
  return tone === 'added' || tone === 'changed' || tone === 'removed' ? MARKED[tone] : undefined;
}

export function badgeText(tone: Tone): string {
  if (tone === 'new' || tone === 'added') return 'new';
  return tone === 'changed' || tone === 'removed' ? tone : '';
}
