import { AppError } from '../errors.ts';

const CODE = 'unreadable-thread';

/** What is kept of a thread is damaged, or of a version to come: trying again would find the same. */
export function unreadableThread(cause?: unknown): AppError {
  return new AppError(CODE, {
    retry: 'never',
    userMessage:
      'I can’t read this thread any more, so I can’t go on with it. Please ask again in a new message.',
    cause,
  });
}

export function isUnreadable(error: unknown): error is AppError {
  return error instanceof AppError && error.code === CODE;
}
