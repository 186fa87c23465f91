import { describe, expect, it } from 'vitest';
import { writeOutline } from '../../../src/core/design/artifacts/outline.ts';
import { HOSTILE_TEXTS, hostileModel } from './hostile-texts.ts';
import { SAMPLE_DESIGN, textsOf } from './sample-design.ts';

const model = SAMPLE_DESIGN.model ?? { contexts: [], nodes: [], links: [] };

/** What is said of each part, by its name. */
function partsOf(outline: string): Map<string, string[]> {
  const parts = outline.split('\n\n').map((part) =>
    part
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  );
  return new Map(parts.map(([first = '', ...rest]) => [first.split(':')[0] ?? '', [first, ...rest]]));
}

describe('the outline', () => {
  it('says of each part what it is, and whom it talks to', () => {
    const parts = partsOf(writeOutline(model));
    expect(parts.get('Orders')).toEqual([
      'Orders: service, Node.js, port 8080, new.',
      'Does: Takes orders.',
      'Owns: order; Orders DB.',
      'Publishes: orders.order.placed through Event bus (when paid).',
      'Stores in: Orders DB.',
    ]);
    expect(parts.get('Orders DB')).toEqual(['Orders DB: database, existing.', 'Used by: Orders.']);
    expect(parts.get('Oven plan')).toContain('Hears: orders.order.placed from Event bus over NATS.');
    expect(parts.get('Event bus')).toEqual([
      'Event bus: broker, NATS, new.',
      'Delivers: orders.order.placed to Oven plan over NATS.',
      'Takes: orders.order.placed from Orders (when paid).',
    ]);
  });

  it('goes from context to context', () => {
    const order = [
      'Bounded context Sales:',
      'Orders:',
      'Bounded context Bakery floor:',
      'Oven plan:',
      'Event bus:',
    ];
    const outline = writeOutline(model);
    const places = order.map((text) => outline.indexOf(`\n${text}`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('leaves nothing of the model out', () => {
    const outline = writeOutline(model);
    for (const text of textsOf({ ...SAMPLE_DESIGN, model })) {
      if (textsOf({ ...SAMPLE_DESIGN, model: null }).includes(text)) continue;
      expect(outline).toContain(text.trim());
    }
  });

  it('says which ends of links are unknown', () => {
    const links = [
      { from: 'orders', to: 'ghost', kind: 'sync' as const, protocol: 'REST', label: 'look up' },
      { from: 'nobody', to: 'ghost', kind: 'async' as const, event: 'lost' },
    ];
    const outline = writeOutline({ ...model, links });
    expect(outline).toContain('Calls: ghost (unknown) over REST (look up).');
    expect(outline).toContain('Links between unknown parts: nobody (unknown) to ghost (unknown) (lost).');
  });

  it.each(HOSTILE_TEXTS)('%j adds no line and no invisible character', (text) => {
    const outline = writeOutline(hostileModel(text));
    const lines = outline.split('\n').filter((line) => line !== '');
    for (const line of lines) expect(line).toMatch(/^(?: {2}[A-Z][a-z]+(?: [a-z]+)?: )?.*[.!?…:]$/u);
    expect(outline).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
  });

  it('of an empty model says so', () => {
    expect(writeOutline({ contexts: [], nodes: [], links: [] })).toBe(
      '0 bounded contexts, 0 parts, 0 links.\n',
    );
  });
});
