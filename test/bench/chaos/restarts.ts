import type { Wish } from '../../chaos/conversation-brain.ts';
import { type RollingOptions, rollingRestarts } from '../../chaos/rolling-restarts.ts';
import { quantile } from '../load.ts';
import { complain, print, spread } from './print.ts';

/**
 * A run under restarts may take this much longer than the slowest of its kind without. A design that a worker hands back
 * is drawn anew by another one that has just started.
 */
const LONGER_BY_MS: Record<Wish, number> = { plain: 5_000, asked: 5_000, design: 15_000 };

/** One process after the other is ended and another one is started, under conversations of all kinds. */
export async function chaosRestarts(options: Partial<RollingOptions> = {}): Promise<void> {
  const figures = await rollingRestarts({
    restarts: 100,
    perSecond: 1.5,
    atOnce: 30,
    apps: 2,
    workers: 2,
    undisturbedMs: 60_000,
    mostRuns: 2_000,
    ...options,
  });
  const { runs, undisturbedMs, disturbedMs, badEnds } = figures;
  const wishes = Object.keys(undisturbedMs) as Wish[];
  print('restarts: apps and workers in turn, SIGTERM and another one, under conversations of all kinds', [
    ['restarts', figures.restarts],
    ['runs', figures.begun],
    ['lost', runs.lost],
    ['doubled', runs.doubled],
    ['other-problems', runs.other],
    ['jobs-stalled', figures.stalled],
    ['ends-other-than-0', badEnds.length],
    ['requests-refused', figures.refused],
    ['requests-that-no-app-took', figures.unanswered],
    ['model-calls-repeated', figures.extraCalls],
    ...wishes.flatMap((wish) => [
      ...spread(`${wish}-undisturbed`, undisturbedMs[wish]),
      ...spread(`${wish}-under-restarts`, disturbedMs[wish]),
    ]),
    ...spread('app-ended', figures.endedMs.app),
    ...spread('worker-ended', figures.endedMs.worker),
  ]);
  const slow = wishes.flatMap((wish) => {
    const usual = quantile(
      undisturbedMs[wish].toSorted((a, b) => a - b),
      1,
    );
    return disturbedMs[wish]
      .filter((ms) => ms > usual + LONGER_BY_MS[wish])
      .map(
        (ms) => `a run of ${wish} took ${Math.round(ms)} ms, ${Math.round(usual)} at most without restarts`,
      );
  });
  complain([
    ...runs.problems,
    ...slow,
    ...badEnds.map((status) => `a process ended with ${status}`),
    ...(figures.stalled > 0 ? [`${figures.stalled} jobs stalled`] : []),
  ]);
}
