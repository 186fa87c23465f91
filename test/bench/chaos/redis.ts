import { redisAway, TROUBLES, type Trouble } from '../../chaos/redis-away.ts';
import { type RestartOptions, redisRestarts } from '../../chaos/redis-restarts.ts';
import { complain, print, spread } from './print.ts';

/** The promise: whatever Redis does, an answer within this time. */
const ANSWERED_WITHIN_MS = 2_000;

export type ChaosRedisOptions = {
  restarts?: Partial<RestartOptions>;
  away?: { troubles?: Trouble[]; each?: number; lastsMs?: number };
};

/** Redis is killed and started again under load; then it is away, paused or slow while people go on. */
export async function chaosRedis({ restarts = {}, away = {} }: ChaosRedisOptions = {}): Promise<void> {
  await underRestarts({
    runs: 2_000,
    perSecond: 5,
    atOnce: 80,
    workers: 3,
    everyMs: [5_000, 20_000],
    downMs: [0, 2_000],
    ...restarts,
  });
  const { troubles = Object.keys(TROUBLES) as Trouble[], each = 50, lastsMs = 16_000 } = away;
  for (const trouble of troubles) await inTrouble({ trouble, each, lastsMs });
}

async function underRestarts(options: RestartOptions): Promise<void> {
  const figures = await redisRestarts(options);
  const { lost, doubled, other, problems } = figures.runs;
  const [least, most] = options.everyMs.map((ms) => ms / 1_000);
  print(`redis: killed every ${least} to ${most} s and started again, under conversations of all kinds`, [
    ['runs', options.runs],
    ['restarts', figures.restarts],
    ['lost', lost],
    ['doubled', doubled],
    ['other-problems', other],
    ['requests-refused-and-sent-again', figures.refused],
    ['requests-of-which-it-was-not-sure', figures.unsure],
    ['refused-and-happened-all-the-same', figures.ghosts.length],
    ['model-calls-repeated', figures.extraCalls],
    ['requests-answered', figures.answeredMs.length],
    ...spread('answered', figures.answeredMs),
    ...spread('work-resumed-after-redis-is-up', figures.resumedMs),
    ...spread('run', figures.tookMs),
  ]);
  complain([...problems, ...figures.ghosts, ...late(figures.answeredMs)]);
}

async function inTrouble(options: { trouble: Trouble; each: number; lastsMs: number }): Promise<void> {
  const figures = await redisAway(options);
  print(`redis ${options.trouble} for ${options.lastsMs / 1_000} s: commands, mentions, clicks and forms`, [
    ['requests', figures.requests],
    ['refused', figures.refused],
    ['unsure', figures.unsure],
    ['refused-and-happened-all-the-same', figures.ghosts.length],
    ['requests-answered', figures.answeredMs.length],
    ...spread('answered', figures.answeredMs),
    ['a-run-right-after-took-ms', Math.round(figures.resumedMs)],
  ]);
  complain([...figures.problems, ...figures.ghosts, ...late(figures.answeredMs)]);
}

function late(answeredMs: readonly number[]): string[] {
  return answeredMs
    .filter((ms) => ms > ANSWERED_WITHIN_MS)
    .map((ms) => `a request was answered after ${Math.round(ms)} ms`);
}
