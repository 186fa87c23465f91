import { describe, expect, it } from 'vitest';
import { type HistoryDeps, readHistory } from '../../../src/core/digest/read-history.ts';
import { AppError } from '../../../src/core/errors.ts';
import { PLACE, thread } from '../thread/threads.ts';
import { anAnswer, SINCE, UNTIL } from './a-history.ts';

const MINUTE_MS = 60_000;

/** A channel with one thread, in which a turn ended each minute. */
function aChannel(turns: number): { deps: HistoryDeps; loaded: number[] } {
  const loaded: number[] = [];
  const unexpected = async () => {
    throw new AppError('too-slow', { retry: 'backoff' });
  };
  const deps: HistoryDeps = {
    store: {
      load: async () => ({ state: { ...thread('answered'), id: 'T1' }, version: 1 }),
      outcome: async (_, turn) => {
        loaded.push(turn);
        return anAnswer(SINCE + turn * MINUTE_MS);
      },
      index: {
        uninvited: unexpected,
        latest: unexpected,
        notable: async () => ['T1'],
        ended: async () => Array.from({ length: turns }, (_, i) => ({ threadId: 'T1', turn: i + 1 })),
      },
    },
    decisions: { list: async () => [] },
    workshop: { readSources: unexpected },
    chat: { person: unexpected },
    pause: async () => {},
  };
  return { deps, loaded };
}

const read = ({ deps }: { deps: HistoryDeps }) =>
  readHistory(deps, PLACE, { sinceAt: SINCE, untilAt: UNTIL }, new AbortController().signal);

describe('what is known of a channel', () => {
  it('has every turn that ended, oldest first', async () => {
    const { ended } = await read(aChannel(400));
    expect(ended.map(({ turn }) => turn)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
  });

  it('has the newest turns where more ended than are held in memory, and asks for no others', async () => {
    const channel = aChannel(1_000);
    const { ended } = await read(channel);
    expect(ended.map(({ turn }) => turn)).toEqual(Array.from({ length: 400 }, (_, i) => i + 601));
    expect(Math.min(...channel.loaded)).toBe(601);
  });
});
