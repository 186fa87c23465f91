import { z } from 'zod';
import type { Agent } from '../agents/agent.ts';
import type { Design } from '../design/document.ts';
import type { Review } from '../design/review/finding.ts';
import type { Ask } from '../thread/questions.ts';
import type { ToolSpec } from './model.ts';

/** A design that can be read, and what the review says of it. */
export type ReviewedDesign = { design: Design; review: Review };

/** What a tool call comes to: a result for the model, or the end of the turn. */
export type ToolOutcome =
  | { kind: 'result'; content: string; isError: boolean }
  | { kind: 'ask'; ask: Ask }
  | ({ kind: 'design' } & ReviewedDesign);

export type ToolContext = {
  agent: Agent;
  /** How often the agent may still ask back in this request. */
  roundsLeft: number;
  /** How often a design with errors still goes back to the model. */
  mendsLeft: number;
  signal: AbortSignal;
};

/** One object per tool: what the model reads of it, and what a call does. Tools only read. */
export type Tool = {
  spec: ToolSpec;
  /** Never throws for what the model wrote: a mistake is a result that says what to mend. */
  run(input: unknown, context: ToolContext): ToolOutcome | Promise<ToolOutcome>;
};

export function createTool<T extends z.ZodType>(tool: {
  name: string;
  description: string;
  schema: T;
  run(input: z.infer<T>, context: ToolContext): ToolOutcome | Promise<ToolOutcome>;
}): Tool {
  const { $schema: _, ...inputSchema } = z.toJSONSchema(tool.schema, { io: 'input' });
  return {
    spec: { name: tool.name, description: tool.description, inputSchema },
    run(input, context) {
      const parsed = tool.schema.safeParse(input);
      if (parsed.success) return tool.run(parsed.data, context);
      const problems = parsed.error.issues.map((i) => `- ${i.path.join('.') || 'input'}: ${i.message}`);
      return refuse(
        `This call was not accepted. Mend it and call ${tool.name} again:\n${problems.join('\n')}`,
      );
    },
  };
}

export function refuse(content: string): ToolOutcome {
  return { kind: 'result', content, isError: true };
}
