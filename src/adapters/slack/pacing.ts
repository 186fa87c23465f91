/** Slack takes about one message a second in a channel, and forgives short bursts. */
const EVERY_MS = 1_050;
const BURST = 3;
const MOST_CHANNELS = 10_000;

export type Pacing = {
  /** Resolves when the next message of this channel may be sent. */
  turn(channel: string, signal: AbortSignal): Promise<void>;
};

/**
 * Keeps what one process posts within the channel's pace, so that Slack need not refuse it. Several processes may
 * still meet its limit, which is then obeyed.
 */
export function createPacing(
  now: () => number,
  wait: (ms: number, signal: AbortSignal) => Promise<unknown>,
): Pacing {
  /** The instant at which all that was let through so far would be due at the steady pace. */
  const due = new Map<string, number>();
  return {
    async turn(channel, signal) {
      const at = now();
      const earliest = Math.max(due.get(channel) ?? 0, at - (BURST - 1) * EVERY_MS);
      if (due.size > MOST_CHANNELS) due.clear();
      due.set(channel, earliest + EVERY_MS);
      if (earliest > at) await wait(earliest - at, signal);
    },
  };
}
