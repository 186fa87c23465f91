import type { Scene } from './scene.ts';

/** The parts of a scene that no line joins, largest first. What stands in one group stays together. */
export function splitScene(scene: Scene): Scene[] {
  const parent = new Map<string, string>();
  const find = (id: string): string => {
    let root = id;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    return root;
  };
  const join = (a: string, b: string) => parent.set(find(a), find(b));
  for (const { id, group } of scene.boxes) join(id, group ?? id);
  for (const { from, to } of scene.edges) join(from, to);

  const parts = new Map<string, Scene>();
  const partOf = (id: string): Scene => {
    const root = find(id);
    const part = parts.get(root) ?? { ...scene, boxes: [], groups: [], edges: [] };
    parts.set(root, part);
    return part;
  };
  for (const box of scene.boxes) partOf(box.id).boxes.push(box);
  for (const group of scene.groups) partOf(group.id).groups.push(group);
  for (const edge of scene.edges) partOf(edge.from).edges.push(edge);
  return [...parts.values()].toSorted((a, b) => b.boxes.length - a.boxes.length);
}
