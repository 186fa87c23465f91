import type { Marks } from '../compare/changes.ts';
import type { DesignModel } from '../document.ts';
import type { Tone } from './sketch.ts';

export type Tones = { node(index: number): Tone; link(index: number): Tone };

/**
 * How loud each part is. With marks only what changed stands out; without, what is new does, and what exists is calm,
 * where a model has both. That systems of others exist already goes without saying.
 */
export function toneParts(
  model: DesignModel,
  indexOf: ReadonlyMap<string, number>,
  marks: Marks | undefined,
): Tones {
  if (marks) {
    return {
      node: (index) => own(marks.nodes, model.nodes[index]?.id ?? '') ?? 'plain',
      link: (index) => own(marks.links, index) ?? 'plain',
    };
  }
  const ours = model.nodes.filter((node) => node.kind !== 'external');
  const mixed = ours.some((node) => node.existing) && model.nodes.some((node) => !node.existing);
  const isOld = (index: number | undefined) => index !== undefined && model.nodes[index]?.existing === true;
  return {
    node: (index) => (mixed ? (isOld(index) ? 'calm' : 'new') : 'plain'),
    link: (index) => {
      const link = model.links[index];
      const old = link && isOld(indexOf.get(link.from)) && isOld(indexOf.get(link.to));
      return mixed && old ? 'calm' : 'plain';
    },
  };
}

/** Ids come from a model: one named like a member of every object is none of ours. */
function own<T>(record: Record<string | number, T>, key: string | number): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
