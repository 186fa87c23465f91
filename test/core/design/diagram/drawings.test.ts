import { describe, expect, it } from 'vitest';
import { drawingsOf } from '../../../../src/core/design/diagram/drawings.ts';
import { node } from './model-parts.ts';
import { large, shop } from './systems.ts';

describe('the drawings of a model', () => {
  it('are one for the chat and one for the file', () => {
    expect(drawingsOf(shop, 'Shop').map(({ name, profile, view }) => [name, profile, view])).toEqual([
      ['diagram', 'compact', undefined],
      ['diagram-full', 'full', undefined],
    ]);
  });

  it('are none where there is nothing to draw', () => {
    expect(drawingsOf(null, 'Advice')).toEqual([]);
    expect(drawingsOf({ contexts: [], nodes: [], links: [] }, 'Empty')).toEqual([]);
  });

  it('carry what a version changed', () => {
    const marks = { nodes: { user: 'changed' as const }, links: {} };
    expect(drawingsOf(shop, 'Shop', marks).map((drawing) => drawing.marks)).toEqual([marks, marks]);
  });

  it('show the chat the contexts, where their parts are too many to be read there', () => {
    expect(drawingsOf(large(), 'Large').map(({ view }) => view?.kind)).toEqual(['overview', undefined]);
  });

  it('show all parts in the chat, where contexts would say no more', () => {
    const nodes = Array.from({ length: 40 }, (_, i) =>
      node([`n${i}`, i % 2 ? 'service' : 'worker', `N${i}`]),
    );
    const contexts = nodes.map(({ id }) => ({ id, name: id }));
    const model = { contexts, nodes: nodes.map((each) => ({ ...each, context: each.id })), links: [] };
    expect(drawingsOf(model, 'Spread')[0]?.view).toBeUndefined();
  });

  it('of more than sixty nodes are an overview and a picture of each context', () => {
    const drawings = drawingsOf(large(12, 9), 'Huge');
    expect(drawings.slice(0, 3).map(({ name, view }) => [name, view?.kind])).toEqual([
      ['diagram', 'overview'],
      ['diagram-full', 'overview'],
      ['diagram-ordering', 'context'],
    ]);
    expect(drawings).toHaveLength(2 + 12 + 1);
    expect(drawings.at(-1)?.view).toEqual({ kind: 'context', id: null });
  });

  it('have names that are files of their own, whatever contexts are called', () => {
    const base = large(4, 20);
    const contexts = ['Full', 'a/b', 'A\\B', '订单'].map((name, i) => ({ id: `c${i}`, name }));
    const names = drawingsOf({ ...base, contexts }, 'Names').map(({ name }) => name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(names.every((name) => /^diagram[\p{L}\p{N}-]*$/u.test(name))).toBe(true);
    expect(names).toContain('diagram-订单');
  });
});
