import { AppError, UnknownOutcome } from '../../core/errors.ts';
import { NoAnswer } from './http-call.ts';

/** What was asked of Teams: one status means different things. */
export type Asked = 'post' | 'update' | 'stream' | 'remove' | 'member' | 'open' | 'upload';

/** The connector refused a call, with its own code where it gave one. */
export class TeamsRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: string, retryAfterMs?: number) {
    super(`HTTP ${status} ${code}`);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** There is no token to be had, so nothing was called. */
export class NoToken extends Error {}

/** Without a hint of Teams' own; by chance, so that those who were refused together don't come back together. */
const PAUSE_MS = { least: 1_500, spread: 1_500 };

/** What a failed call means. Surely not sent, with an `AppError`; perhaps sent, with an `UnknownOutcome`. */
export function toTeamsError(error: unknown, asked: Asked): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof NoToken) return toTokenError(error);
  if (error instanceof NoAnswer && !error.isReached) {
    return new AppError('teams-unreachable', { retry: 'backoff', cause: error });
  }
  if (error instanceof TeamsRefusal) return toRefusal(error, asked);
  return new UnknownOutcome('teams-unavailable', error);
}

function toRefusal(refusal: TeamsRefusal, asked: Asked): AppError {
  const { status, retryAfterMs } = refusal;
  const never = (code: string) => new AppError(code, { retry: 'never', cause: refusal });
  const pause = PAUSE_MS.least + Math.random() * PAUSE_MS.spread;
  if (status === 429) {
    return new AppError('teams-rate-limited', { retry: { afterMs: retryAfterMs ?? pause }, cause: refusal });
  }
  // Another call of ours was under way in the same conversation; this one was not begun.
  if (status === 412) return new AppError('teams-busy', { retry: { afterMs: pause }, cause: refusal });
  if (status >= 500 || status === 408) return new UnknownOutcome('teams-unavailable', refusal);
  if (status === 401) return never('teams-credentials');
  if (status === 413) return never('blocks-refused');
  if (refusal.code === 'ContentStreamNotAllowed')
    return never(asked === 'update' ? 'message-gone' : 'stream-over');
  if (status === 400 && (asked === 'post' || asked === 'update' || asked === 'stream'))
    return never('blocks-refused');
  if (asked === 'member' || asked === 'open') return never(personCode(refusal));
  if (status === 403 || status === 404) return never(placeCode(refusal, asked));
  return never('teams-refused');
}

function personCode({ status, code }: TeamsRefusal): string {
  if (code === 'BotNotInConversationRoster') return 'not-in-channel';
  return status === 400 || status === 403 || status === 404 ? 'person-unknown' : 'teams-refused';
}

/** A conversation that is gone, and one that the bot was taken out of, end alike: nothing more is said there. */
function placeCode({ status, code }: TeamsRefusal, asked: Asked): string {
  if (code === 'BotNotInConversationRoster') return 'not-in-channel';
  const isOfMessage = asked === 'update' || asked === 'remove';
  if (isOfMessage && status === 404 && code !== 'ConversationNotFound') return 'message-gone';
  if (isOfMessage && code === 'NotEnoughPermissions') return 'message-gone';
  return 'channel-gone';
}

/** An authority that answered has refused us; one that didn't, or is in trouble itself, is asked again. */
function toTokenError(error: NoToken): AppError {
  const { cause } = error;
  const status = cause instanceof Error && 'status' in cause ? Number(cause.status) : 0;
  const isRefused =
    cause instanceof Error && cause.name === 'ServerError' && !(status >= 500 || status === 429);
  return isRefused
    ? new AppError('teams-credentials', { retry: 'never', cause })
    : new AppError('teams-unreachable', { retry: 'backoff', cause });
}
