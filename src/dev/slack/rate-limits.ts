/** Calls a minute that Slack grants a method per workspace; `posting` is one a second per channel with bursts. */
export type Tier = 1 | 2 | 3 | 4 | 'special' | 'posting';

const PER_MINUTE: Record<Exclude<Tier, 'posting'>, number> = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 };
const POSTING_BURST = 5;
const WINDOW_MS = 60_000;

export type RateLimits = {
  /** Seconds to wait, or undefined when the call is let through (and counted). */
  take(call: { workspaceId: string; method: string; tier: Tier; channelId: string }): number | undefined;
};

export function createRateLimits(now: () => number, isOn: boolean): RateLimits {
  const windows = new Map<string, number[]>();
  const buckets = new Map<string, { left: number; at: number }>();

  function takeFromWindow(key: string, most: number): number | undefined {
    const at = now();
    const recent = (windows.get(key) ?? []).filter((call) => call > at - WINDOW_MS);
    windows.set(key, recent);
    const oldest = recent[0];
    if (recent.length >= most && oldest !== undefined) {
      return Math.max(1, Math.ceil((oldest + WINDOW_MS - at) / 1000));
    }
    recent.push(at);
    return undefined;
  }

  function takeFromBucket(key: string): number | undefined {
    const at = now();
    const bucket = buckets.get(key) ?? { left: POSTING_BURST, at };
    const left = Math.min(POSTING_BURST, bucket.left + (at - bucket.at) / 1000);
    if (left < 1) {
      buckets.set(key, { left, at });
      return Math.max(1, Math.ceil(1 - left));
    }
    buckets.set(key, { left: left - 1, at });
    return undefined;
  }

  return {
    take({ workspaceId, method, tier, channelId }) {
      if (!isOn) return undefined;
      if (tier === 'posting') return takeFromBucket(`${workspaceId}/${channelId}`);
      return takeFromWindow(`${workspaceId}/${method}`, PER_MINUTE[tier]);
    },
  };
}
