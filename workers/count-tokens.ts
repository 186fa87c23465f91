import type { ModelUsage } from '../src/core/turn/model.ts';
import type { Metrics } from '../src/metrics.ts';

/** What a model call cost, by what is paid for differently. */
export function countTokens({ tokens }: Metrics, usage: ModelUsage): void {
  tokens.inc({ direction: 'in' }, usage.inputTokens - usage.cachedTokens);
  tokens.inc({ direction: 'cached' }, usage.cachedTokens);
  tokens.inc({ direction: 'out' }, usage.outputTokens);
}
