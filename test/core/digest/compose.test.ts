import { describe, expect, it } from 'vitest';
import { composeDigest, type DigestToCompose, OVERLAP_MS, toldOf } from '../../../src/core/digest/compose.ts';
import { type DigestItem, isEmpty, itemsOf } from '../../../src/core/digest/digest.ts';
import type { ChannelHistory, DigestSource } from '../../../src/core/digest/source.ts';
import { AppError } from '../../../src/core/errors.ts';
import { PLACE } from '../thread/threads.ts';
import { aHistory, DAY_MS, day, SINCE, UNTIL } from './a-history.ts';

const item = (key: string, at: number): DigestItem => ({ key, title: key, at, threadId: 'T1', turn: 1 });

function source(id: string, items: DigestItem[] | (() => never), lasting = false): DigestSource {
  return {
    id,
    title: `The ${id}`,
    lasting,
    items: async () => (typeof items === 'function' ? items() : items),
  };
}

function compose(sources: DigestSource[], change: Partial<DigestToCompose> = {}) {
  return composeDigest({
    history: aHistory({}),
    place: PLACE,
    period: 'weekly',
    zone: 'UTC',
    sources,
    without: [],
    settled: [],
    told: [],
    missed: [],
    onProblem: (id, error) => {
      throw new Error(`${id}: ${error}`);
    },
    ...change,
  });
}

const keysOf = (sections: readonly { id: string; items: DigestItem[] }[]) =>
  sections.map(({ id, items }) => [id, ...items.map(({ key }) => key)]);

describe('a digest', () => {
  it('tells what came to be in its time, newest first, and of what lasts also what is older', async () => {
    const items = [
      item('old', day(-3)),
      item('first', day(1)),
      item('last', UNTIL),
      item('later', UNTIL + 1),
    ];
    const digest = await compose([source('passing', items), source('lasting', items, true)], {
      missed: [SINCE - 1],
    });
    expect(keysOf(digest.sections)).toEqual([
      ['passing', 'last', 'first'],
      ['lasting', 'last', 'first'],
    ]);
    expect(keysOf(digest.open)).toEqual([['lasting', 'old']]);
    expect(digest).toMatchObject({
      place: PLACE,
      period: 'weekly',
      sinceAt: SINCE,
      untilAt: UNTIL,
      missed: [SINCE - 1],
    });
  });

  it('has no section without items, and is empty when nothing is new', async () => {
    const digest = await compose([source('none', []), source('lasting', [item('old', day(-3))], true)]);
    expect(digest.sections).toEqual([]);
    expect(keysOf(digest.open)).toEqual([['lasting', 'old']]);
    expect(isEmpty(digest)).toBe(true);
  });

  it('leaves out the sections that the channel does not want', async () => {
    const sources = [source('wanted', [item('a', day(1))]), source('unwanted', [item('b', day(1))])];
    expect(keysOf((await compose(sources, { without: ['unwanted'] })).sections)).toEqual([['wanted', 'a']]);
  });

  it('does not tell what somebody dealt with, new or old', async () => {
    const items = [item('old', day(-3)), item('new', day(1)), item('left', day(2))];
    const digest = await compose([source('lasting', items, true)], {
      settled: [{ key: 'old' }, { key: 'new' }],
    });
    expect(itemsOf(digest).map(({ key }) => key)).toEqual(['left']);
  });

  it('tells a thing once that a source has twice', async () => {
    const digest = await compose([source('one', [item('a', day(1)), item('a', day(1))])]);
    expect(keysOf(digest.sections)).toEqual([['one', 'a']]);
  });
});

describe('what was kept a little late', () => {
  const items = [item('seen', SINCE - 2), item('late', SINCE - 1), item('long ago', SINCE - OVERLAP_MS)];

  it('is told by the next digest, unless it was told already', async () => {
    const digest = await compose([source('passing', items)], { told: ['seen'] });
    expect(keysOf(digest.sections)).toEqual([['passing', 'late']]);
  });

  it('is still open where it was told and lasts', async () => {
    const digest = await compose([source('lasting', items, true)], { told: ['seen'] });
    expect(keysOf(digest.sections)).toEqual([['lasting', 'late']]);
    expect(keysOf(digest.open)).toEqual([['lasting', 'seen', 'long ago']]);
  });

  it('is never told twice in digests that follow on each other, however short their times are', async () => {
    const at = [SINCE + 60_000, SINCE + 4 * 60_000, SINCE + 9 * 60_000, SINCE + 30 * 60_000];
    // Each is kept five minutes after it came to be.
    const all = at.map((since, i) => ({ ...item(`item ${i}`, since), keptAt: since + 5 * 60_000 }));
    const told: string[] = [];
    let progress = { untilAt: SINCE, told: [] as string[] };
    for (let now = SINCE + 60_000; now < SINCE + 2 * 3_600_000; now += 3 * 60_000) {
      const history: ChannelHistory = aHistory({ sinceAt: progress.untilAt, untilAt: now });
      const digest = await compose(
        [
          source(
            'some',
            all.filter(({ keptAt }) => keptAt <= now),
          ),
        ],
        {
          history,
          told: progress.told,
        },
      );
      told.push(...itemsOf(digest).map(({ key }) => key));
      progress = { untilAt: now, told: toldOf(digest, progress.told) };
    }
    expect(told).toEqual(all.map(({ key }) => key));
    const history = aHistory({ sinceAt: progress.untilAt, untilAt: progress.untilAt + DAY_MS });
    expect(toldOf(await compose([], { history, told: progress.told }), progress.told)).toEqual([]);
  });
});

describe('a digest of a lot', () => {
  const many = (name: string, count: number) =>
    Array.from({ length: count }, (_, i) => item(`${name} ${i}`, day(1) + i));

  it('has the newest of each section and says how many are left out', async () => {
    const digest = await compose([source('much', many('m', 200)), source('little', many('l', 5))]);
    expect(digest.sections.map(({ id, items, more }) => [id, items.length, more])).toEqual([
      ['much', 55, 145],
      ['little', 5, undefined],
    ]);
    expect(digest.sections[0]?.items[0]?.key).toBe('m 199');
    expect(digest.sections[0]?.items.at(-1)?.key).toBe('m 145');
  });

  it('has fewer of what is open from before', async () => {
    const old = many('o', 90).map((one) => ({ ...one, at: one.at - 30 * DAY_MS }));
    const digest = await compose([source('old', old, true)]);
    expect(digest.open.map(({ items, more }) => [items.length, more])).toEqual([[40, 50]]);
  });
});

describe('a source that fails', () => {
  const failing = (error: unknown) =>
    source('broken', () => {
      throw error;
    });

  it('costs its own section alone, and is reported', async () => {
    const problems: unknown[] = [];
    const digest = await compose([failing(new TypeError('no')), source('sound', [item('a', day(1))])], {
      onProblem: (...problem) => problems.push(problem),
    });
    expect(keysOf(digest.sections)).toEqual([['sound', 'a']]);
    expect(problems).toEqual([['broken', new TypeError('no')]]);
  });

  it('is reported where it never succeeds, such as a thread that can’t be read', async () => {
    const problems: string[] = [];
    const unreadable = new AppError('unreadable-thread', { retry: 'never' });
    await compose([failing(unreadable)], { onProblem: (id) => problems.push(id) });
    expect(problems).toEqual(['broken']);
  });

  it.each([
    ['the store is away', new AppError('store-late', { retry: 'backoff' })],
    ['a limit holds', new AppError('limited', { retry: { afterMs: 1_000 } })],
    ['the work was ended', new AppError('aborted', { retry: 'never' })],
  ])('holds the digest back where %s', async (_, error) => {
    await expect(compose([failing(error)])).rejects.toBe(error);
  });

  it('ends a digest that is given up', async () => {
    const controller = new AbortController();
    const ending = source('ending', () => {
      controller.abort(new Error('stop'));
      throw new TypeError('no');
    });
    await expect(compose([ending], { signal: controller.signal })).rejects.toThrow('stop');
  });
});
