import { verifyThinking } from './thinking.ts';
import { type CountTokensRequest, type ModelMessage, type RequestBlock, toBlocks } from './wire.ts';

/** What the API demands of a conversation beyond its shape; a message that starts with the place, or nothing. */
export function checkMessages(request: CountTokensRequest): string | undefined {
  const { messages } = request;
  const first = messages[0];
  if (first === undefined) return 'messages: at least one message is required';
  if (first.role !== 'user') return 'messages: first message must use the "user" role';
  for (const [index, message] of messages.entries()) {
    const problem = checkBlocks(message, `messages.${index}`, request.model, index === messages.length - 1);
    if (problem !== undefined) return problem;
  }
  return checkToolPairs(messages) ?? checkEnd(messages);
}

function checkEnd(messages: readonly ModelMessage[]): string | undefined {
  const last = messages[messages.length - 1];
  if (last?.role !== 'assistant') return undefined;
  const block = toBlocks(last.content).at(-1);
  if (block?.type === 'text' && block.text !== block.text.trimEnd()) {
    return 'messages: final assistant content cannot end with trailing whitespace';
  }
  return 'messages: this model does not support assistant message prefill. The conversation must end with a user message.';
}

function checkBlocks(
  message: ModelMessage,
  where: string,
  model: string,
  isLast: boolean,
): string | undefined {
  if (message.content.length === 0) {
    return isLast && message.role === 'assistant'
      ? undefined
      : `${where}: all messages must have non-empty content except for the optional final assistant message`;
  }
  for (const [index, block] of toBlocks(message.content).entries()) {
    const place = typeof message.content === 'string' ? `${where}.content` : `${where}.content.${index}`;
    const problem = checkBlock(block, message.role, place, model);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkBlock(
  block: RequestBlock,
  role: ModelMessage['role'],
  place: string,
  model: string,
): string | undefined {
  switch (block.type) {
    case 'text':
      if (block.text === '' && block.cache_control) {
        return `${place}.text: cache_control cannot be set for empty text blocks`;
      }
      if (block.text === '') return `${place}: text content blocks must be non-empty`;
      return block.text.trim() === ''
        ? `${place}: text content blocks must contain non-whitespace text`
        : undefined;
    case 'tool_use':
      return role === 'assistant' ? undefined : `${place}: tool_use blocks can only be in assistant messages`;
    case 'tool_result':
      if (role !== 'user') return `${place}: tool_result blocks can only be in user messages`;
      return Array.isArray(block.content) &&
        block.content.some((part) => part.type === 'text' && part.text === '')
        ? `${place}.content: text content blocks must be non-empty`
        : undefined;
    case 'thinking':
    case 'redacted_thinking':
      if (role !== 'assistant') return `${place}: thinking blocks can only be in assistant messages`;
      if (block.cache_control !== undefined && block.cache_control !== null) {
        return `${place}.cache_control: cache_control cannot be set for thinking blocks`;
      }
      return block.type === 'thinking' && !verifyThinking(model, block.thinking, block.signature)
        ? `${place}: invalid signature in thinking block; thinking blocks must be sent back as they were, to the model that made them, or left out`
        : undefined;
    case 'image':
    case 'document':
      return role === 'user' ? undefined : `${place}: ${block.type} blocks can only be in user messages`;
    default:
      block satisfies never;
      return undefined;
  }
}

/** The API joins messages of one role that follow each other, so pairs are looked for across the joined turns. */
function checkToolPairs(messages: readonly ModelMessage[]): string | undefined {
  const turns = joinTurns(messages);
  const seen = new Set<string>();
  let open: string[] = [];
  for (const turn of turns) {
    const problem = checkResults(turn, open);
    if (problem !== undefined) return problem;
    const ids = turn.blocks.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));
    for (const id of ids) {
      if (seen.has(id)) return `${turn.where}: \`tool_use\` ids must be unique; found "${id}" twice`;
      seen.add(id);
    }
    open = ids;
  }
  // A conversation that ends on open calls ends on an assistant message, which checkEnd refuses.
  return undefined;
}

type Turn = { role: ModelMessage['role']; where: string; blocks: RequestBlock[] };

function joinTurns(messages: readonly ModelMessage[]): Turn[] {
  const turns: Turn[] = [];
  for (const [index, message] of messages.entries()) {
    const last = turns[turns.length - 1];
    if (last?.role === message.role) last.blocks.push(...toBlocks(message.content));
    else turns.push({ role: message.role, where: `messages.${index}`, blocks: toBlocks(message.content) });
  }
  return turns;
}

function checkResults(turn: Turn, open: readonly string[]): string | undefined {
  const waiting = new Set(open);
  let afterText = false;
  for (const block of turn.blocks) {
    if (block.type !== 'tool_result') {
      if (turn.role === 'user') afterText = true;
      continue;
    }
    if (!open.includes(block.tool_use_id)) {
      return `${turn.where}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.tool_use_id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`;
    }
    if (!waiting.delete(block.tool_use_id)) {
      return `${turn.where}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${block.tool_use_id}`;
    }
    if (afterText) return `${turn.where}: \`tool_result\` blocks must come before any other content`;
  }
  if (waiting.size === 0) return undefined;
  return `${turn.where}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${[...waiting].join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`;
}
