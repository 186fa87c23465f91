import type { DesignModel } from '../document.ts';

export type Mark = 'added' | 'changed' | 'removed';

export type Change = {
  mark: Mark;
  /** What it is, in the words of people: `Order service`, `Order service → Kafka`, `POST /orders`. */
  what: string;
  /** What about it is different, in a few words. */
  detail?: string;
};

/** What a later version of a design does differently, computed from the two documents alone. */
export type Changes = {
  /** Versions, counted from 1. */
  from: number;
  to: number;
  nodes: Change[];
  links: Change[];
  contracts: Change[];
  decisions: Change[];
  options: Change[];
  /** Sections, assumptions, risks, open questions … */
  others: Change[];
  /** The later model with what went away still in it; null where neither version has one. */
  model: DesignModel | null;
  marks: Marks;
};

/** Which parts of a model are to be marked in a picture of it. */
export type Marks = {
  nodes: Record<string, Mark>;
  /** By the index of the link in the model. */
  links: Record<number, Mark>;
};

type Group = Exclude<keyof Changes, 'from' | 'to' | 'model' | 'marks'>;

/** The kinds of changes in the order in which people read them, and what each is called. */
export const CHANGE_GROUPS = [
  ['nodes', 'Services and stores'],
  ['links', 'Links'],
  ['contracts', 'Contracts'],
  ['decisions', 'Decisions'],
  ['options', 'Options'],
  ['others', 'Other'],
] as const satisfies readonly (readonly [Group, string])[];
