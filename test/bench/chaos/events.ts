import { eventFlood, type FloodOptions } from '../../chaos/event-flood.ts';
import { complain, print, spread } from './print.ts';

/** Each mention reaches two apps four times, and is one run. */
export async function chaosEvents(options: Partial<FloodOptions> = {}): Promise<void> {
  const { events = 10_000, workers = 1, atOnce = 100 } = options;
  const figures = await eventFlood({ events, workers, atOnce });
  const { deliveries, acknowledged, threads, receipts, answers, modelCalls, problems } = figures;
  print('events: mentions, each delivered four times to two apps', [
    ['mentions', events],
    ['deliveries', deliveries],
    ['acknowledged', acknowledged],
    ['threads', threads],
    ['messages', receipts],
    ['answers', answers],
    ['model-calls', modelCalls],
    ...spread('answered', figures.answeredMs),
    ['mentions-a-second', Math.round((events * 1_000) / figures.tookMs)],
  ]);
  const counts = Object.entries({ threads, receipts, answers, modelCalls })
    .filter(([, count]) => count !== events)
    .map(([name, count]) => `${events} mentions, ${count} ${name}`);
  complain([...counts, ...problems]);
}
