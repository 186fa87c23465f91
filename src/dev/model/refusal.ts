export type ErrorType =
  | 'invalid_request_error'
  | 'authentication_error'
  | 'billing_error'
  | 'permission_error'
  | 'not_found_error'
  | 'request_too_large'
  | 'rate_limit_error'
  | 'timeout_error'
  | 'api_error'
  | 'overloaded_error';

/** A request that the API would not take: its status, and the error it names. */
export type Refusal = { status: number; type: ErrorType; message: string };

export function invalidRequest(message: string): Refusal {
  return { status: 400, type: 'invalid_request_error', message };
}

const typesByStatus: Record<number, ErrorType> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

export function errorTypeOf(status: number): ErrorType {
  return typesByStatus[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error');
}
