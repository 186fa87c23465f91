/** One entry of the conversation with the model, in the shape of the Messages API but without its cache marks. */
export type TranscriptTurn = { role: 'user'; content: UserBlock[] } | AssistantTurn;

/** `model` is the id of the model that wrote it: opaque blocks mean nothing to another one. */
export type AssistantTurn = { role: 'assistant'; content: AssistantBlock[]; model?: string };

export type UserBlock =
  | { type: 'text'; text: string }
  | { type: 'tool_result'; tool_use_id: string; content: string; is_error?: boolean };

export type ToolUse = { type: 'tool_use'; id: string; name: string; input: unknown };

/** `opaque` blocks (thinking) are bound to their model: they go back unchanged. */
export type AssistantBlock = { type: 'text'; text: string } | ToolUse | { type: 'opaque'; block: unknown };

export type ToolSpec = { name: string; description: string; inputSchema: Record<string, unknown> };

export type ModelRequest = {
  /** Alias (`haiku`, `sonnet`, `opus`) or full id; the adapter resolves it. */
  model: string;
  /** Stable for one version of an agent: the cacheable prefix, together with the tools. */
  system: string[];
  tools: ToolSpec[];
  messages: TranscriptTurn[];
};

export type ModelUsage = { inputTokens: number; outputTokens: number; cachedTokens: number };

export type StopReason = 'end' | 'tools' | 'max-tokens' | 'paused' | 'refusal' | 'context-full';

export type ModelReply = {
  turn: AssistantTurn;
  stop: StopReason;
  usage: ModelUsage;
  /** The id of the model that answered. */
  model: string;
};

/** What can be seen while a reply arrives. */
export type ModelEvent =
  | { kind: 'text'; text: string }
  /** A tool call is being written: `keys` are the top-level fields begun so far. */
  | { kind: 'tool'; name: string; keys: string[] }
  /** A design was handed in and is being reviewed. */
  | { kind: 'checking' }
  /** What was handed in goes back to the model. */
  | { kind: 'mending' }
  | { kind: 'waiting'; forMs: number; reason: string };

export type Model = {
  /**
   * One call, streamed. Rejects with an `AppError`; a call that is cut or refused has no effect that could be
   * repeated. `onEvent` may be called any number of times and must not throw.
   */
  reply(
    request: ModelRequest,
    signal: AbortSignal,
    onEvent: (event: ModelEvent) => void,
  ): Promise<ModelReply>;
};
