import type Anthropic from '@anthropic-ai/sdk';
import type {
  AssistantBlock,
  AssistantTurn,
  ModelRequest,
  ToolSpec,
  TranscriptTurn,
  UserBlock,
} from '../../core/turn/model.ts';

/**
 * Where the prompt is marked for the cache: at the end of the instructions (tools come before them, so they are in
 * the same prefix) and at the newest message, which is the old prefix of the next call. Two of the four marks that are
 * allowed; each looks back 20 blocks, and a turn adds far fewer.
 */
const CACHE = { type: 'ephemeral' as const };

/** A call of the Messages API; `maxTokens` of output are asked for at most. */
export function toParams(request: ModelRequest, aliases: Record<string, string>, maxTokens: number) {
  const model = aliases[request.model] ?? request.model;
  return {
    model,
    max_tokens: maxTokens,
    system: toSystem(request.system),
    ...(request.tools.length > 0 ? { tools: toTools(request.tools) } : {}),
    messages: toMessages(request.messages, model),
  };
}

function toSystem(system: readonly string[]): Anthropic.TextBlockParam[] {
  return system.map((text, i) => ({
    type: 'text',
    text,
    ...(i === system.length - 1 ? { cache_control: CACHE } : {}),
  }));
}

function toTools(tools: readonly ToolSpec[]): Anthropic.Tool[] {
  return tools.map(({ name, description, inputSchema }) => ({
    name,
    description,
    input_schema: { ...inputSchema, type: 'object' as const },
  }));
}

function toMessages(transcript: readonly TranscriptTurn[], model: string): Anthropic.MessageParam[] {
  const lastUser = transcript.findLastIndex((turn) => turn.role === 'user');
  return transcript.map((turn, i) =>
    turn.role === 'user'
      ? { role: 'user', content: toUserContent(turn.content, i === lastUser) }
      : { role: 'assistant', content: toAssistantContent(turn, model) },
  );
}

function toUserContent(blocks: readonly UserBlock[], isMarked: boolean): Anthropic.ContentBlockParam[] {
  // Results before words, whatever order they were kept in: the API refuses anything else.
  const ordered = [
    ...blocks.filter((b) => b.type === 'tool_result'),
    ...blocks.filter((b) => b.type === 'text'),
  ];
  return ordered.map((block, i) => ({
    ...block,
    ...(isMarked && i === ordered.length - 1 ? { cache_control: CACHE } : {}),
  }));
}

/** Thinking of another model would be refused; without it the words are still whole. */
function toAssistantContent(turn: AssistantTurn, model: string): Anthropic.ContentBlockParam[] {
  const isOwn = turn.model === undefined || turn.model === model;
  return turn.content.filter((block) => isOwn || block.type !== 'opaque').map(toAssistantBlock);
}

function toAssistantBlock(block: AssistantBlock): Anthropic.ContentBlockParam {
  return block.type === 'opaque' ? (block.block as Anthropic.ContentBlockParam) : block;
}
