import { describe, expect, it } from 'vitest';
import { altText } from '../../../../src/core/design/diagram/alt-text.ts';
import { sketchOf } from '../../../../src/core/design/diagram/build-scene.ts';
import type { Drawing } from '../../../../src/core/design/diagram/drawing.ts';
import { SYSTEMS, system } from './systems.ts';

const textOf = (drawing: Drawing) => altText(drawing, sketchOf(drawing));

describe('the alternative text', () => {
  it('says what there is and what runs between it', () => {
    const text = textOf({ name: 'x', title: 'Greeting', profile: 'compact', model: system('two').model });
    expect(text).toContain('Greeting');
    expect(text).toContain('Hello calls World (greet · HTTPS)');
  });

  it('begins with what a version changed', () => {
    const { model, marks = { nodes: {}, links: {} } } = system('shop-changed');
    const text = textOf({ name: 'x', title: 'Shop', profile: 'compact', model, marks });
    expect(text.indexOf('New: Refund Service')).toBeLessThan(text.indexOf('calls'));
    expect(text).toContain('Removed: Notification Service, Email / SMS');
  });

  it('stays within what chats keep, in whole sentences', () => {
    for (const { model, marks } of SYSTEMS) {
      const text = textOf({ name: 'x', title: 'T', profile: 'full', model, ...(marks ? { marks } : {}) });
      expect(text.length).toBeLessThanOrEqual(1_000);
      expect(text).toMatch(/[.…]$/);
    }
  });

  it('is cut where one sentence alone would be too long', () => {
    const { model } = system('one');
    expect(
      textOf({ name: 'x', title: 'T'.repeat(2_000), profile: 'full', model }).length,
    ).toBeLessThanOrEqual(1_000);
  });
});
