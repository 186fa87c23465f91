import Anthropic from '@anthropic-ai/sdk';
import { AppError, type Retry } from '../../core/errors.ts';

/** By status, as documented; the reasons for trying again or not stand beside them. */
const BY_STATUS: Record<number, { code: string; retry: Retry }> = {
  400: { code: 'model-bad-request', retry: 'never' },
  401: { code: 'model-credentials', retry: 'never' },
  402: { code: 'model-spend-limit', retry: 'never' },
  403: { code: 'model-credentials', retry: 'never' },
  404: { code: 'model-not-found', retry: 'never' },
  408: { code: 'model-connection', retry: 'backoff' },
  409: { code: 'model-server', retry: 'backoff' },
  413: { code: 'model-too-long', retry: 'never' },
  429: { code: 'model-rate-limited', retry: 'backoff' },
  529: { code: 'model-overloaded', retry: 'backoff' },
};

/** Error events inside a stream that began with 200 carry no status, only a type. */
const BY_TYPE: Record<string, { code: string; retry: Retry }> = {
  overloaded_error: { code: 'model-overloaded', retry: 'backoff' },
  rate_limit_error: { code: 'model-rate-limited', retry: 'backoff' },
  api_error: { code: 'model-server', retry: 'backoff' },
  timeout_error: { code: 'model-connection', retry: 'backoff' },
};

const SPEND_LIMIT = 'enforced_spend_limit_reached';

export function toModelError(error: unknown, timedOut: boolean): AppError {
  if (timedOut) return new AppError('model-connection', { retry: 'backoff', cause: error });
  if (error instanceof Anthropic.APIUserAbortError) {
    return new AppError('aborted', { retry: 'never', cause: error });
  }
  if (error instanceof Anthropic.APIConnectionError) {
    return new AppError('model-connection', { retry: 'backoff', cause: error });
  }
  if (error instanceof Anthropic.APIError) return fromApi(error);
  // A stream that is cut half-way is thrown as a plain AnthropicError: "terminated".
  return new AppError('model-cut', { retry: 'backoff', cause: error });
}

function fromApi(error: InstanceType<typeof Anthropic.APIError>): AppError {
  const cause = describe(error);
  if (error.status === 429 && isSpendLimit(error)) {
    return new AppError('model-spend-limit', { retry: 'never', cause });
  }
  const row =
    (error.status === undefined ? BY_TYPE[String(error.type)] : BY_STATUS[error.status]) ??
    (error.status === undefined || error.status >= 500
      ? { code: 'model-server', retry: 'backoff' as const }
      : { code: 'model-bad-request', retry: 'never' as const });
  const afterMs = retryAfterMs(error.headers);
  const retry = row.retry !== 'never' && afterMs !== undefined ? { afterMs } : row.retry;
  return new AppError(row.code, { retry, cause });
}

/** This 429 has no retry-after and lasts to the end of the month. */
function isSpendLimit(error: InstanceType<typeof Anthropic.APIError>): boolean {
  const body = error.error as { error?: { type?: unknown; code?: unknown; details?: unknown } } | undefined;
  return JSON.stringify(body ?? {}).includes(SPEND_LIMIT);
}

function retryAfterMs(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** What may be logged of it: no part of the conversation. */
function describe(error: InstanceType<typeof Anthropic.APIError>): Error {
  return new Error(
    `${error.status ?? 'stream'} ${error.type ?? ''} request ${error.requestID ?? '-'}: ${error.message.slice(0, 300)}`,
  );
}
