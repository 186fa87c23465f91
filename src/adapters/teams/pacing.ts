import type { Place } from '../../core/chat/message.ts';
import { heldBack, type Lane, type Pace, type Rate, waitForTurn } from '../../core/delivery/pace.ts';
import type { Sleep } from '../../core/turn/call-model.ts';

/**
 * Teams counts a bot's calls in one conversation, a channel with all its threads, in four windows: 7 in 1 s, 8 in 2 s, 60
 * in 30 s and 1,800 in an hour. Of the first rate at most 6, 8 and 59 fall into the first three, of the second 1,800 into
 * the last.
 */
const CONVERSATION: Rate = { everyMs: 550, burst: 5 };
const HOUR: Rate = { everyMs: 3_000, burst: 600 };
/** 50 a second in a tenant, whatever they are. */
const TENANT: Rate = { everyMs: 25, burst: 10 };
/** What a person waits for may go so far beyond the burst. */
const RECEIPTS_BEYOND = 1;

/** Progress leaves most of a conversation's calls to what people wait for; one card changes every 2.5 s at most. */
const PROGRESS: Rate = { everyMs: 2_000, burst: 3 };
const CARD: Rate = { everyMs: 2_500, burst: 1 };

/** `members`: looking somebody up, which Teams counts apart. */
type Kind = 'send' | 'members';

export type TeamsPacing = {
  /** Resolves when such a call may be made; throws an `AppError` with `afterMs` when that is too far away. */
  ready(where: Place, what: 'receipt' | 'message' | 'update', signal: AbortSignal): Promise<void>;
  /** Whether there is room to show the progress of a thread; the room is taken. */
  mayShowProgress(place: Place, threadId: string): Promise<boolean>;
  /** Throws instead of a call that Teams would refuse. */
  admit(place: Place, kind: Kind): Promise<void>;
  /** Teams wants no such call for so long, from any process. */
  refused(place: Place, kind: Kind, ms: number): Promise<void>;
};

/** Teams' limits, kept by all processes together, so that it need not refuse what they send. */
export function createTeamsPacing(pace: Pace, sleep: Sleep, onRefused: (kind: Kind) => void): TeamsPacing {
  return {
    async ready(where, what, signal) {
      const isEager = what !== 'message';
      const overdraw = what === 'receipt' ? RECEIPTS_BEYOND : 0;
      const deps = { pace, sleep };
      await waitForTurn(deps, laneOf(where, 'hour'), HOUR, { overdraw: 0 }, signal);
      await waitForTurn(deps, tenantLane(where), TENANT, { overdraw: 0, isEager }, signal);
      await waitForTurn(deps, laneOf(where, 'send'), CONVERSATION, { overdraw, isEager }, signal);
    },
    async mayShowProgress(place, threadId) {
      const card = { ...tenantLane(place), method: 'card', channelId: threadId };
      const turn = await pace.take(card, CARD, { overdraw: 0, mostMs: 0 });
      if (turn.waitMs > 0) return false;
      if (!(await pace.spare(laneOf(place, 'send'), CONVERSATION, PROGRESS, threadId))) return false;
      const hour = await pace.take(laneOf(place, 'hour'), HOUR, { overdraw: 0, mostMs: 0 });
      return hour.waitMs <= 0;
    },
    async admit(place, kind) {
      const ms = await pace.heldMs(laneOf(place, kind));
      if (ms > 0) throw heldBack(ms);
    },
    refused(place, kind, ms) {
      onRefused(kind);
      return pace.hold(laneOf(place, kind), ms);
    },
  };
}

function laneOf({ workspaceId, channelId }: Place, method: Kind | 'hour'): Lane {
  return { platform: 'teams', workspaceId, channelId, method };
}

function tenantLane({ workspaceId }: Place): Lane {
  return { platform: 'teams', workspaceId, method: 'tenant' };
}
