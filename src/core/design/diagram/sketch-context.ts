import type { Drawing } from './drawing.ts';
import type { Sketch, Tone } from './sketch.ts';
import { sketchSystem } from './sketch-system.ts';

/** The parts of one context, and greyed what they talk to. Null means the parts that are in no context. */
export function sketchContext(drawing: Drawing, contextId: string | null): Sketch {
  const whole = sketchSystem({ ...drawing, profile: 'full' });
  const known = new Set(drawing.model.contexts.map(({ id }) => id));
  const inside = new Set<string>();
  drawing.model.nodes.forEach(({ context }, index) => {
    const home = context !== undefined && known.has(context) ? context : null;
    if (home === contextId) inside.add(`n${index}`);
  });
  const edges = whole.edges.filter(({ from, to }) => inside.has(from) || inside.has(to));
  const shown = new Set([...inside, ...edges.flatMap(({ from, to }) => [from, to])]);
  const nodes = whole.nodes
    .filter(({ id }) => shown.has(id))
    .map((node) => (inside.has(node.id) ? node : { ...node, tone: fade(node.tone) }));
  const groups = whole.groups
    .filter(({ id }) => nodes.some((node) => node.group === id))
    .map((group) =>
      nodes.some((node) => node.group === group.id && inside.has(node.id))
        ? group
        : { ...group, tone: 'faint' as const },
    );
  return { nodes, groups, edges };
}

/** What a version changed is seen among the neighbours too. */
function fade(tone: Tone): Tone {
  return tone === 'added' || tone === 'changed' || tone === 'removed' ? tone : 'faint';
}
