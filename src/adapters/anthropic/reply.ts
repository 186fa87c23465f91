import type Anthropic from '@anthropic-ai/sdk';
import type { AssistantBlock, ModelReply, StopReason } from '../../core/turn/model.ts';

/** `requested`: the id that was asked for, which thinking is bound to; the answer may name a dated one. */
export function toReply(message: Anthropic.Message, requested: string): ModelReply {
  const { usage } = message;
  const cached = usage.cache_read_input_tokens ?? 0;
  return {
    turn: { role: 'assistant', content: message.content.flatMap(toBlock), model: requested },
    stop: toStop(message.stop_reason),
    usage: {
      inputTokens: usage.input_tokens + cached + (usage.cache_creation_input_tokens ?? 0),
      outputTokens: usage.output_tokens,
      cachedTokens: cached,
    },
    model: message.model,
  };
}

/** Thinking goes back as it came; text of white space alone would be refused when it is sent back. */
function toBlock(block: Anthropic.ContentBlock): AssistantBlock[] {
  switch (block.type) {
    case 'text':
      return block.text.trim() === '' ? [] : [{ type: 'text', text: block.text.trimEnd() }];
    case 'tool_use':
      return [{ type: 'tool_use', id: block.id, name: block.name, input: block.input }];
    default:
      return [{ type: 'opaque', block }];
  }
}

function toStop(reason: Anthropic.Message['stop_reason']): StopReason {
  switch (reason) {
    case 'tool_use':
      return 'tools';
    case 'max_tokens':
      return 'max-tokens';
    case 'pause_turn':
      return 'paused';
    case 'refusal':
      return 'refusal';
    case 'model_context_window_exceeded':
      return 'context-full';
    default:
      return 'end';
  }
}
