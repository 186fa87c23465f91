import { describe, expect, it } from 'vitest';
import { isForUs, parseSlack } from '../../../src/adapters/slack/parse.ts';

const SELF = { teamId: 'T1', botUserId: 'U0BOT' };
const MESSAGE = { type: 'message', user: 'U1', channel: 'C1', ts: '1.1', text: 'hello' };
const COMMAND = { command: '/architect', text: 'a', user_id: 'U1', channel_id: 'C1', trigger_id: 't' };

const event = (change: Record<string, unknown>) =>
  parseSlack({ type: 'event_callback', event: { ...MESSAGE, ...change } }, SELF);

describe('ids that are none of Slack’s', () => {
  it.each([
    ['half a character', '\ud800'],
    ['an end of a string', 'a\u0000b'],
    ['nothing', ''],
    ['a path', '../C2'],
    ['words', 'a b'],
    ['40,000 characters', 'x'.repeat(40_000)],
  ])('make a message that is for nobody: %s', (_name, id) => {
    for (const field of ['user', 'channel', 'ts', 'thread_ts', 'client_msg_id']) {
      expect(event({ [field]: id }).kind).toBe('unsupported');
    }
    expect(parseSlack({ ...COMMAND, channel_id: id }, SELF).kind).toBe('unsupported');
  });

  it('and no button leads to a thread of such an id', () => {
    const value = JSON.stringify({ t: 'slack:T1:\ud800:1.1', n: 1 });
    const actions = [{ action_id: 'architect:stop', value }];
    const body = {
      type: 'block_actions',
      user: { id: 'U1' },
      channel: { id: 'C1' },
      trigger_id: 't',
      actions,
    };
    expect(parseSlack(body, SELF).kind).toBe('unsupported');
  });

  it('an event time that is an object with a key `toString` is not turned into text', () => {
    const stopped = { type: 'agent_session_stopped', user: 'U1', channel: 'C1', thread_ts: '1.1' };
    const body = { type: 'event_callback', event: { ...stopped, event_ts: JSON.parse('{"toString":1}') } };
    expect(parseSlack(body, SELF).kind).toBe('unsupported');
  });
});

describe('half characters in words', () => {
  it('are replaced in messages and commands', () => {
    expect(event({ text: 'a\ud800b' })).toMatchObject({ text: 'a\ufffdb' });
    expect(parseSlack({ ...COMMAND, text: 'a\udfffb' }, SELF)).toMatchObject({ text: 'a\ufffdb' });
  });
});

describe('marks', () => {
  it('hold no other mark, so one that never ends is none', () => {
    expect(event({ text: '<@U0BOT <@U2>' })).toMatchObject({ mentionsBot: false, mentionsOthers: true });
  });
});

describe('a payload', () => {
  it('is for us or not, whatever else is wrong with it', () => {
    expect(isForUs({ type: 'event_callback', event: MESSAGE, authorizations: [null] })).toBe(true);
    expect(isForUs({ type: 'event_callback', event: { type: 'reaction_added', user: null } })).toBe(false);
    expect(isForUs({ type: 'something_new' })).toBe(false);
  });
});
