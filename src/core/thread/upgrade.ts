import { z } from 'zod';
import type { TranscriptTurn } from '../turn/model.ts';
import type { ThreadState } from './state.ts';
import type { Outcome } from './store.ts';
import { unreadableThread } from './unreadable.ts';

/**
 * What is kept outlives the version that wrote it. Here, and nowhere else, what earlier ones left out is filled in, and
 * what nobody can go on with is found out. Fields that this version does not know are kept as they are: they are of one
 * to come, which may be back in a minute.
 */

const set = z.looseObject({
  questions: z.array(
    z.looseObject({
      id: z.string(),
      question: z.string(),
      options: z.array(z.string()),
      default: z.string(),
    }),
  ),
  answers: z.array(z.looseObject({ id: z.string(), answer: z.string(), answeredBy: z.string() })),
  skipped: z.array(z.string()),
});
const parked = z.looseObject({ toolUseId: z.string(), results: z.array(z.looseObject({})) });
const asked = z.looseObject({ parked, open: set }).optional();

const phase = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('uninvited') }),
  z.looseObject({
    kind: z.literal('working'),
    since: z.number(),
    claims: z.number().default(0),
    answered: asked,
  }),
  z.looseObject({ kind: z.literal('waiting'), since: z.number(), parked, open: set }),
  z.looseObject({
    kind: z.literal('done'),
    at: z.number(),
    end: z.string(),
    unanswered: asked,
    answered: asked,
  }),
]);

const delivery = z.looseObject({
  id: z.string(),
  turn: z.number(),
  target: z.enum(['root', 'receipt', 'replace', 'refresh', 'post']),
  content: z.looseObject({ kind: z.enum(['progress', 'outcome', 'choice', 'inline']) }),
});

/** At first a file had one size. */
const soughtFile = z.looseObject({
  bytes: z.union([z.array(z.number()), z.number().transform((size) => [size])]),
});

const message = z.looseObject({ authorId: z.string(), text: z.string() });

const stateSchema = z.looseObject({
  id: z.string(),
  place: z.looseObject({
    platform: z.enum(['slack', 'teams']),
    workspaceId: z.string(),
    channelId: z.string(),
    direct: z.boolean(),
    flat: z.literal(true).optional(),
  }),
  rootId: z.string().optional(),
  rootedBy: z.enum(['request', 'people']).default('request'),
  askerId: z.string(),
  agent: z.looseObject({ id: z.string(), title: z.string(), hash: z.string() }).optional(),
  quiet: z.boolean().default(false),
  turn: z.number(),
  epoch: z.number().default(0),
  phase,
  inbox: z.array(message).default([]),
  deliveries: z.array(delivery).default([]),
  receipts: z.record(z.string(), z.looseObject({ channelId: z.string(), messageId: z.string() })).default({}),
  doubts: z.array(z.looseObject({ files: z.array(soughtFile).optional() })).optional(),
  rounds: z.number().default(0),
  requests: z.array(z.looseObject({ messageId: z.string(), authorId: z.string() })).default([]),
  designs: z
    .array(z.looseObject({ turn: z.number(), version: z.number(), options: z.array(z.string()) }))
    .optional(),
});

export function readState(json: string): ThreadState {
  return read<ThreadState>(stateSchema, json);
}

const footer = z.looseObject({
  agent: z.looseObject({ id: z.string(), title: z.string(), hash: z.string() }),
});

const section = z.looseObject({
  title: z.string(),
  items: z.array(z.looseObject({ key: z.string(), title: z.string() })),
});

const outcomeSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('answer'), markdown: z.string(), footer, at: z.number().optional() }),
  z.looseObject({
    kind: z.literal('digest'),
    digest: z.looseObject({ sections: z.array(section), open: z.array(section) }),
    at: z.number(),
  }),
  z.looseObject({
    kind: z.literal('design'),
    design: z.looseObject({ title: z.string() }),
    footer,
    // Designs of before they were reviewed, numbered and counted.
    review: z
      .looseObject({ findings: z.array(z.looseObject({})) })
      .default({ findings: [], checks: 0, validContracts: 0 }),
    version: z.number().default(1),
    numbers: z.array(z.number().nullable()).default([]),
    // Only records bear it.
    at: z.number().default(0),
  }),
]);

export function readOutcome(json: string): Outcome {
  return read<Outcome>(outcomeSchema, json);
}

const words = z.looseObject({ type: z.literal('text'), text: z.string() });

const turnSchema = z.discriminatedUnion('role', [
  z.looseObject({
    role: z.literal('user'),
    content: z.array(
      z.discriminatedUnion('type', [
        words,
        z.looseObject({ type: z.literal('tool_result'), tool_use_id: z.string(), content: z.string() }),
      ]),
    ),
  }),
  z.looseObject({
    role: z.literal('assistant'),
    content: z.array(
      z.discriminatedUnion('type', [
        words,
        z.looseObject({ type: z.literal('tool_use'), id: z.string(), name: z.string() }),
        z.looseObject({ type: z.literal('opaque'), block: z.looseObject({}) }),
      ]),
    ),
  }),
]);

export function readTurn(json: string): TranscriptTurn {
  return read<TranscriptTurn>(turnSchema, json);
}

/** Throws `unreadable-thread`. The schemas ask for less than the types say: for what a run would stumble over. */
function read<T>(schema: z.ZodType, json: string): T {
  try {
    return schema.parse(JSON.parse(json)) as T;
  } catch (cause) {
    throw unreadableThread(cause);
  }
}
