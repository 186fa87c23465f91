import type Anthropic from '@anthropic-ai/sdk';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages';
import type { Model, ModelEvent, ModelReply } from '../../core/turn/model.ts';
import { type AnthropicOptions, createClient } from './client.ts';
import { toModelError } from './errors.ts';
import { toReply } from './reply.ts';
import { toParams } from './request.ts';

/** The largest answer asked for: twice a whole design with its contracts, which takes about 30,000. */
const MAX_TOKENS = 64_000;

/** A stream that says nothing for this long is taken for dead; hidden thinking may be silent for minutes. */
const SILENCE_MS = 300_000;

/** Fields of a half-written JSON object are looked for at most this often, in characters of input. */
const KEY_SCAN_STEP = 200;

/** The Messages API. How long a person waits is decided in one place, `callModel`. */
export function createAnthropicModel(options: AnthropicOptions): Model {
  const client = createClient(options);

  return {
    async reply(request, signal, onEvent) {
      const silence = new AbortController();
      const timer = setTimeout(() => silence.abort(), SILENCE_MS);
      try {
        const params = toParams(request, options.aliases, MAX_TOKENS);
        const stream = client.messages.stream(params, {
          signal: AbortSignal.any([signal, silence.signal]),
        });
        watch(stream, onEvent, () => timer.refresh());
        const message = await stream.finalMessage();
        return toReply(message, params.model) satisfies ModelReply;
      } catch (error) {
        throw toModelError(error, silence.signal.aborted && !signal.aborted);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

type MessageStream = ReturnType<Anthropic['messages']['stream']>;

/** Tells what is being written, without parsing half a document at each piece of it. */
function watch(stream: MessageStream, onEvent: (event: ModelEvent) => void, onSign: () => void): void {
  let tool: { name: string; json: string; scanned: number } | undefined;
  let saidText = false;
  stream.on('streamEvent', (event: RawMessageStreamEvent) => {
    onSign();
    if (event.type === 'content_block_start') {
      tool =
        event.content_block.type === 'tool_use'
          ? { name: event.content_block.name, json: '', scanned: 0 }
          : undefined;
      if (tool) onEvent({ kind: 'tool', name: tool.name, keys: [] });
    } else if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
      if (!saidText) onEvent({ kind: 'text', text: event.delta.text });
      saidText = true;
    } else if (event.type === 'content_block_delta' && event.delta.type === 'input_json_delta' && tool) {
      tool.json += event.delta.partial_json;
      if (tool.json.length - tool.scanned < KEY_SCAN_STEP) return;
      tool.scanned = tool.json.length;
      onEvent({ kind: 'tool', name: tool.name, keys: topLevelKeys(tool.json) });
    }
  });
}

/** Keys at depth one of a JSON object that may end anywhere. */
export function topLevelKeys(json: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  let start = -1;
  for (let i = 0; i < json.length; i++) {
    const c = json[i];
    if (start >= 0) {
      if (c === '\\') i++;
      else if (c === '"') {
        if (depth === 1 && json[i + 1] === ':') keys.push(json.slice(start + 1, i));
        start = -1;
      }
    } else if (c === '"') start = i;
    else if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') depth--;
  }
  return keys;
}
