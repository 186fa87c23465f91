import { z } from 'zod';

const id = z.string().min(1).max(80);
const line = z.string().max(400);
const text = z.string().max(20_000);
const list = <T extends z.ZodType>(item: T, most: number) => z.array(item).max(most);

/** Kinds of a node; the picture draws each in its own shape. */
export const NODE_KINDS = [
  'service',
  'gateway',
  'frontend',
  'worker',
  'database',
  'cache',
  'broker',
  'storage',
  'external',
] as const;

/** Those that keep data for others. */
export const STORE_KINDS: readonly (typeof NODE_KINDS)[number][] = ['database', 'cache', 'storage'];

const node = z.object({
  id,
  name: z.string().min(1).max(120),
  kind: z.enum(NODE_KINDS),
  context: id.optional().describe('Id of its bounded context.'),
  technology: z.string().max(120).optional(),
  responsibility: line.optional(),
  owns: list(z.string().max(120), 100).describe('Data it owns, and its stores by id.'),
  port: z.number().int().min(1).max(65_535).optional(),
  existing: z.boolean().describe('True for what is there already.'),
});

const link = z.object({
  from: id.describe('The caller or producer.'),
  to: id.describe('The called; through a broker: producer → broker → consumer.'),
  kind: z.enum(['sync', 'async', 'data']),
  protocol: z.string().max(60).optional(),
  label: z.string().max(120).optional(),
  event: z.string().max(160).optional(),
});

const option = z.object({
  name: z.string().min(1).max(160),
  summary: z.string().max(2_000),
  pros: list(line, 20),
  cons: list(line, 20),
  complexity: z.enum(['low', 'medium', 'high']),
  cost: line,
  recommended: z.boolean(),
});

/** The one artefact of a design; everything people see is derived from it. Nothing is cut: too long is refused. */
export const designSchema = z.object({
  title: z.string().min(1).max(120),
  summary: z.string().min(1).max(600),
  assumptions: list(z.string().max(1_000), 60),
  sections: list(z.object({ heading: z.string().min(1).max(160), markdown: text }), 40),
  options: list(option, 10),
  model: z
    .object({
      contexts: list(z.object({ id, name: z.string().min(1).max(120) }), 60),
      nodes: list(node, 200),
      links: list(link, 600),
    })
    .nullable()
    .describe('Null only for advice that changes no structure.'),
  contracts: list(
    z.object({
      service: id,
      format: z.enum(['openapi', 'asyncapi', 'protobuf']),
      filename: z.string().min(1).max(160),
      content: z.string().max(200_000),
    }),
    60,
  ),
  decisions: list(
    z.object({
      title: z.string().min(1).max(200),
      status: z.string().max(40).describe('proposed, accepted, rejected or superseded'),
      context: text,
      decision: text,
      consequences: text,
      alternatives: list(z.string().max(1_000), 20),
    }),
    40,
  ),
  risks: list(
    z.object({
      risk: z.string().max(1_000),
      likelihood: z.string().max(40).describe('low, medium or high'),
      impact: z.string().max(40).describe('low, medium or high'),
      mitigation: z.string().max(2_000),
    }),
    60,
  ),
  checklist: list(
    z.object({ item: line, status: z.enum(['ok', 'risk', 'unknown']), note: z.string().max(1_000) }),
    60,
  ),
  escalations: list(z.string().max(1_000), 30),
  openQuestions: list(z.string().max(1_000), 40),
});

export type Design = z.infer<typeof designSchema>;
export type DesignModel = NonNullable<Design['model']>;
export type DesignNode = DesignModel['nodes'][number];
export type DesignLink = DesignModel['links'][number];

/** Problems of a value that is no design document, one line each: where, and what is wrong. */
export function parseDesign(value: unknown): { design: Design } | { problems: string[] } {
  const parsed = designSchema.safeParse(value);
  if (parsed.success) return { design: parsed.data };
  return {
    problems: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'document'}: ${issue.message}`),
  };
}
