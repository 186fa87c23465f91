import type { Leaf } from '../render/leaf.ts';

/** Clients show an instant in the reader's own time zone; the fallback can't know it. The words around are our own. */
export function dateLeaf(before: string, atMs: number, after: string): Leaf {
  const iso = new Date(atMs).toISOString();
  // Clients read no fractions of a second.
  const second = `${iso.slice(0, 19)}Z`;
  const local = `{{DATE(${second},SHORT)}} {{TIME(${second})}}`;
  const utc = `${iso.slice(0, 16).replace('T', ' ')} UTC`;
  return {
    kind: 'block',
    elements: [{ type: 'TextBlock', text: `${before}${local}${after}`, wrap: true }],
    text: `${before}${utc}${after}`,
  };
}
