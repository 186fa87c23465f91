import type { z } from 'zod';
import { invalidRequest, type Refusal } from './refusal.ts';
import { checkMessages } from './validate-messages.ts';
import { checkTools } from './validate-tools.ts';
import {
  type CountTokensRequest,
  countTokensSchema,
  type ModelRequest,
  messagesSchema,
  toBlocks,
} from './wire.ts';

export type Checked<T> = { kind: 'ok'; request: T } | { kind: 'refused'; refusal: Refusal };

/** A request above this must stream: the API expects it to take longer than ten minutes (128,000 tokens an hour). */
const maxTokensWithoutStream = 21_333;
const maxOutputTokens = 128_000;

/** Decides as the Messages API would whether a body is taken; the refusal's message starts with the place. */
export function checkMessagesRequest(body: unknown, strict = true): Checked<ModelRequest> {
  const parsed = messagesSchema.safeParse(body);
  if (!parsed.success) return { kind: 'refused', refusal: shapeRefusal(parsed.error, body) };
  const request = parsed.data;
  if (!strict) return { kind: 'ok', request };
  const message = checkSampling(request) ?? checkContent(request);
  return message === undefined
    ? { kind: 'ok', request }
    : { kind: 'refused', refusal: invalidRequest(message) };
}

export function checkCountTokensRequest(body: unknown): Checked<CountTokensRequest> {
  const parsed = countTokensSchema.safeParse(body);
  if (!parsed.success) return { kind: 'refused', refusal: shapeRefusal(parsed.error, body) };
  const message = checkContent(parsed.data);
  return message === undefined
    ? { kind: 'ok', request: parsed.data }
    : { kind: 'refused', refusal: invalidRequest(message) };
}

function checkSampling(request: ModelRequest): string | undefined {
  for (const field of ['temperature', 'top_p', 'top_k'] as const) {
    if (request[field] !== undefined) return `${field}: this model does not take sampling parameters`;
  }
  if (request.max_tokens > maxOutputTokens) {
    return `max_tokens: ${request.max_tokens} > ${maxOutputTokens}, which is the maximum allowed number of output tokens for ${request.model}`;
  }
  if (request.stream !== true && request.max_tokens > maxTokensWithoutStream) {
    return `max_tokens: streaming is required for more than ${maxTokensWithoutStream} output tokens`;
  }
  if (request.stop_sequences?.some((sequence) => sequence.trim() === '')) {
    return 'stop_sequences: each stop sequence must contain non-whitespace';
  }
  return undefined;
}

function checkContent(request: CountTokensRequest): string | undefined {
  if (request.model.trim() === '') return 'model: String should have at least 1 character';
  if (request.tool_choice?.type === 'any' || request.tool_choice?.type === 'tool') {
    return `tool_choice: forcing a tool ("${request.tool_choice.type}") is not supported by this model; use "auto"`;
  }
  if (request.tool_choice !== undefined && (request.tools ?? []).length === 0) {
    return 'tool_choice: may only be specified while providing tools';
  }
  if (request.thinking?.type === 'disabled')
    return 'thinking.type: "disabled" is not supported by this model';
  if (Array.isArray(request.system)) {
    for (const [index, block] of request.system.entries()) {
      if (block.text === '') return `system.${index}.text: text content blocks must be non-empty`;
      if (block.text.trim() === '')
        return `system.${index}.text: text content blocks must contain non-whitespace text`;
    }
  }
  return checkTools(request.tools ?? []) ?? checkMessages(request) ?? checkCacheMarks(request);
}

function checkCacheMarks(request: CountTokensRequest): string | undefined {
  const marks = [
    ...(request.tools ?? []).map((tool) => tool.cache_control),
    ...(Array.isArray(request.system) ? request.system.map((block) => block.cache_control) : []),
    ...request.messages.flatMap((message) =>
      toBlocks(message.content).map((block) => ('cache_control' in block ? block.cache_control : undefined)),
    ),
    request.cache_control,
  ].filter((mark) => mark !== undefined && mark !== null);
  if (marks.length > 4) {
    return `A maximum of 4 blocks with cache_control may be provided. Found ${marks.length}.`;
  }
  let short = false;
  for (const mark of marks) {
    const hour = typeof mark === 'object' && 'ttl' in mark && mark.ttl === '1h';
    if (hour && short) return 'cache_control: a ttl of "1h" must not come after a ttl of "5m"';
    if (!hour) short = true;
  }
  return undefined;
}

function shapeRefusal(error: z.ZodError, body: unknown): Refusal {
  const issue = deepest(error.issues);
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return invalidRequest(`${path === '' ? key : `${path}.${key}`}: Extra inputs are not permitted`);
  }
  const missing = issue.code === 'invalid_type' && valueAt(body, issue.path) === undefined;
  return invalidRequest(`${path === '' ? 'body' : path}: ${missing ? 'Field required' : issue.message}`);
}

type Issue = z.ZodError['issues'][number];

/** Inside a union the branch that got furthest is the one that was meant. */
function deepest(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): Issue {
  const [first] = issues;
  if (first === undefined) return { code: 'custom', path: [], message: 'Invalid request', input: undefined };
  const issue = { ...first, path: [...prefix, ...first.path] };
  if (issue.code !== 'invalid_union') return issue;
  const branches = issue.errors
    .filter((branch) => branch.length > 0)
    .map((branch) => deepest(branch, issue.path))
    .sort((a, b) => b.path.length - a.path.length);
  const [best] = branches;
  return best !== undefined && best.path.length > issue.path.length ? best : issue;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current: unknown = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}
