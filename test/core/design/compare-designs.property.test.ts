import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../src/core/design/compare/changes.ts';
import { compareDesigns } from '../../../src/core/design/compare/compare-designs.ts';
import { type Design, type DesignModel, NODE_KINDS } from '../../../src/core/design/document.ts';
import { EMPTY_DESIGN } from './sample-design.ts';

/** Few words, so that versions meet: the same ids under other names, names under other ids, both twice. */
const word = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');
const maybe = fc.option(word, { nil: undefined });

const model: fc.Arbitrary<DesignModel> = fc.record({
  contexts: fc.array(fc.record({ id: word, name: word }), { maxLength: 3 }),
  nodes: fc.array(
    fc
      .record({
        id: word,
        name: word,
        kind: fc.constantFrom(...NODE_KINDS),
        owns: fc.array(word, { maxLength: 2 }),
        context: maybe,
      })
      .map(({ context, ...node }) => ({
        ...node,
        existing: false,
        ...(context === undefined ? {} : { context }),
      })),
    { maxLength: 6 },
  ),
  links: fc.array(
    fc
      .record({
        from: word,
        to: word,
        kind: fc.constantFrom('sync' as const, 'async' as const),
        event: maybe,
        label: maybe,
      })
      .map(({ event, label, ...link }) => ({
        ...link,
        ...(event === undefined ? {} : { event }),
        ...(label === undefined ? {} : { label }),
      })),
    { maxLength: 6 },
  ),
});

const design = fc.option(model, { nil: null }).map((one): Design => ({ ...EMPTY_DESIGN, model: one }));

function compare(before: Design, after: Design) {
  const version = (one: Design, number: number) => ({ design: one, operations: [], version: number });
  return compareDesigns(version(before, 1), version(after, 2));
}

const RUNS = { seed: 4, numRuns: 300 };

const count = (changes: { mark: Mark }[], mark: Mark) => changes.filter((one) => one.mark === mark).length;

describe('any two models', () => {
  it('add up: what is there now is what was there, without what went and with what came', () => {
    fc.assert(
      fc.property(design, design, (before, after) => {
        const { nodes, links } = compare(before, after);
        const [old, now] = [before.model, after.model];
        expect((old?.nodes.length ?? 0) - count(nodes, 'removed') + count(nodes, 'added')).toBe(
          now?.nodes.length ?? 0,
        );
        expect((old?.links.length ?? 0) - count(links, 'removed') + count(links, 'added')).toBe(
          now?.links.length ?? 0,
        );
      }),
      RUNS,
    );
  });

  it('merge into the later one with what went away behind it, under ids of its own', () => {
    fc.assert(
      fc.property(design, design, (before, after) => {
        const changes = compare(before, after);
        const kept = after.model ?? { contexts: [], nodes: [], links: [] };
        const merged = changes.model ?? { contexts: [], nodes: [], links: [] };
        expect(merged.nodes.slice(0, kept.nodes.length)).toEqual(kept.nodes);
        expect(merged.links.slice(0, kept.links.length)).toEqual(kept.links);
        const gone = merged.nodes.slice(kept.nodes.length);
        expect(gone).toHaveLength(count(changes.nodes, 'removed'));
        const ids = gone.map((node) => node.id);
        expect(new Set([...ids, ...kept.nodes.map((node) => node.id)]).size).toBe(
          ids.length + new Set(kept.nodes.map((node) => node.id)).size,
        );
        for (const id of ids) expect(Object.entries(changes.marks.nodes)).toContainEqual([id, 'removed']);
        for (const [index, mark] of Object.entries(changes.marks.links)) {
          expect(Number(index) >= kept.links.length).toBe(mark === 'removed');
        }
      }),
      RUNS,
    );
  });

  it('have no changes against themselves, in any order', () => {
    fc.assert(
      fc.property(design, (one) => {
        const same = structuredClone(one);
        if (same.model) same.model.links.reverse();
        const { nodes, links, others, marks } = compare(one, same);
        expect({ nodes, links, others, marks }).toEqual({
          nodes: [],
          links: [],
          others: [],
          marks: { nodes: {}, links: {} },
        });
      }),
      RUNS,
    );
  });
});
