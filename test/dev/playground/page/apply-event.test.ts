import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../../src/dev/playground/page/apply-event.ts';
import {
  channelMessages,
  EMPTY_STATE,
  type PageState,
  threadMessages,
} from '../../../../src/dev/playground/page/page-state.ts';
import type {
  TrafficEntry,
  WorldChannel,
  WorldMessage,
  WorldState,
} from '../../../../src/dev/slack/control.ts';

const GENERAL: WorldChannel = {
  id: 'C1',
  name: 'general',
  kind: 'public',
  members: ['UA', 'UB', 'UBOT'],
  topic: '',
  isArchived: false,
  isExtShared: false,
};

const WORLD: WorldState = {
  workspace: { id: 'T1', name: 'Test', url: '' },
  app: { id: 'A1', name: 'Architect', botUserId: 'UBOT', connected: true, mode: 'socket' },
  commands: [],
  shortcuts: [],
  users: [],
  channels: [GENERAL],
  oldWorkspace: false,
};

const START: PageState = { ...EMPTY_STATE, me: 'UA', world: WORLD, messages: { C1: [] } };

const message = (ts: string, more: Partial<WorldMessage> = {}): WorldMessage => ({
  ts,
  channel: 'C1',
  user: 'UB',
  text: `at ${ts}`,
  ...more,
});

const traffic = (n: number): TrafficEntry => ({
  n,
  at: 0,
  direction: 'from-app',
  name: 'chat.postMessage',
  ok: true,
  outcome: '200',
  ms: 1,
  request: {},
  response: {},
});

const stamps = (state: PageState) => state.messages.C1?.map((entry) => entry.ts);

describe('applyEvent', () => {
  it('keeps messages in the order of their time stamps, whatever order they come in', () => {
    const after = ['3.0', '1.0', '2.0'].reduce(
      (state, ts) => applyEvent(state, { kind: 'message', message: message(ts) }),
      START,
    );
    expect(stamps(after)).toEqual(['1.0', '2.0', '3.0']);
  });

  it('shows a message once that comes twice, with its latest words', () => {
    const once = applyEvent(START, { kind: 'message', message: message('1.0') });
    const twice = applyEvent(once, { kind: 'message_changed', message: message('1.0', { text: 'new' }) });
    expect(twice.messages.C1).toEqual([message('1.0', { text: 'new' })]);
  });

  it('takes a deleted message away', () => {
    const there = applyEvent(START, { kind: 'message', message: message('1.0') });
    expect(stamps(applyEvent(there, { kind: 'message_deleted', channel: 'C1', ts: '1.0' }))).toEqual([]);
  });

  it('leaves a channel that was not opened to be read later', () => {
    const after = applyEvent({ ...START, messages: {} }, { kind: 'message', message: message('1.0') });
    expect(after.messages).toEqual({});
    expect(after.unread.UA).toEqual({ C1: 1 });
  });

  it('counts as unread for every member who neither wrote it nor sees it', () => {
    const seen = applyEvent(START, { kind: 'message', message: message('1.0') }, { channel: 'C1' });
    expect(seen.unread).toEqual({ UBOT: { C1: 1 } });
    const unseen = applyEvent(seen, { kind: 'message', message: message('2.0') });
    expect(unseen.unread).toEqual({ UA: { C1: 1 }, UBOT: { C1: 2 } });
  });

  it('keeps views apart by person', () => {
    const view = { id: 'V1', type: 'modal', view: {} } as const;
    const after = applyEvent(START, { kind: 'view', user: 'UB', stack: [view] });
    expect(after.stacks).toEqual({ UB: [view] });
  });

  it('takes each line of traffic once', () => {
    const lines = [1, 2, 2, 1, 3].map(traffic);
    const after = lines.reduce((state, entry) => applyEvent(state, { kind: 'traffic', entry }), START);
    expect(after.traffic.map((entry) => entry.n)).toEqual([1, 2, 3]);
  });

  describe('what was chosen in a message', () => {
    const menus = [
      { type: 'actions', block_id: 'menu' },
      { type: 'input', block_id: 'typed' },
    ];
    const chosen = { menu: { pick: { selected_option: 'a' } }, typed: { words: { value: 'b' } } };
    const shown = message('1.0', { blocks: menus });
    const before: PageState = { ...START, messages: { C1: [shown] }, values: { 'm:C1:1.0': chosen } };
    const choicesAfter = (change: Partial<WorldMessage>) =>
      applyEvent(before, { kind: 'message_changed', message: { ...shown, ...change } }).values['m:C1:1.0'];

    it.each<[string, Partial<WorldMessage>]>([
      ['new words', { text: 'new', edited: { user: 'UBOT', ts: '2.0' } }],
      ['other blocks', { blocks: [...menus, { type: 'divider' }] }],
    ])('is given up when the message is updated with %s, except for what was typed', (_what, change) => {
      expect(choicesAfter(change)).toEqual({ typed: chosen.typed });
    });

    it('stays when there is only a new reply or reaction', () => {
      expect(choicesAfter({ reply_count: 1, reactions: [{ name: 'eyes', users: ['UB'] }] })).toEqual(chosen);
    });
  });

  it('brings a new channel and a changed one', () => {
    const added = applyEvent(START, { kind: 'channel', channel: { ...GENERAL, id: 'C2' } });
    expect(added.world?.channels.map((channel) => channel.id)).toEqual(['C1', 'C2']);
  });
});

describe('what a person sees', () => {
  const all = [
    message('1.0', { reply_count: 2 }),
    message('2.0', { thread_ts: '1.0' }),
    message('3.0', { thread_ts: '1.0', subtype: 'thread_broadcast' }),
    message('4.0', { ephemeralFor: 'UA' }),
    message('5.0', { ephemeralFor: 'UB', thread_ts: '1.0' }),
  ];

  it('in the channel: roots, replies sent to the channel, and what only they see', () => {
    expect(channelMessages(all, 'UA').map((entry) => entry.ts)).toEqual(['1.0', '3.0', '4.0']);
    expect(channelMessages(all, 'UB').map((entry) => entry.ts)).toEqual(['1.0', '3.0']);
  });

  it('in the thread: the root and its replies', () => {
    expect(threadMessages(all, '1.0', 'UA').map((entry) => entry.ts)).toEqual(['1.0', '2.0', '3.0']);
    expect(threadMessages(all, '1.0', 'UB').map((entry) => entry.ts)).toEqual(['1.0', '2.0', '3.0', '5.0']);
  });
});
