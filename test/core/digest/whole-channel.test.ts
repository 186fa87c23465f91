import { describe, expect, it } from 'vitest';
import { composeDigest, toldOf } from '../../../src/core/digest/compose.ts';
import { type Digest, isEmpty, itemsOf } from '../../../src/core/digest/digest.ts';
import { DIGEST_SOURCES } from '../../../src/core/digest/sources/index.ts';
import { PLACE } from '../thread/threads.ts';
import {
  accepted,
  aDesignTurn,
  aFinding,
  aHistory,
  aModel,
  anAnswer,
  anOption,
  type Channel,
  DAY_MS,
  day,
  services,
  UNTIL,
  waiting,
} from './a-history.ts';

const contract = (paths: string) => ({
  service: 'ordering',
  format: 'openapi' as const,
  filename: 'ordering.yaml',
  content: `openapi: 3.1.0\ninfo: { title: Ordering, version: 1.0.0 }\npaths:\n${paths}`,
});
const GET = '  /orders: { get: { responses: { "200": { description: All } } } }\n';
const POST = '  /carts: { post: { responses: { "201": { description: Made } } } }\n';
const model = aModel(services('Ordering', 'Kitchen'), [{ from: 'kitchen', to: 'ordering', kind: 'sync' }]);
const food = {
  title: 'Food delivery for one city',
  model,
  options: [anOption('Modular monolith'), anOption('Three services', true)],
  contracts: [contract(GET + POST)],
};
const bus = { title: 'How services talk', options: [anOption('Kafka', true), anOption('NATS')] };

/** Something of each kind in one week; by the digest after it, nobody has done anything more. */
const CHANNEL: Channel = {
  threads: [
    {
      outcomes: {
        1: aDesignTurn({ design: food, at: day(-2) }),
        2: aDesignTurn({
          design: {
            ...food,
            contracts: [contract(GET)],
            options: [anOption('Modular monolith', true), anOption('Three services')],
          },
          version: 2,
          previousTurn: 1,
          at: day(3),
          findings: [aFinding()],
        }),
        3: anAnswer(day(4)),
      },
    },
    { outcomes: { 1: aDesignTurn({ design: bus, at: day(-5) }) } },
    { phase: waiting(day(5)) },
    { phase: { kind: 'done', at: day(6), end: 'failed' } },
  ],
  decisions: [
    accepted(1, { title: 'Cut', option: 'Three services', at: day(1) }),
    { number: 2, title: 'The bus', status: 'proposed', threadId: 'T2', turn: 1 },
  ],
};

function compose(
  change: Partial<Channel> = {},
  told: readonly string[] = [],
  settled: string[] = [],
): Promise<Digest> {
  return composeDigest({
    history: aHistory({ ...CHANNEL, ...change }),
    place: PLACE,
    period: 'weekly',
    zone: 'UTC',
    sources: DIGEST_SOURCES,
    without: [],
    settled: settled.map((key) => ({ key })),
    told,
    missed: [],
    onProblem: (id, error) => {
      throw new Error(`${id}: ${error}`);
    },
  });
}

const keysOf = (sections: Digest['sections']) =>
  sections.map(({ id, items }) => [id, ...items.map(({ key }) => key)]);
const LASTING = [
  ['contradictions', 'contradiction:1:T1:2'],
  ['breaking', 'breaking:T1:2:ordering/POST /carts'],
  ['questions', 'question:T3:1:3:scale,team'],
  ['unanswered', `unanswered:T4:1:${day(6)}`],
  ['drafts', 'draft:2:1'],
];

describe('the digest of a channel in which a lot happened', () => {
  it('tells each kind of thing with its thread and turn, and counts', async () => {
    const digest = await compose();
    expect(keysOf(digest.sections)).toEqual([
      ['contradictions', 'contradiction:1:T1:2'],
      ['breaking', 'breaking:T1:2:ordering/POST /carts'],
      ['decisions', 'decision:1:accepted'],
      ['designs', 'design:T1:2'],
      ['questions', 'question:T3:1:3:scale,team'],
      ['unanswered', `unanswered:T4:1:${day(6)}`],
      ['findings', 'findings:T1:2'],
      ['drafts', 'draft:2:1'],
    ]);
    expect(digest.open).toEqual([]);
    expect(digest.numbers).toMatchObject({ designs: 1, answers: 1, decisions: 1 });
    for (const { title, detail = '', at, key } of itemsOf(digest)) {
      expect({ key, isNews: at > digest.sinceAt && at <= digest.untilAt }).toEqual({ key, isNews: true });
      expect(`${title} ${detail}`).not.toMatch(/undefined|NaN|null|object Object/);
    }
  });

  it('is followed by one without news, however soon, in which what lasts is open', async () => {
    let { untilAt, told } = { untilAt: UNTIL, told: toldOf(await compose(), []) };
    for (const pauseMs of [1_000, 60_000, DAY_MS, 7 * DAY_MS]) {
      const digest = await compose({ sinceAt: untilAt, untilAt: untilAt + pauseMs }, told);
      expect(isEmpty(digest)).toBe(true);
      expect(keysOf(digest.open)).toEqual(LASTING);
      untilAt += pauseMs;
      told = toldOf(digest, told);
    }
  });

  it('loses what people dealt with', async () => {
    const settled = LASTING.map(([, key = '']) => key);
    const digest = await compose({ sinceAt: UNTIL, untilAt: UNTIL + DAY_MS }, [], settled);
    expect(itemsOf(digest)).toEqual([]);
  });

  it('has nothing to tell of a channel in which nothing ever happened', async () => {
    const digest = await compose({ threads: [], decisions: [] });
    expect([isEmpty(digest), digest.open]).toEqual([true, []]);
  });
});

describe('the sections of a digest', () => {
  it('have names of their own, by which a channel leaves them out', () => {
    const ids = DIGEST_SOURCES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('designs');
  });
});
