import { around, peak, type Sample } from '../../chaos/memory.ts';
import { type SoakOptions, soak } from '../../chaos/soak.ts';

const MINUTE_MS = 60_000;
/** By then everything is loaded, and the collector has found its pace. */
const SETTLED_MINUTE = 2;
const MOST_GROWTH = 0.1;

/** Memory under steady traffic: 200 conversations at once for 20 minutes, in one worker with a heap of 256 MB. */
export async function chaosSoak(options: SoakOptions = {}): Promise<void> {
  const { worker, app, answered, problems, minutes, tookMs } = await soak(options);
  const lost = problems.filter((problem) => /no end|no question|not shown|worker ended/.test(problem)).length;
  // Not after the last conversation began: a worker with less and less to do gives memory back.
  const endMs = minutes * MINUTE_MS - MINUTE_MS / 2;
  const settledMs = Math.min(SETTLED_MINUTE, minutes / 2) * MINUTE_MS;
  const settled = (samples: Sample[]) => around(samples, settledMs, MINUTE_MS / 2);
  const atEnd = (samples: Sample[]) => around(samples, endMs, MINUTE_MS / 2);
  const growth = (samples: Sample[]) => atEnd(samples) / settled(samples) - 1;
  const sorted = [...tookMs].sort((a, b) => a - b);
  const mb = (value: number) => `${value.toFixed(0)} MB`;
  const lines: [string, string | number][] = [
    ['conversations-answered', answered],
    ['conversations-per-minute', (answered / minutes).toFixed(0)],
    ['conversation-p50', `${((sorted[Math.floor(sorted.length / 2)] ?? 0) / 1000).toFixed(1)} s`],
    ['lost', lost],
    ['other-lines', problems.length - lost],
    ['worker-rss-minute-2', mb(settled(worker))],
    ['worker-rss-end', mb(atEnd(worker))],
    ['worker-rss-growth', `${(100 * growth(worker)).toFixed(1)} %`],
    ['worker-rss-peak', mb(peak(worker))],
    ['app-rss-minute-2', mb(settled(app))],
    ['app-rss-end', mb(atEnd(app))],
    ['app-rss-peak', mb(peak(app))],
  ];
  process.stdout.write(`soak: memory of one worker under conversations all the time (${minutes} min)\n`);
  for (const [name, value] of lines) process.stdout.write(`  ${name} ${value}\n`);
  for (const problem of problems.slice(0, 30)) process.stdout.write(`  ! ${problem}\n`);
  if (problems.length > 0 || !(growth(worker) < MOST_GROWTH)) process.exitCode = 1;
}
