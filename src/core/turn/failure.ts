import type { FailureReason } from '../chat/reply.ts';
import { type AppError, toAppError } from '../errors.ts';

/** How a failed turn is told: why, in one sentence, and whether trying again makes sense. */
export type TurnFailure = {
  reason: FailureReason;
  message: string;
  canRetry: boolean;
  retryAfterMs?: number;
};

const TABLE: Record<string, { reason: FailureReason; message: string; canRetry: boolean }> = {
  'model-overloaded': {
    reason: 'model-busy',
    message: 'The model is overloaded right now, and stayed so while I tried.',
    canRetry: true,
  },
  'model-rate-limited': {
    reason: 'model-busy',
    message: 'The limit of model requests is reached for the moment.',
    canRetry: true,
  },
  'model-connection': {
    reason: 'model-unavailable',
    message: 'The model could not be reached, also after several tries.',
    canRetry: true,
  },
  'model-cut': {
    reason: 'model-unavailable',
    message: 'The answer of the model broke off several times.',
    canRetry: true,
  },
  'model-server': {
    reason: 'model-unavailable',
    message: 'The model answered with an error of its own several times.',
    canRetry: true,
  },
  'model-spend-limit': {
    reason: 'spend-limit',
    message: 'The spending limit of the model account is reached. Whoever runs this bot has to raise it.',
    canRetry: true,
  },
  'model-credentials': {
    reason: 'configuration',
    message: 'The model refuses the key of this bot. Whoever runs it has to check ANTHROPIC_API_KEY.',
    canRetry: true,
  },
  'model-not-found': {
    reason: 'configuration',
    message:
      'The model that this agent asks for is not there. Whoever runs this bot has to check its model names.',
    canRetry: true,
  },
  'model-bad-request': {
    reason: 'unexpected',
    message: 'The model refused the request as it was put. That is a fault of mine; it is in the log.',
    canRetry: true,
  },
  'model-too-long': {
    reason: 'too-long',
    message: 'This thread has grown too long for the model. Start a new one with a summary of what counts.',
    canRetry: false,
  },
  'model-refusal': {
    reason: 'refused-by-model',
    message: 'The model declined to answer this. Put the question in other words, and it may.',
    canRetry: false,
  },
  'model-cut-off': {
    reason: 'cut-off',
    message:
      'The answer did not fit the output limit, also when I asked for a shorter one. Ask for a part of it.',
    canRetry: true,
  },
  'too-many-turns': {
    reason: 'too-many-turns',
    message: 'The agent took too many steps without coming to an end.',
    canRetry: true,
  },
  'invalid-design': {
    reason: 'unexpected',
    message: 'The agent handed in a design that could not be read, and did not mend it when told how.',
    canRetry: true,
  },
  'unreadable-thread': {
    reason: 'unexpected',
    message: 'What was said in this thread can’t be read any more. Please ask again in a new message.',
    canRetry: false,
  },
  crashed: {
    reason: 'crashed',
    message: 'This was started several times and broke off each time.',
    canRetry: true,
  },
};

export function describeFailure(error: unknown): TurnFailure {
  const known: AppError = toAppError(error);
  const row = TABLE[known.code];
  const retryAfterMs = typeof known.retry === 'object' ? known.retry.afterMs : undefined;
  return {
    reason: row?.reason ?? 'unexpected',
    message: known.userMessage ?? row?.message ?? 'Something went wrong on my side; it is in the log.',
    canRetry: row?.canRetry ?? true,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
