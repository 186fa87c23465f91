import { pino } from 'pino';

/** JSON lines on standard output: ids, codes and durations, never what people or models wrote. */
export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export function createLog(level: LogLevel): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Errors whose messages quote what could not be read. */
const QUOTING = new Set(['SyntaxError', 'ZodError', 'AnthropicError']);

/** What may be logged of an error: names and codes of the chain of causes, and the program's own messages. */
export function describeError(error: unknown): object {
  const chain: string[] = [];
  for (let e: unknown = error; e instanceof Error && chain.length < 5; e = e.cause) {
    const code = (e as { code?: unknown }).code;
    const words = QUOTING.has(e.name) ? '' : `: ${e.message.slice(0, 300)}`;
    chain.push(`${e.name}${typeof code === 'string' ? ` ${code}` : ''}${words}`);
  }
  return { error: chain.length > 0 ? chain : [String(error).slice(0, 300)] };
}
