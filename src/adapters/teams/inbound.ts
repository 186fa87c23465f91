import type { Author, Inbound } from '../../core/chat/inbound.ts';
import type { TurnRef } from '../../core/chat/reply.ts';
import type { TeamsPlace } from './activity.ts';
import type { Consent } from './parse-consent.ts';

type Message = Extract<Inbound, { kind: 'message' }>;
type Form = Extract<Inbound, { kind: 'form' }>;

/** What the core takes in, and what concerns nobody but the adapter. */
export type TeamsInbound =
  | Exclude<Inbound, Message | Form | { kind: 'home' } | { kind: 'command' } | { kind: 'halt' }>
  /** `of` is the same for every copy of what was said: Teams may send one again under a new id. */
  | (Message & { resend: { of: string } })
  /** What it was filled in with; it is read by the questions that are open. */
  | (Form & { inputs: unknown })
  /** A client asks for a card as this person sees it now. */
  | { kind: 'refresh'; place: TeamsPlace; author: Author; ref: TurnRef }
  | Consent;

export function unsupported(what: string): Extract<Inbound, { kind: 'unsupported' }> {
  return { kind: 'unsupported', what };
}
