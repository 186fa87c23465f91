import { describe, expect, it } from 'vitest';
import { buildScene } from '../../../../src/core/design/diagram/build-scene.ts';
import { flowsOf } from '../../../../src/core/design/diagram/flow.ts';
import type { Measure } from '../../../../src/core/design/diagram/text/measure.ts';
import type { DesignModel } from '../../../../src/core/design/document.ts';
import { links, node } from './model-parts.ts';
import { shop, system } from './systems.ts';

/** Every letter is half as wide as high. */
const measure: Measure = (text, size) => text.length * size * 0.5;

const sceneOf = (
  model: DesignModel,
  marks?: { nodes: Record<string, 'added'>; links: Record<number, 'added'> },
) => buildScene({ name: 'x', title: 'x', profile: 'compact', model, ...(marks ? { marks } : {}) }, measure);

const pair = (text: string): DesignModel => ({
  contexts: [],
  nodes: [node(['a', 'service', 'A']), node(['b', 'service', 'B'])],
  links: links(text),
});

describe('the words on a line', () => {
  it('list up to three things, and count the others', () => {
    const [three] = sceneOf(pair('a > b one\na > b two\na > b three')).edges;
    const [five] = sceneOf(pair('a > b one\na > b two\na > b three\na > b four\na > b five')).edges;
    expect(three?.lines).toEqual(['one', 'two', 'three']);
    expect(five?.lines).toEqual(['one', 'two', '+3 more']);
  });

  it('say what a version changed, not by colour alone', () => {
    const marks = { nodes: {}, links: { 0: 'added' as const } };
    expect(sceneOf(pair('a > b REST'), marks).edges[0]?.lines).toEqual(['REST · new']);
    expect(sceneOf(pair('a > b'), marks).edges[0]?.lines).toEqual(['new']);
  });
});

describe('a broker', () => {
  it('stands under those that talk through it, and above those that only hear', () => {
    const scene = sceneOf(shop);
    const nameOf = (id: string) => shop.nodes[Number(id.slice(1))]?.name;
    const flows = flowsOf(scene, true).filter(({ edge }) => edge.kind === 'async');
    expect(flows.map(({ upper, lower, reversed }) => [nameOf(upper), nameOf(lower), reversed])).toEqual([
      ['User Service', 'Kafka', false],
      ['Order Service', 'Kafka', false],
      ['Payment Service', 'Kafka', true],
      ['Payment Service', 'Kafka', false],
      ['Order Service', 'Kafka', true],
      ['Kafka', 'Notification Service', false],
    ]);
  });

  it('is wider the more runs through it', () => {
    const width = (model: DesignModel) =>
      sceneOf(model).boxes.find(({ kind }) => kind === 'broker')?.width ?? 0;
    const quiet = { ...shop, links: shop.links.filter(({ event }) => event === 'all events') };
    expect(width(shop)).toBeGreaterThan(width(quiet));
  });
});

describe('many alike lines of one box', () => {
  it('leave it as one', () => {
    const bundles = flowsOf(sceneOf(system('fan-out').model), true).map(({ bundle }) => bundle?.id);
    expect(bundles.filter((id) => id !== undefined)).toHaveLength(10);
    expect(new Set(bundles).size).toBe(2);
  });

  it('stay apart where they are few', () => {
    expect(flowsOf(sceneOf(shop), true).every(({ bundle }) => bundle === undefined)).toBe(true);
  });
});
