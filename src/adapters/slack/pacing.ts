import type { Place } from '../../core/chat/message.ts';
import { heldBack, type Lane, type Pace, type Rate, waitForTurn } from '../../core/delivery/pace.ts';
import type { Sleep } from '../../core/turn/call-model.ts';

/** Slack takes about one message a second in a channel, and forgives short bursts. */
const POSTS: Rate = { everyMs: 1_050, burst: 3 };
/** What a person waits for may go so far beyond the burst. */
const RECEIPTS_BEYOND = 2;

/** Slack takes 50 updates a minute in a workspace. */
const UPDATES: Rate = { everyMs: 1_250, burst: 10 };
/** Of these, 20 in any minute show progress: three at once, and then one every 3.53 s. */
const PROGRESS: Rate = { everyMs: 3_530, burst: 3 };

/**
 * Slack takes 100 uploads a minute in a workspace. The charts of digests, which fall on one hour in many channels, get
 * half of them.
 */
const CHARTS: Rate = { everyMs: 1_200, burst: 10 };

/** Methods whose limit is per channel. */
const PER_CHANNEL = new Set(['chat.postMessage']);
/** Their turns are waited for, and those regard what is held; in between, nothing may delay the call itself. */
const PACED = new Set(['chat.postMessage', 'chat.update']);

type Call = { workspaceId: string; method: string; channelId?: string | undefined };

export type Pacing = {
  /** Resolves when such a call may be made; throws an `AppError` with `afterMs` when that is too far away. */
  ready(where: Place, what: 'receipt' | 'message' | 'update', signal: AbortSignal): Promise<void>;
  /** Whether there is room to show the progress of a thread; the room is taken. */
  mayShowProgress(place: Place, threadId: string): Promise<boolean>;
  /** Whether there is room for the picture of a digest; the room is taken. */
  mayShowChart(place: Place): Promise<boolean>;
  /** Throws instead of a call that Slack would refuse; what has turns is let through. */
  admit(call: Call): Promise<void>;
  /** Slack wants no such call for so long, from any process. */
  refused(call: Call, ms: number): Promise<void>;
};

/**
 * Slack's limits, kept by all processes together, so that it need not refuse what they send. Further messages keep to the
 * pace from the start; receipts and the ends of turns, which people wait for, once Slack has refused one.
 */
export function createPacing(pace: Pace, sleep: Sleep, onRefused: (method: string) => void): Pacing {
  return {
    ready({ workspaceId, channelId }, what, signal) {
      if (what === 'update') {
        const lane = laneOf({ workspaceId, method: 'chat.update' });
        return waitForTurn({ pace, sleep }, lane, UPDATES, { overdraw: 0, isEager: true }, signal);
      }
      const lane = laneOf({ workspaceId, channelId, method: 'chat.postMessage' });
      const isEager = what === 'receipt';
      const overdraw = isEager ? RECEIPTS_BEYOND : 0;
      return waitForTurn({ pace, sleep }, lane, POSTS, { overdraw, isEager }, signal);
    },
    mayShowProgress: ({ workspaceId }, threadId) =>
      pace.spare(laneOf({ workspaceId, method: 'chat.update' }), UPDATES, PROGRESS, threadId),
    async mayShowChart({ workspaceId }) {
      const lane = laneOf({ workspaceId, method: 'chart' });
      const turn = await pace.take(lane, CHARTS, { overdraw: 0, mostMs: 0 });
      return turn.waitMs <= 0;
    },
    async admit(call) {
      if (PACED.has(call.method)) return;
      const ms = await pace.heldMs(laneOf(call));
      if (ms > 0) throw heldBack(ms);
    },
    refused(call, ms) {
      onRefused(call.method);
      return pace.hold(laneOf(call), ms);
    },
  };
}

function laneOf({ workspaceId, method, channelId }: Call): Lane {
  const lane = { platform: 'slack' as const, workspaceId, method };
  return PER_CHANNEL.has(method) && channelId !== undefined ? { ...lane, channelId } : lane;
}
