import { type ErrorType, errorTypeOf } from './refusal.ts';
import type { StopReason } from './wire.ts';

/** One thing that goes wrong with the next request, or with the next `times` requests. */
export type Fault = { times?: number } & (
  | {
      kind: 'status';
      status: number;
      type?: ErrorType;
      message?: string;
      /** Goes out as `error.details.error_code`. */
      errorCode?: string;
      headers?: Record<string, string>;
    }
  /** An `error` event in the stream after so many events; without a stream an ordinary error answer. */
  | { kind: 'stream-error'; afterEvents: number; type?: ErrorType; message?: string }
  /** The connection is dropped after so many events; 0 drops it before the head of the answer. */
  | { kind: 'cut'; afterEvents: number }
  /** Nothing more comes after so many events; without a number not even the head. Ends with the connection. */
  | { kind: 'hang'; afterEvents?: number }
  | { kind: 'delay'; ms: number }
  /** The answer ends for this reason; `max_tokens` and the context window cut its last block in the middle. */
  | { kind: 'stop'; reason: StopReason }
  /** The answer begins with a signed thinking block. */
  | { kind: 'thinking'; thinking?: string }
);

export type Faults = {
  push: (...faults: Fault[]) => void;
  clear: () => void;
  /** How many requests are still to meet a fault. */
  left: () => number;
};

/** First in, first out; a request takes one. */
export function createFaults(): Faults & { take: () => Fault | undefined } {
  let queue: Fault[] = [];
  return {
    push: (...faults) => {
      for (const fault of faults) {
        for (let count = 0; count < (fault.times ?? 1); count++) queue.push(fault);
      }
    },
    clear: () => {
      queue = [];
    },
    left: () => queue.length,
    take: () => queue.shift(),
  };
}

/** Too many requests for the moment: says when to come back. */
export function rateLimitFault(retryAfterSeconds: number): Fault {
  return {
    kind: 'status',
    status: 429,
    message: 'This request would exceed your rate limit. Please try again later.',
    headers: { 'retry-after': String(retryAfterSeconds) },
  };
}

/** The month's budget is spent: also a 429, but without `retry-after`, and waiting minutes is no use. */
export function spendLimitFault(): Fault {
  return {
    kind: 'status',
    status: 429,
    errorCode: 'enforced_spend_limit_reached',
    message: 'The spend limit of this workspace is used up until the first of next month.',
  };
}

export function overloadedFault(): Fault {
  return { kind: 'status', status: 529, message: 'Overloaded' };
}

export function faultError(fault: { status?: number; type?: ErrorType; message?: string }): {
  type: ErrorType;
  message: string;
} {
  const type = fault.type ?? (fault.status === undefined ? 'overloaded_error' : errorTypeOf(fault.status));
  return {
    type,
    message: fault.message ?? (type === 'overloaded_error' ? 'Overloaded' : 'Internal server error'),
  };
}
