import type { Json } from './json.ts';

/** An answer `{ ok: false, error: code }`; `messages` go to `response_metadata`, `extra` next to the code. */
export class SlackError extends Error {
  readonly code: string;
  readonly messages: string[];
  readonly extra: Json;

  constructor(code: string, options: { messages?: string[]; extra?: Json } = {}) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.messages = options.messages ?? [];
    this.extra = options.extra ?? {};
  }

  toBody(): Json {
    const metadata = this.messages.length > 0 ? { response_metadata: { messages: this.messages } } : {};
    return { ok: false, error: this.code, ...this.extra, ...metadata };
  }
}
