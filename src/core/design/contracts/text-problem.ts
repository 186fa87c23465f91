/** What is wrong with a text, and in which of its lines, counted from 1. */
export type TextProblem = { line?: number; message: string };

/** Stops the reading of a text; nothing after it would mean anything. */
export class UnreadableText extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.name = 'UnreadableText';
    this.line = line;
  }
}

export const TOO_BIG =
  'the text could not be read within the limits of time and memory: make it smaller or simpler';

/** The problem of a text whose reading threw; a stack that is full means a text that is nested too deeply. */
export function toTextProblem(error: unknown): TextProblem {
  if (error instanceof UnreadableText)
    return { message: error.message, ...(error.line === undefined ? {} : { line: error.line }) };
  if (error instanceof RangeError) return { message: TOO_BIG };
  const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  return { message: `the text could not be read: ${reason}` };
}

/** A place for people: `paths → /orders → post`. */
export function inWords(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'at the top' : `in ${path.join(' → ')}`;
}

export function toSentence(message: string): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}
