import { clipText, formatCount, formatDuration, formatNumber } from '../prose/text.ts';
import type { Footer } from '../reply.ts';

/** Who answered, with which version and at what cost. */
export function footerText(footer: Footer): string {
  const cached = footer.inputTokens > 0 ? Math.round((footer.cachedTokens / footer.inputTokens) * 100) : 0;
  const input = `${formatNumber(footer.inputTokens)} tokens in${cached > 0 ? ` (${Math.min(cached, 100)} % cached)` : ''}`;
  return [
    `${clipText(footer.agent.title, 120)} @${footer.agent.id} ${footer.agent.hash}`,
    footer.model,
    formatCount(footer.turns, 'turn'),
    `${input}, ${formatNumber(footer.outputTokens)} out`,
    formatDuration(footer.tookMs),
    'AI-generated: check it before you build on it',
  ].join(' · ');
}
