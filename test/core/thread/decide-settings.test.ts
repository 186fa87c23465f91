import { describe, expect, it } from 'vitest';
import type { PersonInbound } from '../../../src/core/chat/inbound.ts';
import { DEFAULT_TERMS } from '../../../src/core/thread/channel-settings.ts';
import { decided, mention, PLACE, press, thread } from './threads.ts';

const DAY = 24 * 3_600_000;
const OFFERED = { agent: 'backend', remind: String(3 * DAY), end: String(30 * DAY), atEnd: 'close' };

function settings(values: Record<string, string>): PersonInbound {
  return {
    kind: 'settings',
    form: 'channel',
    keys: ['form-1'],
    place: PLACE,
    author: { id: 'U2', external: false },
    openedBy: 'press-1',
    values,
  };
}

describe('the settings of a channel', () => {
  it.each([
    [
      'an agent',
      OFFERED,
      { agent: 'backend', terms: { remindAfterMs: 3 * DAY, endAfterMs: 30 * DAY, atEnd: 'close' } },
    ],
    [
      'no agent, and no reminder',
      { agent: 'auto', remind: 'never', end: String(7 * DAY), atEnd: 'assume' },
      { agent: 'auto', terms: { ...DEFAULT_TERMS, remindAfterMs: 'never' } },
    ],
  ])('with %s are set, once the form is known to be of this channel', (_name, values, set) => {
    const decision = decided(undefined, settings(values));
    expect(decision).toMatchObject({ settings: set, after: 'press-1' });
    expect(decision.replies).toHaveLength(1);
  });

  it.each([
    ['an agent that is not there', { ...OFFERED, agent: 'nobody' }],
    ['a reminder that is not offered', { ...OFFERED, remind: '1' }],
    ['an end that is not offered', { ...OFFERED, end: '99999999999' }],
    ['an end of another kind', { ...OFFERED, atEnd: 'never' }],
    ['a name of the prototype', { ...OFFERED, atEnd: 'constructor' }],
    ['nothing', {}],
  ])('%s changes nothing, and is said', (_name, values) => {
    const decision = decided(undefined, settings(values));
    expect(decision.settings).toBeUndefined();
    expect(decision.replies).toHaveLength(1);
  });

  it('can be opened from anywhere', () => {
    for (const state of [undefined, thread('waiting'), thread('answered')]) {
      expect(decided(state, press('settings', { ref: { threadId: '-', turn: 0 } })).opensSettings).toBe(true);
    }
  });

  it('the word for the agent sets it alone', () => {
    const { rootId: _, ...top } = mention('use backend') as Extract<PersonInbound, { kind: 'message' }>;
    expect(decided(undefined, top).settings).toEqual({ agent: 'backend' });
    expect(decided(thread('answered'), mention('use backend')).settings).toBeUndefined();
  });
});
