import { describe, expect, it } from 'vitest';
import type { Drawing, Picture } from '../../../src/core/design/diagram/drawing.ts';
import type { Design } from '../../../src/core/design/document.ts';
import { type DesignToPresent, presentDesign } from '../../../src/core/design/present-design.ts';
import { NO_SOURCES } from '../../../src/core/design/sources/sources.ts';
import type { Workshop } from '../../../src/core/design/workshop.ts';
import { AppError } from '../../../src/core/errors.ts';
import { aDesign } from '../../fakes/design.ts';

const REVIEW = { checks: 3, validContracts: 0, findings: [] };

/** Draws by saying what it was given; `refuses` is what it can't draw. */
function aWorkshop(refuses: (drawing: Drawing) => boolean = () => false) {
  const drawn: Drawing[] = [];
  const workshop: Workshop = {
    async readSources(design) {
      const operations = design.contracts.map(({ content }) =>
        [...content.matchAll(/op (\S+)/g)].map(([, id = '']) => ({ id, signature: id })),
      );
      return { ...NO_SOURCES, operations };
    },
    drawChart: async () => undefined,
    async draw(drawings): Promise<Picture[]> {
      const possible = drawings.filter((drawing) => !refuses(drawing));
      drawn.push(...possible);
      return possible.map(({ name, title }) => ({
        name,
        title,
        altText: title,
        width: 1,
        height: 1,
        svg: '<svg/>',
        png: 'iVBORw==',
      }));
    },
  };
  return { drawn, workshop };
}

function present(
  change: Partial<DesignToPresent> = {},
  { workshop } = aWorkshop(),
  scope: 'chat' | 'all' | 'card' = 'chat',
) {
  return presentDesign(
    { design: aDesign(), version: 1, review: REVIEW, numbers: [1, 2], ...change },
    workshop,
    scope,
  );
}

/** The same design with one more service that takes refunds. */
function withRefunds(): Design {
  const design = aDesign();
  if (!design.model) throw new Error('no model');
  const { contexts, nodes, links } = design.model;
  const refund = {
    id: 'refund',
    name: 'Refund service',
    kind: 'service' as const,
    owns: [],
    existing: false,
  };
  return {
    ...design,
    model: {
      contexts,
      nodes: [...nodes, refund],
      links: [...links, { from: 'order', to: 'refund', kind: 'sync' }],
    },
    contracts: design.contracts.map((contract) => ({ ...contract, content: 'op POST/refunds' })),
  };
}

const names = ({ files }: { files: { name: string }[] }) => files.map((file) => file.name);

describe('a design that is presented', () => {
  it('shows the compact picture, and hands over the full one with the other files', async () => {
    const presented = await present();
    expect(presented.picture?.name).toBe('diagram');
    expect(presented.changes).toBeUndefined();
    expect(names(presented)).toContain('diagram-full.png');
    expect(names(presented)).not.toContain('diagram.png');
    expect(names(await present({}, aWorkshop(), 'all'))).toEqual(
      expect.arrayContaining(['diagram.png', 'outline.txt', 'design.zip']),
    );
  });

  it('of a later version shows what changed in it, and hands over the new system', async () => {
    const shop = aWorkshop();
    const previous = { design: aDesign(), version: 1 };
    const presented = await present({ design: withRefunds(), version: 2, previous }, shop);
    expect(presented.picture?.name).toBe('changes');
    expect(presented.changes).toMatchObject({
      from: 1,
      to: 2,
      nodes: [{ mark: 'added', what: 'Refund service' }],
      links: [{ mark: 'added', what: 'Order service → Refund service' }],
      contracts: [{ mark: 'added', what: 'POST/refunds', detail: 'Order service' }],
    });
    const [changes, ...others] = shop.drawn;
    expect(changes?.marks?.nodes).toEqual({ refund: 'added' });
    expect(others.map(({ name, marks }) => [name, marks])).toEqual([
      ['diagram', undefined],
      ['diagram-full', undefined],
    ]);
    const written = presented.files.find((file) => file.name === 'design.md');
    expect(written?.content).toContain('## What changed since version 1');
    expect(written?.content).toContain('- \\+ **Refund service**');
  });

  it('of a later version with the same structure shows that structure', async () => {
    const previous = { design: aDesign({ openQuestions: [] }), version: 1 };
    const presented = await present({ version: 2, previous });
    expect(presented.picture?.name).toBe('diagram');
    expect(presented.changes?.others).toHaveLength(1);
  });

  it('of a later version that needs no structure any more shows what went away', async () => {
    const previous = { design: aDesign(), version: 1 };
    const presented = await present({ design: aDesign({ model: null }), version: 2, previous });
    expect(presented.picture?.name).toBe('changes');
    expect(Object.values(presented.changes?.marks.nodes ?? {})).toEqual(['removed', 'removed', 'removed']);
  });

  it('hands over the compact picture where the full one can not be drawn', async () => {
    const presented = await present(
      {},
      aWorkshop((drawing) => drawing.profile === 'full'),
    );
    expect(names(presented)).toContain('diagram.png');
    const written = presented.files.find((file) => file.name === 'design.md')?.content;
    expect(written).toContain('](diagram.png)');
    expect(written).not.toContain('diagram-full');
  });

  it('that is shown again draws what its message shows alone, and names the same files', async () => {
    const shop = aWorkshop();
    const card = await present({}, shop, 'card');
    expect(shop.drawn.map(({ name }) => name)).toEqual(['diagram']);
    expect(card.picture?.name).toBe('diagram');
    expect(names(card)).toEqual(names(await present()));
  });

  it('is compared without what its texts say when they can not be read', async () => {
    const { workshop } = aWorkshop();
    const broken = {
      ...workshop,
      readSources: () => Promise.reject(new AppError('thread-failed', { retry: 'backoff' })),
    };
    const previous = { design: aDesign(), version: 1 };
    const shop = { drawn: [], workshop: broken };
    const presented = await present({ design: withRefunds(), version: 2, previous }, shop);
    expect(presented.changes).toMatchObject({
      nodes: [{ mark: 'added', what: 'Refund service' }],
      contracts: [{ mark: 'changed' }],
    });
  });

  it('is complete without any picture', async () => {
    const presented = await present(
      {},
      aWorkshop(() => true),
    );
    expect(presented.picture).toBeUndefined();
    expect(names(presented)).toEqual([
      'design.md',
      'order.yaml',
      '0001-architecture-option-for-food-delivery-for-one-city.md',
      '0002-use-an-event-bus-between-services.md',
      'design.json',
      'design.zip',
    ]);
  });
});
