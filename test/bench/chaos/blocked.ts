import { type BlockedReport, type Manner, runBlocked } from '../../chaos/blocked.ts';
import { startDurableRedis } from '../../chaos/durable-redis.ts';

export type ChaosBlockedOptions = {
  /** Pairs of workers, half of them for each manner. */
  pairs?: number;
  pausesPerPair?: number;
  /** One pause in so many lasts 60 s; the others a little longer than a lock. */
  longEvery?: number;
  seed?: number;
};

const LONG_MS = 60_000;
/** From what a lock and a check take, in steps. */
const SHORT_MS = [9_000, 10_000, 11_000, 12_000, 14_000];

/** Workers that stand still for longer than their jobs are theirs, and then go on as if nothing had been. */
export async function chaosBlocked(options: ChaosBlockedOptions = {}): Promise<void> {
  const { pairs = 10, pausesPerPair = 20, longEvery = 5, seed = 1 } = options;
  const startedAt = performance.now();
  const redis = await startDurableRedis();
  const pausesMs = Array.from({ length: pausesPerPair }, (_, i) =>
    (i + 1) % longEvery === 0 ? LONG_MS : (SHORT_MS[i % SHORT_MS.length] ?? 0),
  );
  process.stdout.write('blocked: workers that stand still for longer than their jobs are theirs\n');
  try {
    const manners = Array.from({ length: pairs }, (_, i): Manner => (i % 2 === 0 ? 'stopped' : 'blocked'));
    const reports = await Promise.all(
      manners.map((manner, i) => runBlocked({ redis, database: i, manner, pausesMs, seed: seed + i })),
    );
    for (const manner of ['stopped', 'blocked'] as const) {
      print(
        manner,
        reports.filter((_, i) => manners[i] === manner),
      );
    }
    process.stdout.write(`  took ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
    if (reports.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
  } finally {
    await redis.close();
  }
}

function print(manner: Manner, reports: readonly BlockedReport[]): void {
  const sum = (of: (report: BlockedReport) => number) => reports.reduce((all, one) => all + of(one), 0);
  const problems = reports.flatMap((report) => report.problems);
  const lines: [string, number][] = [
    ['pauses', sum(({ pauses }) => pauses)],
    ['pauses-that-hit-a-turn', sum(({ hitTurns }) => hitTurns)],
    ['pauses-that-hit-a-delivery', sum(({ hitDeliveries }) => hitDeliveries)],
    ['runs', sum(({ runs }) => runs)],
    ['lost', sum(({ lost }) => lost)],
    ['doubled', sum(({ doubled }) => doubled)],
    ['says-at-work-after-the-end', problems.filter((problem) => /still|says that/.test(problem)).length],
    ['other-problems', sum(({ other }) => other)],
    ['messages-taken-away-again', sum(({ takenAway }) => takenAway)],
    ['model-calls-too-many', sum(({ callsTooMany }) => callsTooMany)],
  ];
  for (const [name, value] of lines) process.stdout.write(`  ${manner}-${name} ${value}\n`);
  const places = new Map<string, number>();
  for (const [place, count] of reports.flatMap((report) => [...report.places])) {
    places.set(place, (places.get(place) ?? 0) + count);
  }
  const list = [...places].sort().map(([place, count]) => `${place} ${count}`);
  if (list.length > 0) process.stdout.write(`  ${manner}-where ${list.join(', ')}\n`);
  for (const problem of problems) process.stdout.write(`  ! ${problem}\n`);
}
