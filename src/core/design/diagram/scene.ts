import type { BoxKind, LinkKind, Tone } from './sketch.ts';

export type Point = { x: number; y: number };
export type Size = { width: number; height: number };
export type Rect = Point & Size;

/** A text that fits where it is put: `x` and `y` are its left end and its base line within the box. */
export type SceneText = {
  text: string;
  x: number;
  y: number;
  size: number;
  weight: 400 | 500 | 600 | 700;
  colour: string;
  struck?: boolean;
};

export type SceneIcon = Point & { kind: BoxKind; size: number; colour: string };

export type SceneBox = Size & {
  id: string;
  kind: BoxKind;
  tone: Tone;
  group?: string;
  texts: SceneText[];
  icons: SceneIcon[];
  badge?: Rect & { text: SceneText; tone: Tone };
};

export type SceneGroup = {
  id: string;
  tone: Tone;
  title: SceneText /** Of its title, with padding. */;
  width: number;
};

/** `width` and `height` are those of its label, 0 where it has none. */
export type SceneEdge = Size & {
  id: string;
  from: string;
  to: string;
  kind: LinkKind;
  tone: Tone;
  lines: string[];
};

/** What is to be placed: every size is known, no position is. */
export type Scene = {
  title: string;
  profile: 'compact' | 'full';
  boxes: SceneBox[];
  groups: SceneGroup[];
  edges: SceneEdge[];
};

export type PlacedEdge = {
  points: Point[];
  label?: Rect;
  /** The lines of a bundle share their way at one end. */
  bundle?: { id: string; atStart: boolean };
};

/** Where everything is, from the left top corner of the drawing. */
export type Layout = Size & {
  boxes: ReadonlyMap<string, Rect>;
  groups: ReadonlyMap<string, Rect>;
  edges: ReadonlyMap<string, PlacedEdge>;
};
