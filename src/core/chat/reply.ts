import type { DecisionRecord } from '../decisions/decision-log.ts';
import type { Artifact } from '../design/artifacts/artifact.ts';
import type { Picture } from '../design/diagram/drawing.ts';
import type { PresentedDesign } from '../design/presented-design.ts';
import type { Digest, Settled } from '../digest/digest.ts';
import type { DigestSetting } from '../digest/digest-store.ts';
import type { Period } from '../digest/schedule.ts';
import type { Terms } from '../thread/channel-settings.ts';
import type { OpenQuestions } from '../thread/questions.ts';
import type { PersonId } from './message.ts';

/** Who answers, as it is shown; `hash` tells which version of the agent's file. */
export type AgentRef = { id: string; title: string; hash: string };

export type Step = { title: string; status: 'pending' | 'running' | 'done' | 'failed'; detail?: string };

/** What an answer cost and where it came from; shown small, at its end. */
export type Footer = {
  agent: AgentRef;
  model: string;
  turns: number;
  inputTokens: number;
  outputTokens: number;
  /** Input tokens that were read from the prompt cache. */
  cachedTokens: number;
  tookMs: number;
};

export type AgentSummary = {
  id: string;
  title: string;
  description: string;
  model: string;
  example?: string;
};

export type AgentName = Pick<AgentSummary, 'id' | 'title'>;

/** What a button does is looked up by these ids, never taken from the button. */
export type TurnRef = { threadId: string; turn: number };

export type FailureReason =
  | 'model-unavailable'
  | 'model-busy'
  | 'spend-limit'
  | 'refused-by-model'
  | 'too-long'
  | 'cut-off'
  | 'too-many-turns'
  | 'configuration'
  | 'crashed'
  | 'unexpected';

/**
 * Everything the bot says, without a word of any platform's vocabulary. Each adapter renders every kind; markdown
 * is GitHub-flavoured, and nothing in it can ping anybody.
 */
export type Reply =
  /** The message that roots the thread of a slash command: who asked what. */
  | { kind: 'request'; askerId: string; question: string }
  /** Where a turn is. The thread never ends on it: the end of the turn replaces it. */
  | { kind: 'progress'; ref: TurnRef; agent?: AgentRef; steps: Step[]; elapsedMs: number }
  | { kind: 'questions'; ref: TurnRef; agent: AgentRef; open: OpenQuestions }
  /** The same card once it is closed: who said what. `again`: the turn that a retry asks them in anew. */
  | { kind: 'questions-closed'; agent: AgentRef; open: OpenQuestions; again?: TurnRef }
  /** Questions still wait for somebody; `endAt` is when they do no longer. */
  | {
      kind: 'reminder';
      ref: TurnRef;
      agent: AgentRef;
      askerId: PersonId;
      open: OpenQuestions;
      endAt: number;
      atEnd: Terms['atEnd'];
    }
  /** `others` are the agents that may be asked next. */
  | { kind: 'answer'; ref: TurnRef; footer: Footer; markdown: string; others: AgentName[] }
  | ({ kind: 'design'; ref: TurnRef; footer: Footer; others: AgentName[] } & PresentedDesign)
  /** An option was chosen: the decision is accepted, with its record as a file. */
  | {
      kind: 'chosen';
      ref: TurnRef;
      byId: PersonId;
      option: string;
      record: DecisionRecord;
      superseded: DecisionRecord[];
      /** Its record, and those of what it supersedes. */
      files: Artifact[];
    }
  | {
      kind: 'failure';
      ref: TurnRef;
      reason: FailureReason;
      message: string;
      canRetry: boolean;
      retryAtMs?: number;
    }
  | { kind: 'stopped'; ref: TurnRef; byId: string }
  | { kind: 'notice'; markdown: string }
  /**
   * `words`: a paragraph of a model's, which says so. `picture`: the chart of its numbers. `settled`: what people dealt
   * with since. `nextAt`: when the next one is due. `files`: the whole of it.
   */
  | {
      kind: 'digest';
      ref: TurnRef;
      digest: Digest;
      words?: string;
      picture?: Picture;
      settled: Settled[];
      nextAt?: number;
      files: Artifact[];
    }
  /** The schedules of a channel, for whoever asked. */
  | { kind: 'digest-list'; schedules: DigestListed[] }
  | { kind: 'help' }
  | { kind: 'agents'; agents: AgentSummary[]; unknown?: { asked: string; nearest?: string } }
  /** The bot is not in the channel: how to invite it; the question is kept. */
  | { kind: 'invite'; ref: TurnRef; channelId: string }
  /** A request was edited: run it again? */
  | { kind: 'edited'; ref: TurnRef; messageId: string };

/** `paused`: it could not be posted any more, until somebody sets it anew. */
export type DigestListed = { setting: DigestSetting; nextAt: number; paused: boolean };

export type Form =
  /** Holds all open questions of a set. */
  | { kind: 'questions-form'; ref: TurnRef; agent: AgentRef; open: OpenQuestions }
  /** Something more to be asked of the same thread. */
  | { kind: 'follow-up-form'; ref: TurnRef; agent: AgentRef }
  /** What a channel may choose for itself, and has chosen so far. `openedBy`: the deed that asked for the form. */
  | {
      kind: 'settings-form';
      channelId: string;
      openedBy: string;
      agents: AgentName[];
      agent?: string;
      terms: Terms;
    }
  /**
   * When a channel gets its digest, and what is in it. `setting` is what holds now, if anything does; else `zone` and
   * `ownerId` are those of who asked, and `suggested` is a period that the channel has none of.
   */
  | {
      kind: 'digest-form';
      channelId: string;
      openedBy: string;
      setting?: DigestSetting;
      suggested?: Period;
      zone: string;
      ownerId: PersonId;
      /** What can be in it. */
      sections: { id: string; title: string }[];
    };
