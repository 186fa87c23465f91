import { toToolResult } from '../thread/questions.ts';
import type { Phase } from '../thread/state.ts';
import type { AssistantTurn, ToolUse, TranscriptTurn, UserBlock } from './model.ts';

/**
 * A quarter of what the models take, about 250,000 tokens: each call sends all of it again, and a worker holds that of
 * every turn it runs.
 */
const MOST_CHARS = 1_000_000;

export function isTooLong(transcript: readonly TranscriptTurn[]): boolean {
  let chars = 0;
  for (const turn of transcript) chars += JSON.stringify(turn.content).length;
  return chars > MOST_CHARS;
}

/** Said to the model for calls that nobody will answer any more. */
const UNANSWERED = 'Nobody answered these questions. What people said next follows.';

export function toolUses(turn: AssistantTurn): ToolUse[] {
  return turn.content.filter((block): block is ToolUse => block.type === 'tool_use');
}

/**
 * The results that the last model turn still waits for: the answers to a question with what its sibling calls
 * returned, or word that none will come. The API refuses a conversation in which one is missing.
 */
export function openResults(
  transcript: readonly TranscriptTurn[],
  answered: Extract<Phase, { kind: 'working' }>['answered'],
  nameOf: (personId: string) => string,
): UserBlock[] {
  const last = transcript.at(-1);
  if (last?.role !== 'assistant') return [];
  return toolUses(last).map((call) => {
    if (answered?.parked.toolUseId === call.id) {
      return toBlock(call.id, toToolResult(answered.open, nameOf), false);
    }
    const known = answered?.parked.results.find((result) => result.toolUseId === call.id);
    return known ? toBlock(call.id, known.content, known.isError) : toBlock(call.id, UNANSWERED, true);
  });
}

export function toBlock(toolUseId: string, content: string, isError: boolean): UserBlock {
  return { type: 'tool_result', tool_use_id: toolUseId, content, ...(isError ? { is_error: true } : {}) };
}

/** The text of a model turn; blocks of white space alone are no text. */
export function textOf(turn: AssistantTurn): string {
  return turn.content
    .flatMap((block) => (block.type === 'text' ? [block.text] : []))
    .join('')
    .trim();
}

/** Neighbours of one role become one entry, as a conversation that broke off and went on may leave them. */
export function mergeTurns(transcript: readonly TranscriptTurn[]): TranscriptTurn[] {
  const merged: TranscriptTurn[] = [];
  for (const turn of transcript) {
    const last = merged.at(-1);
    if (last?.role === 'user' && turn.role === 'user') {
      merged[merged.length - 1] = { role: 'user', content: [...last.content, ...turn.content] };
    } else if (last?.role === 'assistant' && turn.role === 'assistant') {
      merged[merged.length - 1] = { ...last, content: [...last.content, ...turn.content] };
    } else {
      merged.push(turn);
    }
  }
  return merged;
}
