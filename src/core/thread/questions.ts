import { z } from 'zod';
import type { Terms } from './channel-settings.ts';

/** What the model hands to `ask_clarifying_questions`. */
export const askSchema = z.object({
  reason: z.string().min(1).max(600).describe('One or two sentences: why the answers change the design.'),
  questions: z
    .array(
      z.object({
        id: z
          .string()
          .regex(/^[a-zA-Z0-9_-]{1,40}$/)
          .describe('Short id, unique in this call.'),
        question: z.string().min(1).max(300),
        why: z.string().max(300).describe('What the answer decides.'),
        options: z
          .array(z.string().min(1).max(150))
          .max(5)
          .describe('Likely answers to tap; empty for free text.'),
        default: z.string().max(300).describe('What you will assume when nobody answers.'),
      }),
    )
    .min(1)
    .max(5)
    .refine(
      (questions) => new Set(questions.map((q) => q.id)).size === questions.length,
      'ids must be unique',
    ),
});

export type Ask = z.infer<typeof askSchema>;

export type Answer = { id: string; answer: string; answeredBy: string };

/** A set of questions that parks a thread: what was asked, and what has been said so far. */
export type OpenQuestions = {
  reason: string;
  questions: Ask['questions'];
  answers: Answer[];
  /** Ids that somebody chose to leave to the agent. */
  skipped: string[];
  /** Free text that answers no single question. */
  note?: string;
  /** Absent while it is open. */
  closed?: ClosedBy;
};

/** Who ended a set, and how; or how long nobody did. */
export type ClosedBy =
  | { by: string; how: 'answered' | 'assumed' | 'stopped' }
  | { how: 'timed-out'; afterMs: number; atEnd: Terms['atEnd'] };

export function isOpen(open: OpenQuestions, questionId: string): boolean {
  return !open.answers.some((a) => a.id === questionId) && !open.skipped.includes(questionId);
}

export function unanswered(open: OpenQuestions): Ask['questions'] {
  return open.questions.filter((question) => isOpen(open, question.id));
}

/** The tool result that the contract promises to the model; names stand in for ids of people. */
export function toToolResult(open: OpenQuestions, nameOf: (personId: string) => string): string {
  const skipped = open.questions.map((q) => q.id).filter((id) => !open.answers.some((a) => a.id === id));
  return JSON.stringify({
    answers: open.answers.map((a) => ({ ...a, answeredBy: nameOf(a.answeredBy) })),
    skipped,
    ...(open.note === undefined ? {} : { note: open.note }),
  });
}
