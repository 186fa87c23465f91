import { createHash } from 'node:crypto';
import { type CountTokensRequest, toBlocks } from './wire.ts';

type CacheUsage = {
  inputTokens: number;
  createdTokens: number;
  created5mTokens: number;
  created1hTokens: number;
  readTokens: number;
};

export type CachePlan = { usage: CacheUsage; totalTokens: number; commit: () => void };

type PromptCache = {
  /** Reads the cache for a request. What it writes becomes usable with `commit`: when the answer has begun. */
  plan: (request: CountTokensRequest, body: unknown) => CachePlan;
};

const minutesMs = 60_000;
const ttlMs = { '5m': 5 * minutesMs, '1h': 60 * minutesMs } as const;
type Ttl = keyof typeof ttlMs;

/** A mark finds entries at its own block and the 19 before it: 20 positions. */
const lookBackBlocks = 20;

/** Prefixes below this are silently not cached. Models that are not listed have the floor of the 5.5 family. */
const floorByModel: Record<string, number> = {
  'claude-sonnet-5': 1024,
  'claude-opus-4-8': 1024,
  'claude-haiku-4-5': 4096,
};
const defaultFloor = 512;

type Block = { json: string; tokens: number; mark: Ttl | undefined; cacheable: boolean };

/** Prompt caching as the API does it: byte-exact prefixes in the order tools, system, messages, per model. */
export function createPromptCache(now: () => number): PromptCache {
  const entries = new Map<string, { expiresAt: number; ttl: Ttl }>();
  return { plan };

  function plan(request: CountTokensRequest, body: unknown): CachePlan {
    const blocks = listBlocks(request, body);
    const prefixes = hashPrefixes(request.model, blocks);
    const floor = floorByModel[request.model] ?? defaultFloor;
    const marks = blocks.flatMap((block, index) =>
      block.mark !== undefined && (prefixes[index]?.tokens ?? 0) >= floor ? [{ index, ttl: block.mark }] : [],
    );
    const hit = findHit(marks, prefixes);
    const readTokens = hit === undefined ? 0 : (prefixes[hit]?.tokens ?? 0);
    const created = { '5m': 0, '1h': 0 };
    let covered = readTokens;
    for (const { index, ttl } of marks) {
      const tokens = prefixes[index]?.tokens ?? 0;
      if (tokens > covered) {
        created[ttl] += tokens - covered;
        covered = tokens;
      }
    }
    const totalTokens = prefixes.at(-1)?.tokens ?? 0;
    return {
      totalTokens,
      usage: {
        inputTokens: totalTokens - covered,
        createdTokens: created['5m'] + created['1h'],
        created5mTokens: created['5m'],
        created1hTokens: created['1h'],
        readTokens,
      },
      commit: () => {
        for (const { index, ttl } of marks) {
          const key = prefixes[index]?.hash;
          if (key !== undefined) entries.set(key, { ttl, expiresAt: now() + ttlMs[ttl] });
        }
        const key = hit === undefined ? undefined : prefixes[hit]?.hash;
        const entry = key === undefined ? undefined : entries.get(key);
        // Reading a prefix keeps it alive for its own time again.
        if (entry !== undefined) entry.expiresAt = now() + ttlMs[entry.ttl];
      },
    };
  }

  function findHit(marks: { index: number }[], prefixes: Prefix[]): number | undefined {
    let best: number | undefined;
    for (const { index } of marks) {
      for (let at = index; at > index - lookBackBlocks && at >= 0; at--) {
        const entry = entries.get(prefixes[at]?.hash ?? '');
        if (entry === undefined || entry.expiresAt <= now()) continue;
        if (best === undefined || at > best) best = at;
        break;
      }
    }
    return best;
  }
}

type Prefix = { hash: string; tokens: number };

function hashPrefixes(model: string, blocks: readonly Block[]): Prefix[] {
  let hash = createHash('sha256').update(model).digest('base64');
  let tokens = 0;
  return blocks.map((block) => {
    hash = createHash('sha256').update(hash).update('\n').update(block.json).digest('base64');
    tokens += block.tokens;
    return { hash, tokens };
  });
}

/** `body` is the request as it came: the validated copy may have its keys in another order. */
function listBlocks(request: CountTokensRequest, body: unknown): Block[] {
  const tools = arrayAt(body, 'tools').map((tool) => toBlock('tool', tool));
  const system = contentAt(body, 'system').map((block) => toBlock('system', block));
  const settings = JSON.stringify([request.tool_choice ?? null, request.thinking ?? null]);
  const messages = arrayAt(body, 'messages').flatMap((message) =>
    contentAt(message, 'content').map((block) =>
      // Another tool choice or thinking setting makes cached messages useless, not cached tools and system.
      toBlock(`${settings}${String(read(message, 'role'))}`, block),
    ),
  );
  const blocks = [...tools, ...system, ...messages];
  if (request.cache_control) {
    const last = blocks.findLast((block) => block.cacheable);
    if (last !== undefined) last.mark ??= request.cache_control.ttl ?? '5m';
  }
  return blocks;
}

function toBlock(role: string, value: unknown): Block {
  const mark = read(value, 'cache_control');
  const json = JSON.stringify(value, (key, child: unknown) => (key === 'cache_control' ? undefined : child));
  const type = read(value, 'type');
  return {
    json: `${role}\n${json}`,
    tokens: estimateTokens(contentChars(value, json)),
    mark: mark === undefined || mark === null ? undefined : read(mark, 'ttl') === '1h' ? '1h' : '5m',
    cacheable: type !== 'thinking' && type !== 'redacted_thinking',
  };
}

function contentChars(value: unknown, json: string): number {
  const text = read(value, 'text') ?? read(value, 'thinking');
  return typeof text === 'string' ? text.length : json.length;
}

/** Four characters a token: near enough for English prose and JSON, and easy to reckon with in a test. */
export function estimateTokens(chars: number): number {
  return Math.ceil(chars / 4);
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function arrayAt(value: unknown, key: string): unknown[] {
  const found = read(value, key);
  return Array.isArray(found) ? found : [];
}

function contentAt(value: unknown, key: string): unknown[] {
  const found = read(value, key);
  if (typeof found === 'string') return toBlocks(found);
  return Array.isArray(found) ? found : [];
}
