import { describe, expect, it } from 'vitest';
import type { HistoryMessage } from '../../../src/core/chat/message.ts';
import type { TranscriptTurn } from '../../../src/core/turn/model.ts';
import { readInbox } from '../../../src/core/turn/read-inbox.ts';
import { isTooLong } from '../../../src/core/turn/transcript.ts';
import { thread } from '../thread/threads.ts';

function said(count: number, chars: number): HistoryMessage[] {
  return Array.from({ length: count }, (_, i) => ({
    messageId: `${100 + i}.0`,
    authorId: 'U3',
    authorName: 'Ida',
    text: `word-${i} ${'x'.repeat(chars)}`,
    own: false,
  }));
}

async function firstWords(history: HistoryMessage[]): Promise<string> {
  const chat = {
    history: async () => history,
    person: async (_: string, id: string) => ({ id, name: id, standing: 'member' as const }),
  };
  const inbox = [{ authorId: 'U1', text: 'What follows from this?', messageId: '900.1' }];
  const { turn } = await readInbox(chat, thread('working', { rootedBy: 'people', inbox }), []);
  return JSON.stringify(turn);
}

describe('a thread of people that is read', () => {
  it('is whole where it fits', async () => {
    const words = await firstWords(said(200, 100));
    expect(words).toContain('word-0 ');
    expect(words).toContain('word-199 ');
    expect(words).not.toContain('left out');
  });

  it('loses its oldest messages where it is too long, and the model is told how many', async () => {
    const words = await firstWords(said(200, 40_000));
    expect(words.length).toBeLessThan(210_000);
    expect(words).toContain('word-199 ');
    expect(words).toContain('What follows from this?');
    const kept = words.match(/word-\d+ /g)?.length ?? 0;
    expect(words).toContain(`${200 - kept} earlier messages`);
  });
});

describe('a conversation with the model', () => {
  const turn = (chars: number): TranscriptTurn => ({
    role: 'user',
    content: [{ type: 'text', text: 'x'.repeat(chars) }],
  });

  it('is too long beyond a million characters, in one turn or in many', () => {
    expect(isTooLong([turn(900_000)])).toBe(false);
    expect(isTooLong([turn(1_100_000)])).toBe(true);
    expect(isTooLong(Array.from({ length: 200 }, () => turn(4_000)))).toBe(false);
    expect(isTooLong(Array.from({ length: 200 }, () => turn(6_000)))).toBe(true);
  });
});
