import type { Place } from '../../src/core/chat/message.ts';
import { emptyThread } from '../../src/core/thread/begin-thread.ts';
import type { Outcome, ThreadStore } from '../../src/core/thread/store.ts';
import { aDesign } from './design.ts';

const DAY_MS = 86_400_000;

/** A channel with a weekly digest that is due then, and a week in which things happened. */
export async function aWeek(store: ThreadStore, place: Place, slotAt: number): Promise<void> {
  const { workspaceId, channelId } = place;
  const slot = new Date(slotAt);
  const schedule = {
    period: 'weekly' as const,
    weekday: slot.getUTCDay() || 7,
    hour: slot.getUTCHours(),
    minute: slot.getUTCMinutes(),
    zone: 'UTC',
  };
  const setting = {
    place,
    schedule,
    ownerId: 'U0ADA',
    heartbeat: false,
    without: [],
    setAt: slotAt - 6 * DAY_MS,
  };
  await store.once(place, { keys: [`set-${channelId}`], settings: { digests: { weekly: setting } } });
  for (const [i, daysAgo] of [5, 3, 1].entries()) {
    const rootId = `${Math.floor(slotAt / 1000) - daysAgo * 86_400}.00000${i}`;
    const id = `slack:${workspaceId}:${channelId}:${rootId}`;
    const at = slotAt - daysAgo * DAY_MS;
    const ended = i === 2 ? 'answer' : 'design';
    const outcome: Outcome =
      ended === 'answer'
        ? { kind: 'answer', markdown: 'Use an outbox.', footer: FOOTER, at }
        : {
            kind: 'design',
            design: aDesign({ title: `Design ${i} of ${channelId}` }),
            review: { findings: [], checks: 30, validContracts: 1 },
            version: 1,
            numbers: [],
            footer: FOOTER,
            at,
          };
    const state = {
      ...emptyThread({ id, place, rootId, askerId: 'U0ADA', rootedBy: 'request' as const }),
      turn: 1,
      agent: FOOTER.agent,
      phase: { kind: 'done' as const, at, end: ended as 'answer' | 'design' },
      designs: ended === 'design' ? [{ turn: 1, version: 1, options: [], agentId: 'backend' }] : [],
    };
    await store.save({ state, version: 0, outcome: { turn: 1, value: outcome } });
  }
}

const FOOTER = {
  agent: { id: 'backend', title: 'Backend Architect', hash: 'abcd' },
  model: 'claude-sonnet-5-5',
  turns: 2,
  inputTokens: 20_000,
  outputTokens: 4_000,
  cachedTokens: 15_000,
  tookMs: 90_000,
};
