import type { Marks } from '../compare/changes.ts';
import type { DesignModel } from '../document.ts';

/**
 * What is to be drawn. `compact` is for the chat: stores folded into their service, no contexts, readable at 700 px.
 * `full` is for the file: everything, grouped by bounded context.
 */
export type Drawing = {
  /** Name of its files, without ending. */
  name: string;
  title: string;
  profile: 'compact' | 'full';
  model: DesignModel;
  /** What a version changed. Without them, what exists and what is new is told apart. */
  marks?: Marks;
  /** The whole system where it is left out. */
  view?: View;
};

/** How much of a large system one picture shows. */
export type View =
  | { kind: 'system' }
  /** One box for each bounded context. */
  | { kind: 'overview' }
  /** The parts of one context (null: of none) and, greyed, their direct neighbours. */
  | { kind: 'context'; id: string | null };

export type Picture = {
  name: string;
  title: string;
  /** What the picture shows, in words, within 1,000 characters. */
  altText: string;
  /** Pixels of the PNG. */
  width: number;
  height: number;
  svg: string;
  /** PNG in base64. */
  png: string;
};
