import type { Json } from '../slack/json.ts';

/** Codes of the connector and the status that each is answered with. */
const STATUS = {
  BadArgument: 400,
  BadRequest: 400,
  BadSyntax: 400,
  InvalidToken: 401,
  BotNotInConversationRoster: 403,
  ContentStreamNotAllowed: 403,
  ConversationBlockedByUser: 403,
  ForbiddenOperationException: 403,
  NotEnoughPermissions: 403,
  ActivityNotFoundInConversation: 404,
  ConversationNotFound: 404,
  MemberNotFoundInConversation: 404,
  NotFound: 404,
  MethodNotAllowed: 405,
  PreconditionFailed: 412,
  MessageSizeTooBig: 413,
  Throttled: 429,
  ServiceError: 500,
  GatewayTimeout: 504,
} as const;

export type TeamsErrorCode = keyof typeof STATUS;

function isCode(code: string): code is TeamsErrorCode {
  return Object.hasOwn(STATUS, code);
}

/** 500 for a code that the connector does not have. */
export function statusOf(code: string): number {
  return isCode(code) ? STATUS[code] : 500;
}

/** What the connector answers with when it does not do what it is asked to. */
export class TeamsError extends Error {
  readonly code: TeamsErrorCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: TeamsErrorCode, message: string, retryAfterSeconds?: number) {
    super(`${code}: ${message}`);
    this.name = 'TeamsError';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get status(): number {
    return STATUS[this.code];
  }

  toBody(): Json {
    const message = this.message.slice(this.code.length + 2);
    return this.code === 'InvalidToken' ? { message } : { error: { code: this.code, message } };
  }
}

/** What the Teams client keeps a person from doing; a mistake of the test, not of the bot. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible';
}
