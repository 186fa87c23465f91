import type { Lane, Pace, Rate } from './pace.ts';

/** Who has not asked for this long does not stand in the way of those who do. */
export const PRESENT_MS = 12_000;
/** How long it counts that somebody had room; who never had goes ahead of all who had since. */
export const REMEMBERED_MS = 60_000;
/** After a refusal so long, even what is eager waits for its turns. */
export const WARY_MS = 60_000;

const MOST_LANES = 10_000;

type State = {
  /** The instant of the next turn; a lane that rested has it in the past. */
  due: number;
  /** The same for urgent ones, among themselves. */
  urgent: number;
  held: number;
  /** By how much turns were put off ever: by urgent ones, and by the platform. */
  shifted: number;
  paused: number;
  spareDue: number;
  /** Who asks for room: when last, and since when it waits. */
  askers: Map<string, { asked: number; since: number }>;
};

/** The pace of this process alone: what is obeyed while the one that all share can't be reached. */
export function createLocalPace(now: () => number): Pace {
  const lanes = new Map<string, State>();

  function stateOf({ platform, workspaceId, channelId, method }: Lane): State {
    const key = JSON.stringify([platform, workspaceId, channelId, method]);
    const known = lanes.get(key);
    if (known) return known;
    if (lanes.size >= MOST_LANES) lanes.clear();
    const state: State = {
      due: 0,
      urgent: 0,
      held: 0,
      shifted: 0,
      paused: 0,
      spareDue: 0,
      askers: new Map(),
    };
    lanes.set(key, state);
    return state;
  }

  return {
    async take(lane, { everyMs, burst }, { overdraw, mostMs, isEager }) {
      const s = stateOf(lane);
      const at = now();
      const rested = at - (burst - 1) * everyMs;
      const slot = Math.max(s.due, rested);
      if (isEager && at > s.held + WARY_MS) {
        // Whoever waits for turns gives way by one of them at most.
        s.due = Math.max(s.due, Math.min(slot, at) + everyMs);
        return { waitMs: 0, putOffMs: async () => 0 };
      }
      if (overdraw === 0) {
        const waitMs = Math.max(slot, s.held, at) - at;
        if (waitMs <= mostMs) s.due = slot + everyMs;
        const before = s.shifted + s.paused;
        return { waitMs, putOffMs: async () => s.shifted + s.paused - before };
      }
      const beyondMs = overdraw * everyMs;
      const afterHold = s.held > at ? s.held + beyondMs : 0;
      const own = Math.max(s.urgent, Math.min(s.due, at + everyMs), rested, afterHold);
      const waitMs = Math.max(own - beyondMs, at) - at;
      if (waitMs <= mostMs) {
        if (s.due > at + everyMs) s.shifted += everyMs;
        s.due = slot + everyMs;
        s.urgent = own + everyMs;
      }
      const before = s.paused;
      return { waitMs, putOffMs: async () => s.paused - before };
    },

    async spare(lane, { everyMs, burst }, own, who) {
      const s = stateOf(lane);
      const at = now();
      const asker = s.askers.get(who) ?? { asked: at, since: at - REMEMBERED_MS };
      s.askers.set(who, { ...asker, asked: at });
      const rested = at - (burst - 1) * everyMs;
      const slot = Math.max(s.due, rested);
      if (s.held > at || slot - rested >= (burst / 2) * everyMs) return false;
      const spare = takeSpare(s, own, who, at);
      if (spare) s.due = slot + everyMs;
      return spare;
    },

    async heldMs(lane) {
      return Math.max(0, stateOf(lane).held - now());
    },

    async hold(lane, ms) {
      const s = stateOf(lane);
      const from = Math.max(s.held, now());
      const more = now() + ms - from;
      if (more <= 0) return;
      s.held = from + more;
      s.paused += more;
      s.due = Math.max(s.due, from) + more;
      if (s.urgent > from) s.urgent += more;
    },
  };
}

function takeSpare(s: State, { everyMs, burst }: Rate, who: string, at: number): boolean {
  const due = Math.max(s.spareDue, at - (burst - 1) * everyMs);
  const places = Math.floor((at - due) / everyMs) + 1;
  const since = s.askers.get(who)?.since ?? at;
  let ahead = 0;
  for (const [other, { asked, since: waits }] of s.askers) {
    if (asked < at - REMEMBERED_MS) s.askers.delete(other);
    else if (waits < since && asked >= at - PRESENT_MS) ahead += 1;
  }
  if (ahead >= places) return false;
  s.spareDue = due + everyMs;
  s.askers.set(who, { asked: at, since: at });
  return true;
}
