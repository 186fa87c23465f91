import { type KillsOptions, runKills } from '../../chaos/kills.ts';
import { quantile } from '../load.ts';

/** What the figure of the promise is: from the kill until the work goes on elsewhere. */
const RESUMED_P99_MS = 12_000;

/** Workers that are killed at random times while conversations of all kinds go on. */
export async function chaosKills(options: Partial<KillsOptions> = {}): Promise<void> {
  const startedAt = performance.now();
  const report = await runKills({ kills: 1_000, runs: 600, ...options });
  const { resumedAfterMs, overcalled, problems, neverResumed } = report;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const p99 = quantile(resumedAfterMs, 0.99);
  const repeated = report.calls - report.callsNeeded;
  const lines: [string, string | number][] = [
    ['runs', report.runs],
    ['kills', report.kills],
    ['kills-that-hit-a-job', report.killsThatHit],
    ['jobs-interrupted', report.jobsInterrupted],
    ['turns-interrupted', report.turnsInterrupted],
    ['jobs-never-taken-again', neverResumed],
    ['lost', report.lost],
    ['doubled', report.doubled],
    ['other-problems', report.other],
    ['model-calls', report.calls],
    ['model-calls-needed', report.callsNeeded],
    ['model-calls-repeated', repeated],
    ['model-calls-repeated-per-interrupted-turn', (repeated / report.turnsInterrupted).toFixed(2)],
    ['threads-with-more-repeated-than-kills', overcalled.length],
    ['resumed-p50', seconds(quantile(resumedAfterMs, 0.5))],
    ['resumed-p99', seconds(p99)],
    ['resumed-max', seconds(resumedAfterMs.at(-1) ?? 0)],
    ['took', seconds(performance.now() - startedAt)],
  ];
  process.stdout.write('kills: random kill -9 of workers under conversations of all kinds\n');
  for (const [name, value] of lines) process.stdout.write(`  ${name} ${value}\n`);
  for (const problem of [...problems, ...overcalled]) process.stdout.write(`  ! ${problem}\n`);
  const isBroken =
    problems.length + overcalled.length + neverResumed > 0 || repeated > report.turnsInterrupted;
  if (isBroken || p99 > RESUMED_P99_MS) process.exitCode = 1;
}
