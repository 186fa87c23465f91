export type Ids = {
  /** A message time stamp, later than every one before it. */
  ts(): string;
  /** A Slack id such as `F0000000042`. */
  id(prefix: string): string;
};

export function createIds(now: () => number): Ids {
  let lastMicros = 0;
  let count = 0;
  return {
    ts() {
      lastMicros = Math.max(now() * 1000, lastMicros + 1);
      return formatTs(lastMicros);
    },
    id(prefix) {
      count += 1;
      return prefix + count.toString(36).toUpperCase().padStart(10, '0');
    },
  };
}

function formatTs(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** Microseconds of a time stamp as Slack takes them (`1700000000.000100`, `1700000000`, `0`), NaN when it is none. */
export function toMicros(ts: string): number {
  const match = /^(\d{1,10})(?:\.(\d{1,6}))?$/.exec(ts);
  if (!match) return Number.NaN;
  return Number(match[1]) * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'));
}
