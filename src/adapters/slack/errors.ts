import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { AppError, UnknownOutcome } from '../../core/errors.ts';

/** Codes that somebody acts on; every other one of Slack's is `slack-refused`, for good. */
const CODES: Record<string, string> = {
  not_in_channel: 'not-in-channel',
  channel_not_found: 'not-in-channel',
  is_archived: 'channel-gone',
  message_not_found: 'message-gone',
  cant_update_message: 'message-gone',
  edit_window_closed: 'message-gone',
  invalid_blocks: 'blocks-refused',
  invalid_blocks_format: 'blocks-refused',
  msg_blocks_too_long: 'blocks-refused',
  only_one_table_allowed: 'blocks-refused',
  invalid_arguments: 'blocks-refused',
  user_not_in_channel: 'person-not-in-channel',
  user_not_found: 'person-unknown',
  user_not_visible: 'person-unknown',
  expired_trigger_id: 'trigger-expired',
  exchanged_trigger_id: 'trigger-expired',
  unknown_method: 'unknown-method',
  missing_scope: 'slack-scope',
  invalid_auth: 'slack-credentials',
  not_authed: 'slack-credentials',
  token_revoked: 'slack-credentials',
  account_inactive: 'slack-credentials',
};

/** Slack's own trouble: whether the call was carried out is not known. */
const PASSING = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/**
 * What a failed Web API call means. Without an answer it may have happened; 5xx counts as without. With an error code it
 * surely did not.
 */
export function toSlackError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new AppError('slack-rate-limited', { retry: { afterMs: error.retryAfter * 1000 }, cause: error });
  }
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (code === 'ratelimited') return new AppError('slack-rate-limited', { retry: { afterMs: 1_000 } });
    // An answer that is none of Slack's has no code: what became of the call is not known.
    if (PASSING.has(code) || !/^[a-z0-9_]+$/.test(code))
      return new UnknownOutcome('slack-unavailable', error);
    return new AppError(CODES[code] ?? 'slack-refused', { retry: 'never', cause: error });
  }
  if (error instanceof WebAPIHTTPError && error.statusCode < 500) {
    return new AppError('slack-refused', { retry: 'never', cause: new Error(`HTTP ${error.statusCode}`) });
  }
  if (error instanceof WebAPIHTTPError) {
    return new UnknownOutcome('slack-unavailable', new Error(`HTTP ${error.statusCode}`));
  }
  if (error instanceof WebAPIRequestError) return new UnknownOutcome('slack-unavailable', error.original);
  return new UnknownOutcome('slack-unavailable', error);
}
