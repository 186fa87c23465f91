import { type Json, parseJson } from './json.ts';
import { SlackError } from './slack-error.ts';

/** Arguments of a Web API call: strings where they came in a form, with JSON inside for what is structured. */
export type Args = {
  raw: Json;
  /** The argument as text; undefined when it is missing or empty. */
  text(name: string): string | undefined;
  /** Throws `invalid_arguments` when it is missing. */
  required(name: string): string;
  flag(name: string): boolean | undefined;
  /** Throws `invalid_limit` outside 1..most. */
  limit(fallback: number, most: number): number;
  /** A structured argument; throws the code when it is no JSON. */
  json(name: string, code: string): unknown;
};

export function createArgs(raw: Json): Args {
  const text = (name: string) => {
    const value = raw[name];
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string' ? value : typeof value === 'object' ? undefined : String(value);
  };
  return {
    raw,
    text,
    required(name) {
      const value = text(name);
      if (value === undefined) {
        throw new SlackError('invalid_arguments', { messages: [`[ERROR] missing required field: ${name}`] });
      }
      return value;
    },
    flag(name) {
      const value = text(name);
      return value === undefined ? undefined : value === 'true' || value === '1';
    },
    limit(fallback, most) {
      const value = text('limit');
      if (value === undefined) return fallback;
      const limit = Number(value);
      if (!Number.isInteger(limit) || limit < 1 || limit > most) throw new SlackError('invalid_limit');
      return limit;
    },
    json(name, code) {
      const value = raw[name];
      if (typeof value !== 'string') return value ?? undefined;
      if (value === '') return undefined;
      const parsed = parseJson(value);
      if (parsed === undefined) throw new SlackError(code);
      return parsed;
    },
  };
}
