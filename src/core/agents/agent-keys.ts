import { z } from 'zod';
import { type AgentProblem, DELIVERABLES, SEVERITIES } from './agent.ts';
import type { FrontMatter } from './front-matter.ts';
import type { Include } from './includes.ts';

/** What an agent may be given in `tools`, by the names that the model sees. */
const TOOL_NAMES = [
  'ask_clarifying_questions',
  'submit_design',
  'service_map',
  'list_files',
  'search_code',
  'read_file',
];

/** YAML reads `2024` and `true` as what they look like; people mean words. */
const text = z
  .union([z.string(), z.number(), z.boolean()], { error: 'must be text: put it in quotes' })
  .transform((value) => String(value).trim());

const words = (most: number) =>
  text
    .transform((value) => value.replace(/[\s\p{Cc}]+/gu, ' '))
    .refine((value) => value !== '' && value.length <= most, `must have 1 to ${most} characters`);

/** In a list, `- kafka or rabbit: which?` is a mapping to YAML and a sentence to whoever wrote it. */
const sentence = (most: number) =>
  z.preprocess((value) => {
    const [entry, more] = isMapping(value) ? Object.entries(value) : [];
    return entry && !more && typeof entry[1] === 'string' ? `${entry[0]}: ${entry[1]}` : value;
  }, words(most));

const list = <T extends z.ZodType>(item: T, most: number, hint: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z
      .array(item, { error: `must be a list, such as ${hint}` })
      .max(most, `must have at most ${most} entries`),
  );

const mapping = <T extends z.ZodRawShape>(shape: T, hint: string) =>
  z.preprocess(withoutNulls, z.object(shape, { error: `must be a mapping, such as ${hint}` }));

/** A closed set of words, so that a misspelt one is told from what is right. */
const oneOf = <T extends string>(values: readonly T[]) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

const unique = (values: string[]) =>
  new Set(values.map((value) => value.toLowerCase())).size === values.length;

const range = z
  .tuple([z.number().int().min(1).max(10), z.number().int().min(1).max(10)], {
    error: 'must be two whole numbers from 1 to 10, least and most, such as [2, 3]',
  })
  .refine(([least, most]) => least <= most, 'must begin with the smaller number, such as [2, 3]');

const severity = z.preprocess((value) => (value === false ? 'off' : value), oneOf(SEVERITIES));

const keysSchema = z.object({
  name: words(120).optional(),
  title: words(120).optional(),
  description: text.transform((value) => value.replaceAll('\\n', '\n')).optional(),
  examples: list(sentence(1_000), 200, '[first question, second question]').optional(),
  model: text
    .refine(
      (value) => value === '' || /^[A-Za-z0-9][A-Za-z0-9.:@/_-]{1,119}$/.test(value),
      'must be haiku, sonnet, opus, inherit, or the full id of a model',
    )
    .optional(),
  color: words(40).optional(),
  'argument-hint': z
    .preprocess((value) => (Array.isArray(value) ? `[${value.join(', ')}]` : value), words(400))
    .optional(),
  tools: z
    .preprocess(
      (value) =>
        typeof value === 'string'
          ? value
              .split(',')
              .map((name) => name.trim())
              .filter(Boolean)
          : value,
      z.array(text, { error: 'must be a list, such as [submit_design, read_file]' }).max(100),
    )
    .optional(),
  includes: list(words(400), 20, '[_shared/house-rules.md]').optional(),
  output: mapping(
    {
      sections: list(sentence(160), 40, '[Problem, Options, Decision]')
        .refine(unique, 'must not name a section twice')
        .optional(),
      options: range.optional(),
      deliverables: list(oneOf(DELIVERABLES), DELIVERABLES.length, '[diagram, contracts]').optional(),
      languages: list(words(80), 20, '[TypeScript, NestJS]').optional(),
    },
    'sections: [Problem, Decision]',
  ).optional(),
  clarify: mapping(
    {
      rounds: z
        .number({ error: 'must be a whole number from 0 to 10' })
        .int('must be a whole number from 0 to 10')
        .min(0, 'must be a whole number from 0 to 10')
        .max(10, 'must be a whole number from 0 to 10')
        .optional(),
      topics: list(sentence(400), 30, '[Scale, Team]').optional(),
    },
    'rounds: 2',
  ).optional(),
  rules: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,59}$/), severity, {
      error: 'must be a mapping, such as { no-contract: off }',
    })
    .optional(),
});

export type AgentKeys = z.infer<typeof keysSchema>;

const KNOWN: Record<string, readonly string[]> = {
  output: ['sections', 'options', 'deliverables', 'languages'],
  clarify: ['rounds', 'topics'],
};

/** Checks the front matter's keys: a wrong value is an error, a key or tool that is unknown here a warning. */
export function readAgentKeys(
  file: string,
  front: FrontMatter,
): { keys: AgentKeys | undefined; problems: AgentProblem[] } {
  const data = nestDotted(front.data);
  const problems = unknownKeys(data).map((path) =>
    problem(file, front, path, 'warning', `"${path.join('.')}" is not known here and is left out`),
  );
  const parsed = keysSchema.safeParse(withoutNulls(data));
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.path.map(String);
      problems.push(problem(file, front, path, 'error', `"${path.join('.')}" ${issue.message}`));
    }
    return { keys: undefined, problems };
  }
  const { tools, ...keys } = parsed.data;
  if (tools === undefined) return { keys, problems };
  const { known, unknown } = sortTools(tools);
  if (unknown.length > 0) {
    const left = known === undefined ? 'it gets all that there are' : 'they are left out';
    const message = `"tools" names ${unknown.join(', ')}, which this program does not have; ${left}`;
    problems.push(problem(file, front, ['tools'], 'warning', message));
  }
  return { keys: known === undefined ? keys : { ...keys, tools: known }, problems };
}

/** The files that a file includes by its front matter, with their lines; of an included file all that counts of it. */
export function readIncludeKey(front: FrontMatter): { includes: Include[] } | { refused: string } {
  const parsed = keysSchema
    .pick({ includes: true })
    .safeParse({ includes: front.data.includes ?? undefined });
  if (!parsed.success) return { refused: `"includes" ${parsed.error.issues[0]?.message ?? 'is wrong'}` };
  const lineOf = (index: number) => front.lines.get(`includes.${index}`) ?? front.lines.get('includes');
  const targets = parsed.data.includes ?? [];
  return { includes: targets.map((target, index) => ({ target, line: lineOf(index) ?? front.line })) };
}

/** Files of other programs name that program's tools only: they say nothing about ours. */
function sortTools(tools: string[]): { known: string[] | undefined; unknown: string[] } {
  if (tools.includes('*')) return { known: undefined, unknown: [] };
  const known = TOOL_NAMES.filter((name) => tools.includes(name));
  const unknown = tools.filter((name) => !TOOL_NAMES.includes(name));
  return { known: known.length === 0 && unknown.length > 0 ? undefined : known, unknown };
}

/** `output.sections: …` on a line of its own is the same as `sections` below `output`. */
function nestDotted(data: Record<string, unknown>): Record<string, unknown> {
  const nested = new Map<string, unknown>();
  for (const [key, value] of Object.entries(data)) {
    const [parent = '', child] = key.split('.', 2);
    if (child !== undefined && Object.hasOwn(KNOWN, parent)) {
      nested.set(parent, { ...asMapping(nested.get(parent)), [child]: value });
    } else if (Object.hasOwn(KNOWN, key) && isMapping(value)) {
      nested.set(key, { ...asMapping(nested.get(key)), ...value });
    } else nested.set(key, value);
  }
  return Object.fromEntries(nested);
}

function unknownKeys(data: Record<string, unknown>): string[][] {
  return Object.entries(data).flatMap(([key, value]) => {
    if (!Object.hasOwn(keysSchema.shape, key)) return [[key]];
    if (!Object.hasOwn(KNOWN, key) || !isMapping(value)) return [];
    return Object.keys(value).flatMap((child) => (KNOWN[key]?.includes(child) ? [] : [[key, child]]));
  });
}

function problem(
  file: string,
  front: FrontMatter,
  path: string[],
  severity: AgentProblem['severity'],
  message: string,
): AgentProblem {
  let line: number | undefined;
  for (let length = path.length; length > 0 && line === undefined; length--) {
    line = front.lines.get(path.slice(0, length).join('.'));
  }
  return { file, line: line ?? front.line, severity, message };
}

function withoutNulls(value: unknown): unknown {
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null && item !== undefined));
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function asMapping(value: unknown): Record<string, unknown> {
  return isMapping(value) ? value : {};
}
