import type { Crash, Point } from '../../chaos/crash-points.ts';
import { nameOf, runPoints } from '../../chaos/points.ts';

export type ChaosPointsOptions = { times?: number; lanes?: number; isChosen?(point: Point): boolean };

/**
 * Workers that crash at each point that a run passes: before and after every save, call and ledger row. One process
 * per point, in which as many conversations as wanted stand before it, and as many behind it.
 */
export async function chaosPoints(options: ChaosPointsOptions = {}): Promise<void> {
  const { times = 20, lanes = 4, isChosen = () => true } = options;
  const startedAt = performance.now();
  let planned: Crash[] = [];
  const report = await runPoints({
    lanes,
    plan: (points) => {
      const chosen = points.filter(isChosen);
      planned = chosen.flatMap((point) => [
        { ...point, when: 'before' as const },
        { ...point, when: 'after' as const },
      ]);
      return chosen.map((point) =>
        planned
          .filter((crash) => crash.name === point.name && crash.nth === point.nth)
          .flatMap((crash) => Array.from({ length: times }, () => crash)),
      );
    },
  });
  const rarely = planned.filter((crash) => (report.crashed.get(nameOf(crash)) ?? 0) < times);
  const crashes = [...report.crashed.values()].reduce((sum, count) => sum + count, 0);
  const lines: [string, string | number][] = [
    ['points', planned.length],
    ['crashes-at-a-point', crashes],
    ['crashes-elsewhere', report.missed],
    ['points-met-less-often-than-wanted', rarely.length],
    ['processes-killed', report.processesKilled],
    ['lost', report.lost],
    ['doubled', report.doubled],
    ['other-problems', report.other],
    ['model-calls-repeated', report.callsRepeated],
    ['threads-with-more-than-one-repeated', report.overcalled.length],
    ['took', `${((performance.now() - startedAt) / 1000).toFixed(0)} s`],
  ];
  process.stdout.write(
    `points: each point of a run, ${times} conversations before it and ${times} after it\n`,
  );
  for (const [name, value] of lines) process.stdout.write(`  ${name} ${value}\n`);
  for (const crash of rarely) {
    process.stdout.write(`  ${nameOf(crash)} met ${report.crashed.get(nameOf(crash)) ?? 0} times\n`);
  }
  for (const problem of [...report.problems, ...report.overcalled]) process.stdout.write(`  ! ${problem}\n`);
  if (report.problems.length > 0 || report.overcalled.length > 0) process.exitCode = 1;
}
