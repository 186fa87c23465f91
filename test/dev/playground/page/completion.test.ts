import { describe, expect, it } from 'vitest';
import {
  type CompletionSources,
  complete,
  usageForms,
} from '../../../../src/dev/playground/page/completion.ts';

const user = (id: string, realName: string, isBot = false) => ({
  id,
  name: realName.toLowerCase().split(' ')[0] ?? '',
  realName,
  color: '#123456',
  isBot,
  isGuest: false,
  isExternal: false,
  isAdmin: false,
  tz: 'UTC',
});

const SOURCES: CompletionSources = {
  commands: [
    {
      command: '/architect',
      description: 'Ask an architect',
      usage: '<question> | @<agent> <question> | agents | use <agent>|auto | help',
    },
  ],
  users: [user('U1', 'Ada Moreno'), user('U2', 'Bob Lindqvist'), user('U3', 'Architect', true)],
  channels: [
    {
      id: 'C1',
      name: 'general',
      kind: 'public',
      members: [],
      topic: 'All',
      isArchived: false,
      isExtShared: false,
    },
  ],
  isThread: false,
};

const inserts = (text: string, sources = SOURCES) =>
  complete(text, text.length, sources)?.items.map((item) => item.insert);

describe('complete', () => {
  it.each([
    ['/', ['/architect ']],
    ['/arch', ['/architect ']],
    ['/other', undefined],
    ['/architect ', ['@', 'agents ', 'use ', 'help ']],
    ['/architect a', ['agents ']],
    ['/architect how do', undefined],
    ['@', ['@Architect ', '@Ada Moreno ', '@Bob Lindqvist ']],
    ['hello @lind', ['@Bob Lindqvist ']],
    ['hello @ada mo', ['@Ada Moreno ']],
    ['hello @Architect ', undefined],
    ['ada@', undefined],
    ['see #gen', ['#general ']],
    ['half/', undefined],
  ])('offers for %j: %j', (text, expected) => {
    expect(inserts(text)).toEqual(expected);
  });

  it('offers no commands in a thread', () => {
    expect(inserts('/arch', { ...SOURCES, isThread: true })).toBeUndefined();
  });

  it('replaces what was typed at the caret and nothing after it', () => {
    const completion = complete('hi @ad, welcome', 6, SOURCES);
    expect(completion).toMatchObject({ from: 3, to: 6 });
  });

  it('lets Enter send a command whose words are only offered', () => {
    expect(complete('/architect ', 11, SOURCES)?.isEager).toBe(false);
    expect(complete('/arch', 5, SOURCES)?.isEager).toBe(true);
  });
});

describe('usageForms', () => {
  it.each([
    ['<question> | agents | use <agent>|auto', ['agents', 'use <agent>|auto']],
    ['[agents|help]', ['agents', 'help']],
    ['<question>', []],
    ['', []],
  ])('finds in %j the forms %j', (usage, expected) => {
    expect(usageForms(usage)).toEqual(expected);
  });
});
