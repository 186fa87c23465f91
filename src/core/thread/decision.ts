import type { AgentSummary, Form, Reply } from '../chat/reply.ts';
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
  /** The agent that this channel asks from now on; `auto`: the router chooses. */
  channelAgent?: string;
};

export const GONE: Reply = {
  kind: 'notice',
  markdown: 'That card is out of date: this thread has moved on, so nothing was changed.',
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
