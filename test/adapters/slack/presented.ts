import type { Reply } from '../../../src/core/chat/reply.ts';
import type { Changes } from '../../../src/core/design/compare/changes.ts';
import type { Picture } from '../../../src/core/design/diagram/drawing.ts';
import type { Design } from '../../../src/core/design/document.ts';
import type { PresentedDesign } from '../../../src/core/design/presented-design.ts';
import { EMPTY_DESIGN, SAMPLE_DESIGN, textsOf } from '../../core/design/sample-design.ts';
import { FOOTER, NASTY, OTHERS, REF } from './given.ts';

const HUGE_DESIGN: Design = {
  ...SAMPLE_DESIGN,
  title: '设'.repeat(120),
  summary: '计'.repeat(600),
  sections: Array.from({ length: 40 }, (_, n) => ({
    heading: `Section ${n}`,
    markdown: 'words, and words. '.repeat(1_100),
  })),
  options: Array.from({ length: 10 }, (_, n) => ({
    name: '选'.repeat(159) + n,
    summary: '项'.repeat(2_000),
    pros: [],
    cons: [],
    complexity: 'high' as const,
    cost: '钱'.repeat(400),
    recommended: n === 0,
  })),
};

/** One grey pixel. */
export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

export const PICTURE: Picture = {
  name: 'diagram',
  title: 'Ordering for a bakery chain',
  altText: 'Orders stores in Orders DB. Orders publishes orders.order.placed; Oven plan hears it.',
  width: 700,
  height: 400,
  svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
  png: PNG,
};

/** A design with what was made of it. */
export function present(
  design: Design,
  more: Partial<PresentedDesign> = {},
): Extract<Reply, { kind: 'design' }> {
  return {
    kind: 'design',
    ref: REF,
    footer: FOOTER,
    others: OTHERS,
    design,
    version: 1,
    review: { findings: [], checks: 24, validContracts: design.contracts.length },
    files: [
      { name: 'design.md', mediaType: 'text/markdown', content: textsOf(design).join('\n') },
      { name: 'diagram.svg', mediaType: 'image/svg+xml', content: PICTURE.svg, altText: PICTURE.altText },
      { name: 'diagram-full.png', mediaType: 'image/png', content: PNG, encoding: 'base64' },
      { name: 'design.zip', mediaType: 'application/zip', content: 'UEsFBgAA', encoding: 'base64' },
    ],
    ...more,
  };
}

export const FINDINGS = [
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({
    rule: 'cycle',
    severity: 'error' as const,
    where: `model.links.${n}`,
    message: `Service ${n} waits for itself: let it listen to an event instead.`,
  })),
  {
    rule: 'event-name',
    severity: 'warning' as const,
    where: 'model.links.1',
    message: `An event is named ${NASTY}.`,
  },
  { rule: 'no-port', severity: 'info' as const, where: 'model.nodes.0', message: 'Orders has no port.' },
];

export const CHANGES: Changes = {
  from: 1,
  to: 2,
  nodes: [
    { mark: 'added', what: 'Refund service' },
    { mark: 'changed', what: 'Orders', detail: 'port: 8080 → 8081' },
    { mark: 'removed', what: 'Oven plan' },
  ],
  links: [{ mark: 'added', what: 'Orders → Refund service', detail: 'REST' }],
  contracts: [{ mark: 'added', what: 'Orders: POST /refunds' }],
  decisions: [{ mark: 'added', what: 'Refunds are asynchronous' }],
  options: [{ mark: 'changed', what: 'Services', detail: 'recommended now' }],
  others: [{ mark: 'removed', what: 'Open question: Who owns refunds?' }],
  model: SAMPLE_DESIGN.model,
  marks: { nodes: {}, links: {} },
};

const NO_CHANGES = { nodes: [], links: [], contracts: [], decisions: [], options: [] };

const MANY = Array.from({ length: 60 }, (_, n) => ({
  mark: 'added' as const,
  what: `Service ${n} ${'务'.repeat(30)}`,
  detail: NASTY,
}));

const RECORD = {
  number: 8,
  title: 'Option for Ordering',
  status: 'accepted' as const,
  threadId: REF.threadId,
  turn: 3,
};

/** Designs of every kind, and what is chosen from them. */
export const DESIGN_REPLIES: Record<string, Reply> = {
  design: present(SAMPLE_DESIGN, { picture: PICTURE }),
  'design, advice only': present(EMPTY_DESIGN, { files: [] }),
  'design, with findings': present(SAMPLE_DESIGN, {
    review: { findings: FINDINGS, checks: 24, validContracts: 1 },
    picture: { ...PICTURE, altText: '图'.repeat(1_000) },
  }),
  'design, chosen': present(SAMPLE_DESIGN, { choice: { option: 1, byId: 'U1ADA', number: 8 } }),
  'design, many options': present(
    {
      ...SAMPLE_DESIGN,
      options: [0, 1, 2, 3, 4].map((n) => ({
        name: `${NASTY} ${n}`.slice(0, 160),
        summary: NASTY,
        pros: [],
        cons: [],
        complexity: 'low',
        cost: NASTY,
        recommended: n === 2,
      })),
    },
    { picture: { ...PICTURE, title: NASTY, altText: '' } },
  ),
  'design, huge': present(HUGE_DESIGN, {
    picture: { ...PICTURE, altText: NASTY.repeat(20).slice(0, 1_000) },
    review: { findings: FINDINGS, checks: 24, validContracts: 0 },
  }),
  'design, changed': present(SAMPLE_DESIGN, { version: 2, changes: CHANGES, picture: PICTURE }),
  'design, hardly changed': present(SAMPLE_DESIGN, { version: 2, changes: { ...CHANGES, ...NO_CHANGES } }),
  'design, not changed': present(SAMPLE_DESIGN, {
    version: 3,
    changes: { ...CHANGES, ...NO_CHANGES, others: [], from: 2, to: 3 },
  }),
  'design, changed hugely': present(HUGE_DESIGN, {
    version: 2,
    changes: { ...CHANGES, nodes: MANY, links: MANY, others: MANY },
    picture: { ...PICTURE, altText: NASTY.repeat(20).slice(0, 1_000) },
    review: { findings: FINDINGS, checks: 24, validContracts: 0 },
  }),
  chosen: {
    kind: 'chosen',
    ref: REF,
    byId: 'U1ADA',
    option: 'Services',
    record: RECORD,
    superseded: [{ ...RECORD, number: 3, title: `Older ${NASTY}`, status: 'superseded', supersededBy: 8 }],
    files: [{ name: '0008-option-for-ordering.md', mediaType: 'text/markdown', content: '# Option' }],
  },
};
