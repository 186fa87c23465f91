/** What a call counts as: each kind has windows of its own. */
export type Pace = 'send' | 'members' | 'stream';

type Window = { most: number; ms: number };

/** Calls of one bot in one conversation; a channel with all its threads is one. */
const PER_CONVERSATION: Record<Pace, Window[]> = {
  send: [
    { most: 7, ms: 1_000 },
    { most: 8, ms: 2_000 },
    { most: 60, ms: 30_000 },
    { most: 1_800, ms: 3_600_000 },
  ],
  members: [
    { most: 14, ms: 1_000 },
    { most: 16, ms: 2_000 },
    { most: 120, ms: 30_000 },
    { most: 3_600, ms: 3_600_000 },
  ],
  stream: [{ most: 1, ms: 1_000 }],
};

const PER_TENANT: Window[] = [{ most: 50, ms: 1_000 }];

export type RateLimits = {
  /** Seconds to wait, or undefined when the call is let through (and counted). */
  take(call: { tenantId: string; conversationId: string; pace: Pace }): number | undefined;
};

export function createRateLimits(now: () => number, isOn: boolean): RateLimits {
  const calls = new Map<string, number[]>();

  /** Milliseconds until the next one fits into every window, 0 when it does now. */
  function waitOf(key: string, windows: Window[], at: number): number {
    const longest = Math.max(...windows.map((window) => window.ms));
    const kept = (calls.get(key) ?? []).filter((call) => call > at - longest);
    calls.set(key, kept);
    return Math.max(
      ...windows.map(({ most, ms }) => {
        const oldestThatCounts = kept.filter((call) => call > at - ms).at(-most);
        return oldestThatCounts === undefined ? 0 : oldestThatCounts + ms - at;
      }),
    );
  }

  return {
    take({ tenantId, conversationId, pace }) {
      if (!isOn) return undefined;
      const at = now();
      const ofConversation = `${tenantId}/${conversationId}/${pace}`;
      const waitMs = Math.max(
        waitOf(ofConversation, PER_CONVERSATION[pace], at),
        waitOf(tenantId, PER_TENANT, at),
      );
      if (waitMs > 0) return Math.ceil(waitMs / 1000);
      calls.get(ofConversation)?.push(at);
      calls.get(tenantId)?.push(at);
      return undefined;
    },
  };
}
