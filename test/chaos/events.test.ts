import { expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { eventFlood } from './event-flood.ts';

it.skipIf(!isDurable)(
  durable('each mention that reaches two apps four times is one run, one message and one answer'),
  async () => {
    const events = 100;
    const figures = await eventFlood({ events, workers: 1, atOnce: 50 });
    const { threads, receipts, answers, modelCalls, problems, deliveries } = figures;
    expect(problems).toEqual([]);
    expect({ threads, receipts, answers, modelCalls }).toEqual({
      threads: events,
      receipts: events,
      answers: events,
      modelCalls: events,
    });
    expect(deliveries).toBeGreaterThanOrEqual(4 * events);
  },
  240_000,
);
