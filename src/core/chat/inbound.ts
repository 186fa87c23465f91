import type { Period } from '../digest/schedule.ts';
import type { PersonId, Place } from './message.ts';
import type { TurnRef } from './reply.ts';

/** `external`: the payload itself says they belong to another organisation. `zone`: the payload tells their time zone. */
export type Author = { id: PersonId; external: boolean; zone?: string };

/**
 * What everything that a person did has in common. `keys` name the deed, not its delivery: twins and re-sends of
 * one deed share at least one.
 */
type Deed = { keys: readonly [string, ...string[]]; place: Place; author: Author };

export type Verb =
  | 'stop'
  | 'retry'
  | 'answer'
  | 'form'
  | 'assume'
  | 'rerun'
  | 'invited'
  | 'feedback'
  | 'agents'
  | 'another'
  /** An option of a design. */
  | 'choose'
  | 'follow-up'
  | 'regenerate'
  /** An item of a digest, by its `option`: becomes a thread of its own; was dealt with; is nothing for this channel. */
  | 'discuss'
  | 'done'
  | 'not-for-us'
  /** About the channel, whatever its `ref`. */
  | 'settings'
  | 'digest';

/** A payload of any platform, as the core sees it. */
export type Inbound =
  | (Deed & {
      kind: 'message';
      messageId: string;
      /** The root of the thread it was said in; absent for a message of its own. */
      rootId?: string;
      /** Without the mention of the bot. */
      text: string;
      mentionsBot: boolean;
      mentionsOthers: boolean;
      /** Where a platform may send words again under a new id: the same for every copy of them. */
      resend?: { of: string };
    })
  | (Deed & { kind: 'command'; text: string; handle?: string })
  | (Deed & {
      kind: 'press';
      verb: Verb;
      ref: TurnRef;
      questionId?: string;
      option?: number;
      /** What a press carries beside ids: the thumb of a feedback button. */
      value?: string;
      handle?: string;
    })
  /** Answers by question; what more is asked comes under `text`. */
  | (Deed & {
      kind: 'form';
      form: 'questions' | 'follow-up';
      ref: TurnRef;
      answers: Record<string, string>;
    })
  /**
   * What a channel's form was filled in with, by field; `openedBy` is the deed that asked for the form there. `changing`:
   * the digest, by its period, that it was opened for.
   */
  | (Deed & {
      kind: 'settings';
      form: 'channel' | 'digest';
      openedBy: string;
      changing?: Period;
      values: Record<string, string>;
    })
  | (Deed & { kind: 'edited'; messageId: string; rootId?: string; text: string; mentionsBot: boolean })
  /** The native Stop of a thread. */
  | (Deed & { kind: 'halt'; rootId: string })
  | { kind: 'joined'; place: Place }
  | { kind: 'home'; workspaceId: string; personId: PersonId }
  /** Known to be nothing for us, or unknown: never an exception. */
  | { kind: 'unsupported'; what: string };

/** What comes from a person and may need an answer. */
export type PersonInbound = Extract<Inbound, Deed>;
