import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/dev/slack/json.ts';
import { ACTIVITIES, CHANNEL, given, keysOf, parsed, TENANT } from './given.ts';

const ADA = { id: '29:1Ada_x-1', external: false };
const IN_CHANNEL = { platform: 'teams', workspaceId: TENANT, channelId: CHANNEL, direct: false };
const IN_GROUP = { ...IN_CHANNEL, channelId: '19:fedcba9876543210@thread.v2', flat: true };
const ALONE = { ...IN_CHANNEL, channelId: 'a:1personal_x-1', direct: true, flat: true };
const THREAD = `teams:${TENANT}:${encodeURIComponent(CHANNEL)}:1700000000001`;
const REF = { threadId: THREAD, turn: 1 };

describe('what people do in Teams', () => {
  it.each<[string, Json]>([
    [
      'personal message',
      { kind: 'message', place: ALONE, text: 'How do we split the monolith?', mentionsBot: false },
    ],
    [
      'group message',
      { kind: 'message', place: IN_GROUP, text: 'split <Orders> & Billing', mentionsBot: true },
    ],
    [
      'channel root',
      {
        kind: 'message',
        place: IN_CHANNEL,
        messageId: '1700000000001',
        text: 'how do we split it?',
        mentionsBot: true,
        mentionsOthers: false,
        keys: ['msg-1700000000001'],
      },
    ],
    [
      'channel reply',
      {
        kind: 'message',
        rootId: '1700000000001',
        messageId: '1700000000002',
        text: 'and <@29:1Kim-a> with <@29:1Kim-b>: yes',
        mentionsBot: true,
        mentionsOthers: true,
      },
    ],
    ['markup message', { kind: 'message', text: 'First\nsecond <b>\nthird' }],
    ['edited message', { kind: 'edited', messageId: '1700000000001', text: 'how do we split it well?' }],
    ['press', { kind: 'press', place: IN_CHANNEL, verb: 'answer', ref: REF, questionId: 'split', option: 1 }],
    ['answers', { kind: 'form', form: 'questions', ref: REF, inputs: { 'choice:split': '1' } }],
    ['follow-up', { kind: 'form', form: 'follow-up', ref: REF, answers: { text: 'And the cost?' } }],
    [
      'settings',
      {
        kind: 'settings',
        place: IN_CHANNEL,
        openedBy: 'invoke-x',
        values: { remind: 'never', agent: 'auto' },
      },
    ],
    ['refresh', { kind: 'refresh', place: IN_CHANNEL, ref: REF }],
    ['submit', { kind: 'press', verb: 'assume', ref: REF }],
    ['feedback', { kind: 'press', verb: 'feedback', value: 'up', ref: { threadId: THREAD, turn: 0 } }],
    ['file accepted', { kind: 'consent', answer: { accepted: true, upload: { uniqueId: 'u1' } } }],
    ['file declined', { kind: 'consent', answer: { accepted: false }, context: { file: 'design.md' } }],
  ])('%s', (name, expected) => {
    expect(parsed(name)).toMatchObject({ author: ADA, ...expected });
  });

  it.each(['bot added', 'installed'])('%s: the bot is there from now on', (name) => {
    expect(parsed(name).kind).toBe('joined');
  });

  it.each(['deleted message', 'person added', 'removed', 'reaction', 'typing', 'task dialog'])(
    '%s: nothing for us',
    (name) => {
      expect(parsed(name).kind).toBe('unsupported');
    },
  );

  it('threads are in channels alone', () => {
    for (const name of ['personal message', 'group message', 'channel root']) {
      expect(parsed(name)).not.toHaveProperty('rootId');
    }
    expect(parsed('channel root')).not.toHaveProperty('place.flat');
  });

  it('what a bot says is for nobody', () => {
    for (const from of [{ role: 'bot' }, { id: '28:another' }]) {
      expect(parsed('personal message', { from }).kind).toBe('unsupported');
    }
  });

  it('somebody of another organisation is external', () => {
    const other = { tenant: { id: '99999999-2222-4333-8444-555555555555' } };
    expect(parsed('channel root', { channelData: other })).toMatchObject({ author: { external: true } });
  });

  it('another channel of the same bot is none of Teams', () => {
    expect(parsed('personal message', { channelId: 'webchat' }).kind).toBe('unsupported');
  });
});

describe('words', () => {
  const said = (text: string, entities: unknown[] = []) =>
    parsed('group message', { text, entities }) as { text: string; mentionsOthers: boolean };
  const mention = (id: string, text: string, type?: string) => ({
    type: 'mention',
    text,
    mentioned: { id, type },
  });

  it.each([
    ['escapes are read once', 'a &amp;lt; b &#38;gt; c', 'a &lt; b &gt; c'],
    ['a mark that never ends is none', '<at <at>x', '<at <at>x'],
    ['a mark without a person is a name', '<at>Kim</at> said', '@Kim said'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
    ['an escape of no character', '&#0;&#x110000;&nope;&constructor;', '&#0;&#x110000;&nope;&constructor;'],
  ])('%s', (_name, text, expected) => {
    expect(said(text).text).toBe(expected);
  });

  it('a channel that is named calls nobody, a tag calls several', () => {
    const general = said('<at>General</at> x', [mention('19:x@thread.tacv2', '<at>General</at>')]);
    expect(general).toMatchObject({ text: '@General x', mentionsOthers: false });
    const tag = said('<at>Leads</at> x', [mention('MjQ', '<at>Leads</at>', 'tag')]);
    expect(tag).toMatchObject({ text: '@Leads x', mentionsOthers: true });
  });
});

describe('the same deed once more', () => {
  const shares = (one: Json, other: Json) => keysOf(one).some((key) => keysOf(other).includes(key));
  const later = (name: string, ms: number, change: Json = {}) =>
    given(name, {
      id: 'f:new',
      timestamp: new Date(Date.parse('2026-11-21T10:00:00Z') + ms).toISOString(),
      ...change,
    });

  it.each([0, 29_000, 59_999, 60_000])('is known after %d ms, under a new id', (ms) => {
    for (const name of ['press', 'answers', 'follow-up', 'settings', 'submit']) {
      expect([name, shares(given(name), later(name, ms))]).toEqual([name, true]);
    }
  });

  it('a message is known by who said what where', () => {
    const again = parsed('channel reply', { id: '1700000000099' });
    const { resend } = parsed('channel reply') as { resend: unknown };
    expect(again).toMatchObject({ resend });
    const others = [
      { from: { id: '29:other' } },
      { text: 'no' },
      { conversation: { id: `${CHANNEL};messageid=2` } },
    ];
    for (const change of others) expect(parsed('channel reply', change)).not.toMatchObject({ resend });
  });

  it('what may be meant anew is another deed two minutes later', () => {
    for (const name of ['follow-up', 'settings', 'edited message']) {
      expect([name, shares(given(name), later(name, 120_000))]).toEqual([name, false]);
    }
  });

  it('is another one by somebody else, of another card, with other words', () => {
    const press = given('press');
    expect(shares(press, later('press', 0, { from: { id: '29:other' } }))).toBe(false);
    const data = (change: Json) => ({ value: { action: { data: change } } });
    expect(shares(press, later('press', 0, data({ k: 'other' })))).toBe(false);
    expect(shares(press, later('press', 0, data({ o: 0 })))).toBe(false);
    expect(shares(given('follow-up'), later('follow-up', 0, data({ 'follow-up': 'Else' })))).toBe(false);
  });

  it('of an item of a digest is one for good once it is dealt with, and for a while where it is discussed', () => {
    const press = (verb: string) => ({ value: { action: { verb, data: { o: 3 } } } });
    for (const verb of ['done', 'not-for-us']) {
      expect(shares(given('press', press(verb)), later('press', 120_000, press(verb)))).toBe(true);
      const other = { value: { action: { verb, data: { o: 4 } } } };
      expect(shares(given('press', press(verb)), later('press', 0, other))).toBe(false);
    }
    expect(shares(given('press', press('discuss')), later('press', 59_999, press('discuss')))).toBe(true);
    expect(shares(given('press', press('discuss')), later('press', 120_000, press('discuss')))).toBe(false);
  });

  it('what only opens something may be pressed again at once', () => {
    for (const verb of ['retry', 'settings', 'digest', 'form', 'agents']) {
      const change = { value: { action: { verb } } };
      expect(shares(given('press', change), later('press', 0, change))).toBe(false);
    }
  });
});

describe('what was tampered with', () => {
  const data = (change: Json) => ({ value: { action: { data: change } } });

  it('an answer to a thread of another place is for nobody', () => {
    const t = THREAD.replace('0123', '3210');
    for (const name of ['answers', 'follow-up', 'refresh']) {
      expect(parsed(name, data({ t })).kind).toBe('unsupported');
    }
    expect(parsed('settings', data({ c: '19:other@thread.tacv2' })).kind).toBe('unsupported');
  });

  it.each([
    ['half a character', '\ud800'],
    ['an end of a string', 'a\u0000b'],
    ['nothing', ''],
    ['a path', '../x'],
    ['words', 'a b'],
    ['40,000 characters', 'x'.repeat(40_000)],
    ['no text', { toString: 1 }],
  ])('an id that is none makes nothing of ours: %s', (_name, id) => {
    for (const name of Object.keys(ACTIVITIES)) {
      expect(parsed(name, { from: { id } }).kind).toBe('unsupported');
      expect(parsed(name, { conversation: { id } }).kind).toBe('unsupported');
    }
    expect(parsed('personal message', { id }).kind).toBe('unsupported');
    expect(parsed('press', { id }).kind).toBe('unsupported');
  });
});
