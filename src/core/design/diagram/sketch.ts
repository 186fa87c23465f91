import type { Mark } from '../compare/changes.ts';
import { type DesignLink, type DesignNode, STORE_KINDS } from '../document.ts';

export type NodeKind = DesignNode['kind'];
export type LinkKind = DesignLink['kind'];

/** `context` is a whole bounded context drawn as one box. */
export type BoxKind = NodeKind | 'context';

/** How loud a part is: `calm` is there already, `faint` belongs to the neighbours, `new` is told from what exists. */
export type Tone = 'plain' | 'calm' | 'faint' | 'new' | Mark;

/** A store, drawn inside the card of the one service that uses it. */
export type Chip = { kind: NodeKind; text: string; tone: Tone };

export type SketchNode = {
  /** Our own, unique even where the model's ids are not. */
  id: string;
  kind: BoxKind;
  name: string;
  /** Technology and the like, or what a context holds. */
  details: string[];
  chips: Chip[];
  tone: Tone;
  /** Id of the group it stands in. */
  group?: string;
};

export type SketchEdge = {
  from: string;
  to: string;
  kind: LinkKind;
  tone: Tone;
  /** One for each thing that runs along it. */
  lines: string[];
};

export type SketchGroup = { id: string; name: string; tone: Tone };

/** What a picture says, before anything is measured or placed. */
export type Sketch = { nodes: SketchNode[]; groups: SketchGroup[]; edges: SketchEdge[] };

export const STORES: ReadonlySet<BoxKind> = new Set(STORE_KINDS);
