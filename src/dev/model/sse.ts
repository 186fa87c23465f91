import { randomBytes } from 'node:crypto';
import { type CachePlan, estimateTokens } from './prompt-cache.ts';
import { signThinking } from './thinking.ts';
import type { Reply, ReplyBlock, StopReason } from './wire.ts';

type Json = Record<string, unknown>;

export type SseEvent = { event: string; data: Json };

/** An answer as the API gives it: with ids, signatures and usage. */
export type Answer = { message: Json; events: SseEvent[] };

/** Pieces in which text and tool input arrive; about what a reader sees as one push. */
const textPieceChars = 24;
const jsonPieceChars = 160;

export function buildAnswer(reply: Reply, model: string, maxTokens: number, cache: CachePlan): Answer {
  const fitted = fitTokens(reply, maxTokens);
  const stopReason = fitted.stopReason ?? (hasToolUse(fitted.content) ? 'tool_use' : 'end_turn');
  const blocks = fitted.content.map((block) => toWireBlock(block, model));
  const usage = toUsage(cache, blocks);
  const message = {
    id: newId('msg'),
    type: 'message',
    role: 'assistant',
    model,
    content: blocks.map((block) => block.whole),
    container: null,
    diagnostics: null,
    stop_reason: stopReason,
    stop_sequence: null,
    stop_details: stopDetails(stopReason),
    usage,
  };
  return { message, events: toEvents(message, blocks, usage) };
}

function toEvents(message: Json, blocks: readonly WireBlock[], usage: Json): SseEvent[] {
  const start = {
    ...message,
    content: [],
    stop_reason: null,
    stop_details: null,
    usage: { ...usage, output_tokens: 1 },
  };
  const events: SseEvent[] = [
    { event: 'message_start', data: { type: 'message_start', message: start } },
    { event: 'ping', data: { type: 'ping' } },
  ];
  for (const [index, block] of blocks.entries()) {
    events.push({
      event: 'content_block_start',
      data: { type: 'content_block_start', index, content_block: block.start },
    });
    for (const delta of block.deltas) {
      events.push({ event: 'content_block_delta', data: { type: 'content_block_delta', index, delta } });
    }
    events.push({ event: 'content_block_stop', data: { type: 'content_block_stop', index } });
  }
  events.push({
    event: 'message_delta',
    data: {
      type: 'message_delta',
      delta: {
        container: null,
        stop_reason: message.stop_reason,
        stop_sequence: null,
        stop_details: message.stop_details,
      },
      usage,
    },
  });
  events.push({ event: 'message_stop', data: { type: 'message_stop' } });
  return events;
}

type WireBlock = { whole: Json; start: Json; deltas: Json[]; tokens: number; thinking: boolean };

function toWireBlock(block: ReplyBlock, model: string): WireBlock {
  switch (block.type) {
    case 'text':
      return {
        whole: { type: 'text', text: block.text, citations: null },
        start: { type: 'text', text: '', citations: null },
        deltas: pieces(block.text, textPieceChars).map((text) => ({ type: 'text_delta', text })),
        tokens: estimateTokens(block.text.length),
        thinking: false,
      };
    case 'thinking': {
      const signature = signThinking(model, block.thinking);
      return {
        whole: { type: 'thinking', thinking: block.thinking, signature },
        start: { type: 'thinking', thinking: '', signature: '' },
        deltas: [
          ...pieces(block.thinking, textPieceChars).map((thinking) => ({ type: 'thinking_delta', thinking })),
          { type: 'signature_delta', signature },
        ],
        tokens: estimateTokens(block.thinking.length),
        thinking: true,
      };
    }
    case 'tool_use': {
      const id = block.id ?? newId('toolu');
      const json = JSON.stringify(block.input);
      return {
        whole: { type: 'tool_use', id, name: block.name, input: block.input },
        start: { type: 'tool_use', id, name: block.name, input: {} },
        // The API begins a tool's input with an empty piece.
        deltas: ['', ...pieces(json, jsonPieceChars)].map((partial_json) => ({
          type: 'input_json_delta',
          partial_json,
        })),
        tokens: estimateTokens(json.length),
        thinking: false,
      };
    }
    default:
      return block satisfies never;
  }
}

function toUsage(cache: CachePlan, blocks: readonly WireBlock[]): Json {
  const tokens = (some: readonly WireBlock[]) => some.reduce((sum, block) => sum + block.tokens, 0);
  return {
    input_tokens: cache.usage.inputTokens,
    cache_creation_input_tokens: cache.usage.createdTokens,
    cache_read_input_tokens: cache.usage.readTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: cache.usage.created5mTokens,
      ephemeral_1h_input_tokens: cache.usage.created1hTokens,
    },
    output_tokens: Math.max(1, tokens(blocks)),
    output_tokens_details: { thinking_tokens: tokens(blocks.filter((block) => block.thinking)) },
    inference_geo: null,
    server_tool_use: null,
    service_tier: 'standard',
    speed: null,
  };
}

/** An answer longer than `max_tokens` ends in the middle, as the real one would; a cut tool call is left out. */
function fitTokens(reply: Reply, maxTokens: number): Reply {
  const content: ReplyBlock[] = [];
  let left = maxTokens;
  for (const block of reply.content) {
    const text = block.type === 'tool_use' ? JSON.stringify(block.input) : blockText(block);
    const tokens = estimateTokens(text.length);
    if (tokens > left) {
      const part = block.type === 'text' ? block.text.slice(0, left * 4) : '';
      if (part.trim() !== '') content.push({ type: 'text', text: part });
      return { content, stopReason: 'max_tokens' };
    }
    content.push(block);
    left -= tokens;
  }
  return { ...reply, content };
}

function blockText(block: Exclude<ReplyBlock, { type: 'tool_use' }>): string {
  return block.type === 'text' ? block.text : block.thinking;
}

function hasToolUse(content: readonly ReplyBlock[]): boolean {
  return content.some((block) => block.type === 'tool_use');
}

function stopDetails(reason: StopReason): Json | null {
  return reason === 'refusal' ? { type: 'refusal', category: null, explanation: null } : null;
}

/** Cuts between code points, so that no piece ends in half an emoji. */
function pieces(text: string, size: number): string[] {
  const points = Array.from(text);
  const found: string[] = [];
  for (let at = 0; at < points.length; at += size) found.push(points.slice(at, at + size).join(''));
  return found;
}

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}
