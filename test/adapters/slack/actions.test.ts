import { describe, expect, it } from 'vitest';
import {
  decodeAction,
  decodeForm,
  decodeSettings,
  encodeAction,
  encodeForm,
  encodeSettings,
} from '../../../src/adapters/slack/actions.ts';

const REF = { threadId: 'slack:T1:C1:1.2', turn: 4 };

describe('actions', () => {
  it.each([
    ['stop', {}],
    ['answer', { questionId: 'q_1-a', option: 0 }],
    ['rerun', { messageId: '1700000000.000100' }],
    ['feedback', { value: 'down' }],
    ['choose', { option: 2 }],
    ['follow-up', {}],
    ['regenerate', {}],
    ['discuss', { option: 0 }],
    ['done', { option: 99 }],
    ['not-for-us', { option: 7 }],
    ['settings', {}],
    ['digest', {}],
  ] as const)('%s comes back as it was sent', (verb, ids) => {
    const { action_id, value } = encodeAction(verb, { ...REF, ...ids });
    expect(decodeAction(action_id, value)).toEqual({ verb, ...REF, ...ids });
    expect(action_id.length).toBeLessThanOrEqual(255);
    expect(value.length).toBeLessThanOrEqual(2_000);
  });

  it('have different ids in one message', () => {
    const options = [0, 1].map(
      (option) => encodeAction('answer', { ...REF, questionId: 'a', option }).action_id,
    );
    const other = encodeAction('answer', { ...REF, questionId: 'b', option: 0 }).action_id;
    expect(new Set([...options, other]).size).toBe(3);
  });

  it.each([
    ['another app', 'other:stop', '{"t":"x","n":1}'],
    ['an unknown verb', 'architect:explode', '{"t":"x","n":1}'],
    ['no ids', 'architect:stop', undefined],
    ['no JSON', 'architect:stop', '{'],
    ['a turn that is no number', 'architect:stop', '{"t":"x","n":"1"}'],
    ['a negative option', 'architect:answer', '{"t":"x","n":1,"o":-1}'],
    ['an array', 'architect:stop', '[]'],
    ['a name of the prototype', 'architect:constructor', '{"t":"x","n":1}'],
    ['no string', 7, '{"t":"x","n":1}'],
  ])('of %s are nothing to us', (_, actionId, value) => {
    expect(decodeAction(actionId, value)).toBeUndefined();
  });

  it.each(['questions', 'follow-up'] as const)('of a form (%s) carry the turn', (form) => {
    const { callback_id, private_metadata } = encodeForm(form, REF);
    expect(decodeForm(callback_id, private_metadata)).toEqual({ form, ref: REF });
    expect(decodeForm('other', private_metadata)).toBeUndefined();
    expect(decodeForm(callback_id, 'nonsense')).toBeUndefined();
    expect(decodeSettings(callback_id, private_metadata)).toBeUndefined();
  });

  it('of the settings carry the channel, and what opened them', () => {
    const opened = { channelId: 'C1', openedBy: 'press-1' };
    const { callback_id, private_metadata } = encodeSettings('channel', opened);
    expect(decodeSettings(callback_id, private_metadata)).toEqual({ form: 'channel', ...opened });
    expect(decodeForm(callback_id, private_metadata)).toBeUndefined();
    for (const other of ['nonsense', '{}', '{"c":"","k":"x"}', '{"c":"C1"}', '[]', undefined]) {
      expect(decodeSettings(callback_id, other)).toBeUndefined();
    }
  });
});
