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

/** What may be logged of an error: names and codes of the chain of causes, and the program's own messages. */
export function describeError(error: unknown): object {
  const chain: string[] = [];
  for (let e: unknown = error; e instanceof Error && chain.length < 5; e = e.cause) {
    const code = (e as { code?: unknown }).code;
    chain.push(`${e.name}${typeof code === 'string' ? ` ${code}` : ''}: ${e.message.slice(0, 300)}`);
  }
  return { error: chain.length > 0 ? chain : [String(error).slice(0, 300)] };
}
