/** When the same call may be tried again. */
export type Retry = 'never' | 'backoff' | { afterMs: number };

/**
 * What went wrong, as a caller can act on it. Adapters translate their vendor's failures into this, by status or
 * code and never by words; the listener, the tool call and the worker decide what follows.
 */
export class AppError extends Error {
  readonly code: string;
  readonly retry: Retry;
  /** One sentence that may be shown to the person who asked; without it they get a general one. */
  readonly userMessage: string | undefined;

  constructor(
    code: string,
    options: { retry: Retry; userMessage?: string; cause?: unknown; message?: string },
  ) {
    super(options.message ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retry = options.retry;
    this.userMessage = options.userMessage;
  }
}

/** Whether a failed write may nevertheless have happened: a dropped connection, a time-out, a 5xx. */
export class UnknownOutcome extends AppError {
  constructor(code: string, cause?: unknown) {
    super(code, { retry: 'backoff', cause });
    this.name = 'UnknownOutcome';
  }
}

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('unexpected', {
    retry: 'backoff',
    cause: error,
    message: error instanceof Error ? error.message : String(error),
  });
}
