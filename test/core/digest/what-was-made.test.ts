import { describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../../../src/core/decisions/decision-log.ts';
import { OVERLAP_MS } from '../../../src/core/digest/compose.ts';
import type { DigestSource } from '../../../src/core/digest/source.ts';
import { decisions } from '../../../src/core/digest/sources/decisions.ts';
import { designs } from '../../../src/core/digest/sources/designs.ts';
import { drafts } from '../../../src/core/digest/sources/drafts.ts';
import { findings } from '../../../src/core/digest/sources/findings.ts';
import {
  accepted,
  aDesignTurn,
  aFinding,
  aHistory,
  aModel,
  anOption,
  type Channel,
  DAY_MS,
  day,
  SINCE,
  services,
  UNTIL,
} from './a-history.ts';

const read = (source: DigestSource, channel: Channel) => source.items(aHistory(channel));
const OPTIONS = { title: 'Food delivery', options: [anOption('One'), anOption('Three', true)] };

describe('designs', () => {
  it('are told by their title, options, findings and agent', async () => {
    const outcome = aDesignTurn({
      design: OPTIONS,
      findings: [aFinding({ severity: 'error' }), aFinding(), aFinding(), aFinding({ severity: 'info' })],
    });
    expect(await read(designs, { threads: [{ outcomes: { 1: outcome } }] })).toEqual([
      {
        key: 'design:T1:1',
        title: '“Food delivery”',
        detail: '2 options, none chosen yet · 1 error, 2 warnings · by Backend architect',
        at: day(2),
        threadId: 'T1',
        turn: 1,
      },
    ]);
  });

  it('are one for a thread: the newest, with how many there were', async () => {
    const outcomes = {
      1: aDesignTurn({ at: day(-5) }),
      2: aDesignTurn({ version: 2, at: day(1) }),
      3: aDesignTurn({ version: 3, at: day(2), design: { title: 'Food, anew' } }),
    };
    const items = await read(designs, { threads: [{ outcomes }, { outcomes: { 1: aDesignTurn() } }] });
    expect(items.map(({ key, title, detail }) => [key, title, detail])).toEqual([
      ['design:T1:3', '“Food, anew”, version 3', '2 versions · by Backend architect'],
      ['design:T2:1', '“Nothing to change”', 'by Backend architect'],
    ]);
  });

  it('keep their key when they are looked at again', async () => {
    const outcomes = { 1: aDesignTurn({ at: SINCE - 2 }), 2: aDesignTurn({ version: 2, at: SINCE - 1 }) };
    const before = await read(designs, { threads: [{ outcomes }], sinceAt: SINCE - DAY_MS, untilAt: SINCE });
    const more = { ...outcomes, 3: aDesignTurn({ version: 3, at: SINCE + 1 }) };
    const after = await read(designs, { threads: [{ outcomes: more }] });
    expect(before.map(({ key }) => key)).toEqual(['design:T1:2']);
    expect(after.map(({ key }) => key)).toEqual(['design:T1:2', 'design:T1:3']);
  });

  const choice = { turn: 1, option: 0, byId: 'U2', at: day(4) };
  const record = accepted(4, { option: 'One', at: day(4) });
  it.each<[string, Channel, string]>([
    [
      'chosen',
      { threads: [{ choice, outcomes: { 1: aDesignTurn({ design: OPTIONS }) } }] },
      '“One” chosen by Ben',
    ],
    [
      'accepted',
      { threads: [{ choice, outcomes: { 1: aDesignTurn({ design: OPTIONS }) } }], decisions: [record] },
      '“One” chosen by Ben, accepted as ADR-0004',
    ],
    [
      'superseded since',
      {
        threads: [{ choice, outcomes: { 1: aDesignTurn({ design: OPTIONS }) } }],
        decisions: [{ ...record, status: 'superseded', supersededBy: 9 }],
      },
      '“One” chosen by Ben, superseded by ADR-0009',
    ],
    [
      'chosen of an earlier version',
      {
        threads: [
          {
            choice,
            outcomes: {
              1: aDesignTurn({ design: OPTIONS, at: day(-9) }),
              2: aDesignTurn({ version: 2, design: OPTIONS }),
            },
          },
        ],
      },
      '“One” of version 1 chosen by Ben',
    ],
    [
      'still to be chosen at that time',
      {
        threads: [
          { choice: { ...choice, at: UNTIL + 1 }, outcomes: { 1: aDesignTurn({ design: OPTIONS }) } },
        ],
      },
      '2 options, none chosen yet',
    ],
  ])('say which option is %s', async (_, channel, expected) => {
    expect((await read(designs, channel))[0]?.detail).toBe(`${expected} · by Backend architect`);
  });

  it('are no longer than a line or two, whatever they are called', async () => {
    const title = `x\u202e${'\n<!channel> [a](http://b) '.repeat(200)}`;
    const [item] = await read(designs, {
      threads: [{ outcomes: { 1: aDesignTurn({ design: { title } }) } }],
    });
    expect(item?.title.length).toBeLessThan(130);
    expect(item?.title).not.toMatch(/[\n\u202e]/);
  });
});

describe('decisions', () => {
  const old = accepted(1, {
    title: 'The bus',
    status: 'superseded',
    supersededBy: 2,
    option: 'Kafka',
    at: day(-5),
  });
  const now = accepted(2, {
    title: 'The bus',
    threadId: 'T2',
    turn: 4,
    option: 'NATS',
    at: day(3),
    supersedes: [1],
  });

  it('are told when they are accepted, and when they hold no longer', async () => {
    expect(await read(decisions, { decisions: [old, now] })).toEqual([
      {
        key: 'decision:1:superseded',
        title: 'ADR-0001 superseded by ADR-0002: The bus',
        detail: 'was “Kafka”, now “NATS” · by Ben',
        at: day(3),
        threadId: 'T2',
        turn: 4,
      },
      {
        key: 'decision:2:accepted',
        title: 'ADR-0002 accepted: The bus',
        detail: '“NATS”, chosen by Ben · in place of ADR-0001',
        at: day(3),
        threadId: 'T2',
        turn: 4,
      },
    ]);
  });

  it.each<[string, DecisionRecord[]]>([
    ['only proposed', [draft(1)]],
    ['made void by the choice of another option', [draft(1, { status: 'superseded', supersededBy: 2 })]],
  ])('are not told when they were %s', async (_, records) => {
    const chosen = accepted(2, { supersedes: [1] });
    const items = await read(decisions, { decisions: [...records, chosen] });
    expect(items.map(({ key, detail }) => [key, detail])).toEqual([
      ['decision:2:accepted', '“Kafka”, chosen by Ben'],
    ]);
  });
});

function draft(number: number, change: Partial<DecisionRecord> = {}): DecisionRecord {
  return { number, title: `Draft ${number}`, status: 'proposed', threadId: 'T1', turn: 1, ...change };
}

describe('drafts', () => {
  const proposed = (at: number) => ({ outcomes: { 1: aDesignTurn({ design: OPTIONS, at }) } });

  it('are told a week after they were made', async () => {
    expect(await read(drafts, { threads: [proposed(day(-1))], decisions: [draft(5)] })).toEqual([
      {
        key: 'draft:5:1',
        title: 'ADR-0005 is still a draft: Draft 5',
        detail: 'proposed 8 days ago in “Food delivery”',
        at: day(-1) + 7 * DAY_MS,
        threadId: 'T1',
        turn: 1,
      },
    ]);
  });

  it.each<[string, Channel]>([
    ['accepted', { threads: [proposed(day(-1))], decisions: [accepted(5)] }],
    ['in a thread that is gone', { threads: [], decisions: [draft(5)] }],
    ['of before their time was kept', { threads: [proposed(0)], decisions: [draft(5)] }],
    [
      'proposed no more by a later version',
      {
        threads: [
          { outcomes: { 1: aDesignTurn({ at: day(-1) }), 2: aDesignTurn({ version: 2, at: day(1) }) } },
        ],
        decisions: [draft(5)],
      },
    ],
    [
      'of an option that people did not choose',
      { threads: [proposed(day(-1))], decisions: [draft(5), accepted(6, { option: 'One', at: day(2) })] },
    ],
    [
      'of a version before the one that people chose of',
      {
        threads: [proposed(day(-1))],
        decisions: [draft(5), accepted(6, { option: 'A later one', at: day(2) })],
      },
    ],
  ])('are not %s', async (_, channel) => {
    expect(await read(drafts, channel)).toEqual([]);
  });

  it('stay drafts beside the choice that they go with, and after an older choice', async () => {
    const chosen = accepted(6, { option: 'Three', at: day(2) });
    const older = accepted(7, { option: 'One', at: day(-3) });
    const items = await read(drafts, { threads: [proposed(day(-1))], decisions: [draft(5), chosen, older] });
    expect(items.map(({ key }) => key)).toEqual(['draft:5:1']);
  });
});

describe('findings', () => {
  const model = aModel(services('A', 'B', 'C'));
  const about = (place: number) => aFinding({ where: `model.nodes.${place}`, message: `Node ${place}.` });
  const version = (turn: number, at: number, places: number[], previousTurn = turn - 1) =>
    aDesignTurn({
      version: turn,
      at,
      design: { title: 'Food', model },
      findings: places.map(about),
      ...(previousTurn > 0 ? { previousTurn } : {}),
    });

  it('that a version brought or got rid of are told', async () => {
    const outcomes = { 1: version(1, day(-5), [0]), 2: version(2, day(2), [1, 2]) };
    expect(await read(findings, { threads: [{ outcomes }] })).toEqual([
      {
        key: 'findings:T1:2',
        title: '“Food”, version 2: 2 new warnings, 1 finding gone',
        detail: 'New: Node 1. · New: Node 2. · Gone: Node 0.',
        at: day(2),
        threadId: 'T1',
        turn: 2,
      },
    ]);
  });

  it('that came and went in between are not', async () => {
    const outcomes = {
      1: version(1, day(-5), [0]),
      2: version(2, day(2), [0, 1]),
      3: version(3, day(3), [0]),
    };
    expect(await read(findings, { threads: [{ outcomes }] })).toEqual([]);
  });

  it.each<[string, NonNullable<Channel['threads']>]>([
    ['of a first version', [{ outcomes: { 1: version(1, day(2), [0]) } }]],
    ['that stay', [{ outcomes: { 1: version(1, day(-5), [0]), 2: version(2, day(2), [0]) } }]],
    ['after a version that is not kept', [{ outcomes: { 2: version(2, day(2), [0]) } }]],
    [
      'of another agent’s design',
      [{ outcomes: { 1: version(1, day(-5), []), 2: version(2, day(2), [0], 0) } }],
    ],
    ['of a version that names itself as the one before', [{ outcomes: { 2: version(2, day(2), [0], 2) } }]],
  ])('%s are not told', async (_, threads) => {
    expect(await read(findings, { threads })).toEqual([]);
  });

  it('are told against what the digest before had told of', async () => {
    const outcomes = {
      1: version(1, day(-5), [0]),
      2: version(2, SINCE - OVERLAP_MS + 1, [0, 1]),
      3: version(3, day(3), [1]),
    };
    const items = await read(findings, { threads: [{ outcomes }] });
    expect(items.map(({ key, detail }) => [key, detail])).toEqual([
      ['findings:T1:2', 'New: Node 1.'],
      ['findings:T1:3', 'Gone: Node 0.'],
    ]);
  });
});
