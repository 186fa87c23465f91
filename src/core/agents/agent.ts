import { z } from 'zod';

/** What a design of this agent has to bring besides its sections. */
export const DELIVERABLES = ['diagram', 'contracts', 'decisions', 'ownership', 'runbook', 'code'] as const;

export const SEVERITIES = ['error', 'warning', 'info', 'off'] as const;

const optionRange = z.tuple([z.number().int().min(0).max(10), z.number().int().min(0).max(10)]).readonly();

/** An architect, as plain JSON: a thread keeps the version it began with. */
export const agentSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  description: z.string(),
  examples: z.array(z.string()),
  /** `haiku`, `sonnet`, `opus`, or a full model id. */
  model: z.string().min(1),
  color: z.string().optional(),
  argumentHint: z.string().optional(),
  /** Absent: every tool. */
  tools: z.array(z.string()).optional(),
  output: z.object({
    sections: z.array(z.string()),
    options: optionRange.optional(),
    deliverables: z.array(z.enum(DELIVERABLES)),
    languages: z.array(z.string()),
  }),
  clarify: z.object({ rounds: z.number().int().min(0).max(10), topics: z.array(z.string()) }),
  rules: z.record(z.string(), z.enum(SEVERITIES)),
  /** The included files first, then the body, with `$ARGUMENTS` as it stands. */
  instructions: z.string(),
  /** 12 hex digits over everything that the model sees or the program enforces. */
  hash: z.string().regex(/^[0-9a-f]{12}$/),
  /** Relative to the agent folder. */
  file: z.string(),
});

export type Agent = {
  id: string;
  title: string;
  description: string;
  examples: string[];
  model: string;
  color?: string;
  argumentHint?: string;
  tools?: string[];
  output: {
    sections: string[];
    options?: readonly [number, number];
    deliverables: Deliverable[];
    languages: string[];
  };
  clarify: { rounds: number; topics: string[] };
  rules: Record<string, Severity>;
  instructions: string;
  hash: string;
  file: string;
};

type Deliverable = (typeof DELIVERABLES)[number];

type Severity = (typeof SEVERITIES)[number];

/** Something in an agent file that cannot be used; `line` counts from 1. */
export type AgentProblem = { file: string; line: number; severity: 'error' | 'warning'; message: string };
