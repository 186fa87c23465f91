import { readFile } from 'node:fs/promises';

/** Megabytes of a process that are in memory, as the system counts them, all its threads included. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

export type Sample = { atMs: number; mb: number };

/** Measures a process again and again until it is stopped; one that ended gives no more samples. */
export function watchMemory(pid: number, everyMs: number): { samples: Sample[]; stop(): void } {
  const startedAt = performance.now();
  const samples: Sample[] = [];
  const take = () =>
    residentMb(pid).then(
      (mb) => samples.push({ atMs: performance.now() - startedAt, mb }),
      () => clearInterval(timer),
    );
  const timer = setInterval(take, everyMs);
  void take();
  return { samples, stop: () => clearInterval(timer) };
}

/** The middle value of those around an instant: single ones depend on when the collector ran last. */
export function around(samples: readonly Sample[], atMs: number, withinMs: number): number {
  const near = samples.filter((sample) => Math.abs(sample.atMs - atMs) <= withinMs).map(({ mb }) => mb);
  const sorted = near.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export const peak = (samples: readonly Sample[]): number => Math.max(...samples.map(({ mb }) => mb));
