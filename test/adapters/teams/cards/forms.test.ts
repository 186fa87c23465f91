import { describe, expect, it } from 'vitest';
import { decodeAction, decodeSettings, encodeAction } from '../../../../src/adapters/teams/actions.ts';
import { buildForm, readFollowUp, readSettings } from '../../../../src/adapters/teams/cards/forms.ts';
import { readAnswers } from '../../../../src/adapters/teams/cards/question-inputs.ts';
import { withRefresh } from '../../../../src/adapters/teams/cards/refresh.ts';
import { DEFAULT_TERMS } from '../../../../src/core/thread/channel-settings.ts';
import { AGENT, OTHERS } from '../../slack/given.ts';
import { ANSWERED, CLOSED, HUGE_OPEN, NASTY_OPEN, OPEN } from '../../slack/replies.ts';
import { cardProblems, ofType, visibleText } from './check.ts';
import { only, REF, reply } from './replies.ts';

const SETTINGS = {
  kind: 'settings-form' as const,
  channelId: '19:abc@thread.tacv2',
  openedBy: 'invoke-19:abc@thread.tacv2-settings',
  agents: OTHERS,
  agent: 'backend',
  terms: DEFAULT_TERMS,
};

describe('forms on Teams', () => {
  it('are cards that every client reads', () => {
    for (const open of [OPEN, ANSWERED, NASTY_OPEN, HUGE_OPEN, CLOSED]) {
      expect(cardProblems(buildForm({ kind: 'questions-form', ref: REF, agent: AGENT, open }))).toEqual([]);
    }
    expect(cardProblems(buildForm({ kind: 'follow-up-form', ref: REF, agent: AGENT }))).toEqual([]);
    const agents = Array.from({ length: 300 }, (_, n) => ({ id: `agent-${n}`, title: '设'.repeat(90) }));
    for (const form of [SETTINGS, { ...SETTINGS, agents }]) expect(cardProblems(buildForm(form))).toEqual([]);
  });

  it('cut off nothing of a question', () => {
    const card = buildForm({ kind: 'questions-form', ref: REF, agent: AGENT, open: HUGE_OPEN });
    for (const { question, options, default: assumed } of HUGE_OPEN.questions)
      for (const said of [question, assumed, ...options]) expect(visibleText(card)).toContain(said);
  });

  it('ask what is still open, and give back what was filled in', () => {
    const card = buildForm({ kind: 'questions-form', ref: REF, agent: AGENT, open: ANSWERED });
    expect(ofType(card, 'Input.Text').map(({ id }) => id)).toEqual(['words:team']);
    const [send] = ofType(card, 'Action.Execute');
    expect(decodeAction(send)).toMatchObject({ verb: 'send-answers', ref: REF });
    const filled = {
      t: 'x',
      'choice:scale': '1',
      'words:scale': ' or more ',
      'words:team': 'we',
      'words:no': 'x',
    };
    expect(readAnswers(filled, OPEN)).toEqual({ scale: '100,000 (or more)', team: 'we' });
    expect(readAnswers({ 'choice:scale': '7', 'words:team': ' ' }, OPEN)).toEqual({});
    expect(readAnswers('nothing', OPEN)).toEqual({});
  });

  it('take a follow-up as it was written', () => {
    const card = buildForm({ kind: 'follow-up-form', ref: REF, agent: AGENT });
    expect(decodeAction(ofType(card, 'Action.Execute')[0])).toMatchObject({ verb: 'send-follow-up' });
    expect(readFollowUp({ 'follow-up': ' And refunds? ' })).toBe('And refunds?');
    expect(readFollowUp(undefined)).toBe('');
  });

  it('show what a channel has chosen, and read what it chooses', () => {
    const card = buildForm(SETTINGS);
    const inputs = ofType(card, 'Input.ChoiceSet');
    expect(inputs.map(({ id, value }) => [id, value])).toEqual([
      ['agent', 'backend'],
      ['remind', '86400000'],
      ['end', '604800000'],
      ['atEnd', 'assume'],
    ]);
    for (const { choices, value } of inputs)
      expect(choices).toContainEqual(expect.objectContaining({ value }));
    expect(decodeSettings(ofType(card, 'Action.Execute')[0])).toMatchObject({
      channelId: SETTINGS.channelId,
      openedBy: SETTINGS.openedBy,
    });
    expect(readSettings({ agent: 'auto', remind: 5, end: '', x: 'y' })).toEqual({ agent: 'auto' });
  });
});

describe('what a button carries', () => {
  it('comes back as it was put in, whatever inputs come along', () => {
    const more = { token: 'abc', questionId: 'scale', option: 1, messageId: '17', value: 'v' };
    const { verb, data } = encodeAction(REF, 'answer', more);
    const pressed = { verb, data: { ...data, 'words:scale': 'x', 'other-agent': 'y', 'other-option': 'z' } };
    expect(decodeAction(pressed)).toEqual({ verb: 'answer', ref: REF, ...more });
  });

  it('names the agent that was picked from the list', () => {
    const { verb, data } = encodeAction(REF, 'another', { token: 'abc' });
    expect(decodeAction({ verb, data: { ...data, 'other-agent': 'backend' } })).toMatchObject({
      verb: 'another',
      value: 'backend',
    });
  });

  it.each([
    ['another verb', { verb: 'delete', data: { t: 'a', n: 1, k: 'k' } }],
    ['no token', { verb: 'stop', data: { t: 'a', n: 1 } }],
    ['a thread that is none', { verb: 'stop', data: { t: 'a b', n: 1, k: 'k' } }],
    ['a turn that is none', { verb: 'stop', data: { t: 'a', n: -1, k: 'k' } }],
    ['no data', { verb: 'stop' }],
    ['nothing', undefined],
  ])('is nothing with %s', (_, action) => {
    expect(decodeAction(action)).toBeUndefined();
    expect(decodeSettings(action)).toBeUndefined();
  });
});

describe('a card that is refreshed', () => {
  it('is so for as many people as Teams takes, and for no more', () => {
    const content = only(reply('questions'));
    const some = withRefresh(content, ['29:a', '29:b']);
    expect(cardProblems(some.card)).toEqual([]);
    expect(some.card.refresh).toMatchObject({ action: { verb: 'refresh' }, userIds: ['29:a', '29:b'] });
    const many = Array.from({ length: 61 }, (_, n) => `29:${n}`);
    expect(withRefresh(content, many)).toEqual(content);
    expect(withRefresh(only(reply('answer')), ['29:a']).card.refresh).toBeUndefined();
  });
});
