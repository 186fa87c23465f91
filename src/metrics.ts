import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What this process counts; `/metrics` shows it. Labels are kinds and codes, never ids. */
export type Metrics = {
  /** Its count tells how much people did. */
  ackSeconds: Histogram<'kind'>;
  turns: Counter<'end'>;
  deliveryFailures: Counter<'code'>;
  /** What could not be shown and will not be. */
  deliveriesGivenUp: Counter<'code'>;
  failedRuns: Gauge<'kind'>;
  /** Looks at digests, by what came of them. */
  digests: Counter<'what'>;
  /** Calls that the platform refused for their number. */
  rateLimited: Counter<'method'>;
  tokens: Counter<'direction'>;
  feedback: Counter<'value'>;
  swept: Gauge;
  render(): Promise<string>;
  contentType: string;
};

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    ackSeconds: new Histogram({
      name: 'architect_ack_seconds',
      help: 'From a request to its acknowledgement.',
      labelNames: ['kind'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
      registers,
    }),
    turns: new Counter({
      name: 'architect_turns_total',
      help: 'Turns that ended, by how.',
      labelNames: ['end'],
      registers,
    }),
    deliveryFailures: new Counter({
      name: 'architect_delivery_failures_total',
      help: 'Deliveries that failed and are tried again, by code.',
      labelNames: ['code'],
      registers,
    }),
    deliveriesGivenUp: new Counter({
      name: 'architect_deliveries_given_up_total',
      help: 'Deliveries that could not be shown and were given up, by code.',
      labelNames: ['code'],
      registers,
    }),
    failedRuns: new Gauge({
      name: 'architect_failed_runs',
      help: 'What is noted as failed for good, of all processes: what `npm run failed` looks through.',
      labelNames: ['kind'],
      registers,
    }),
    digests: new Counter({
      name: 'architect_digests_total',
      help: 'Looks at digests, by what came of them: posted, empty, missed or nothing.',
      labelNames: ['what'],
      registers,
    }),
    rateLimited: new Counter({
      name: 'architect_rate_limited_total',
      help: 'Calls that the platform refused because there were too many, by method.',
      labelNames: ['method'],
      registers,
    }),
    tokens: new Counter({
      name: 'architect_model_tokens_total',
      help: 'Tokens of model calls.',
      labelNames: ['direction'],
      registers,
    }),
    feedback: new Counter({
      name: 'architect_feedback_total',
      help: 'Thumbs that people gave.',
      labelNames: ['value'],
      registers,
    }),
    swept: new Gauge({
      name: 'architect_threads_with_work',
      help: 'Threads with work at the last sweep.',
      registers,
    }),
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
