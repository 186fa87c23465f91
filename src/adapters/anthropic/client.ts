import Anthropic from '@anthropic-ai/sdk';

export type AnthropicOptions = {
  apiKey: string;
  baseUrl?: string;
  /** What `haiku`, `sonnet` and `opus` stand for. */
  aliases: Record<string, string>;
};

/** Its own retries are off: when a call is made again is for its caller to say. */
export function createClient({ apiKey, baseUrl }: AnthropicOptions): Anthropic {
  return new Anthropic({
    apiKey,
    maxRetries: 0,
    timeout: 600_000,
    // Its own lines could hold pieces of the conversation.
    logLevel: 'off',
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
}
