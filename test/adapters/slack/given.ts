import type { Footer } from '../../../src/core/chat/reply.ts';

export const REF = { threadId: 'slack:T1ABC:C1ABC:1700000000.000100', turn: 3 };
export const AGENT = { id: 'backend', title: 'Backend architect', hash: 'a1b2c3d4e5f6' };

export const OTHERS = [
  { id: 'cloudphone', title: 'Cloud Phone Architect' },
  { id: 'backend', title: 'Backend Architect' },
];

export const FOOTER: Footer = {
  agent: AGENT,
  model: 'claude-sonnet-5-5',
  turns: 3,
  inputTokens: 12_345,
  outputTokens: 2_100,
  cachedTokens: 9_876,
  tookMs: 65_000,
};

/** Whatever could call somebody, or be taken for markup. */
export const NASTY = '<!channel> <@U1ABC> @here `x` **b** [bank.example](https://evil.example) & 字字字 🚚';
