import type { AgentSummary, Form, Reply } from '../chat/reply.ts';
import type { DigestAsk } from '../digest/digest-command.ts';
import type { Period } from '../digest/schedule.ts';
import type { ChannelChange } from './channel-settings.ts';
import type { JobKind } from './jobs.ts';
import type { ThreadState } from './state.ts';

/** What has to be known of the agents to decide; both are fast and without effect. */
export type Guide = {
  agents: AgentSummary[];
  /** Whether words that mention nobody are meant for an architect (no small talk). */
  isForAgent(text: string): boolean;
  isSmallTalk(text: string): boolean;
  /** What is said to words that no agent is for. */
  introduction: string;
};

/** What was asked for in words, or filled in. */
export type DigestDeed =
  | Exclude<DigestAsk, { kind: 'mistake' | 'open' }>
  /** `which`: that of a period, or another one; else the only one, and of several the list. */
  | { kind: 'open'; which?: Period | 'new' }
  /** `changing`: the period of the digest that the form was opened for. */
  | { kind: 'form'; changing?: Period; values: Record<string, string> };

/** What follows from what a person did. */
export type Decision = {
  /** Absent: nothing changes. */
  state?: ThreadState;
  jobs: JobKind[];
  /** A running turn has to end at once. */
  cancel?: true;
  /** For the eyes of whoever did it. */
  replies: Reply[];
  form?: Form;
  /** The form of this channel's settings is to be opened. */
  opensSettings?: true;
  /** About this channel's digests: what it means depends on what is set there, see `answerDigest`. */
  digest?: DigestDeed;
  /** Further names of the deed: what was done under one of them is not done again. */
  seen?: string[];
  /** The key of an item that no digest of this channel shall tell of. */
  settles?: string;
  /** What is wrong with a form, by field: it stays open. */
  mistakes?: Record<string, string>;
  /** What this channel has from now on; kept before the change of a thread, if there is one. */
  settings?: ChannelChange;
  /** A deed that must be known in this channel. */
  after?: string;
};

export const GONE: Reply = {
  kind: 'notice',
  markdown: 'That card is out of date: this thread has moved on, so nothing was changed.',
};

export const FORM_GONE: Reply = {
  kind: 'notice',
  markdown: 'That form is out of date, so nothing was changed. Open the settings again.',
};

export const NOTHING: Decision = { jobs: [], replies: [] };

/** Nothing changes; whoever did it is told something. */
export function say(...replies: Reply[]): Decision {
  return { jobs: [], replies };
}

export function note(markdown: string): Decision {
  return say({ kind: 'notice', markdown });
}

export function go(state: ThreadState, jobs: JobKind[] = ['deliver'], ...replies: Reply[]): Decision {
  return { state, jobs, replies };
}
