import type { TrafficEntry } from './control.ts';
import { isRecord } from './json.ts';

/** Enough to look back on a long conversation, little enough to keep the process small. */
const KEPT = 1_000;

export type Traffic = {
  add(entry: Omit<TrafficEntry, 'n'>): void;
  entries(afterN?: number): TrafficEntry[];
  /** Counts a call of the app as open until the returned function is called. */
  hold(): () => void;
  /** Calls of the app that are not carried out, or not answered, yet. */
  open(): number;
};

export function createTraffic(onEntry: (entry: TrafficEntry) => void): Traffic {
  const kept: TrafficEntry[] = [];
  let count = 0;
  let open = 0;
  return {
    add(entry) {
      count += 1;
      const full = { ...entry, n: count, request: mask(entry.request), response: mask(entry.response) };
      kept.push(full);
      if (kept.length > KEPT) kept.shift();
      onEntry(full);
    },
    hold() {
      open += 1;
      return () => {
        open -= 1;
      };
    },
    open: () => open,
    entries: (afterN = 0) => kept.filter((entry) => entry.n > afterN),
  };
}

/** A copy without secrets: tokens keep their kind, as in `xoxb-…`. */
function mask(value: unknown): unknown {
  if (typeof value === 'string') {
    return value
      .replaceAll(/\b(xox[a-z]|xapp)-[\w-]+/g, '$1-…')
      .replaceAll(/\bticket=[0-9a-f]+/g, 'ticket=…')
      .replaceAll(/(\/(?:hooks|upload|link)\/[^\s"?]*?)[0-9a-f]{24,}/g, '$1…');
  }
  if (Array.isArray(value)) return value.map(mask);
  if (!isRecord(value)) return value;
  const masked: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    masked[key] = key === 'client_secret' || key === 'ticket' ? '…' : mask(entry);
  }
  return masked;
}
