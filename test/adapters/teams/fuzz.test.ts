import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Inbound } from '../../../src/core/chat/inbound.ts';
import { decide } from '../../../src/core/thread/decide.ts';
import type { Handled } from '../../../src/core/thread/handle.ts';
import { isRecord, type Json } from '../../../src/dev/slack/json.ts';
import { ACTIVITIES, given } from './given.ts';
import { startApp } from './running.ts';

const RUNS = 2_000;
const AT_ONCE = 20;

const guide = { agents: [], isForAgent: () => true, isSmallTalk: () => false, introduction: 'Hello' };

/** What nobody would send on purpose, or somebody would. */
const odd = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      '',
      null,
      -1,
      1e308,
      [],
      {},
      [[]],
      '\ud800',
      'a\u0000b',
      '../..',
      '<at>',
      '<at><at>x</at></at>',
      '&#xffffff;',
      ';messageid=',
      'x;messageid=y;messageid=z',
      '9'.repeat(400),
      '<at'.repeat(20_000),
      { toString: 1 },
      '2026-13-45T99:99:99Z',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

function paths(value: unknown, at: string[] = []): string[][] {
  if (!isRecord(value)) return at.length === 0 ? [] : [at];
  return [
    ...(at.length === 0 ? [] : [at]),
    ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...at, key])),
  ];
}

function put(body: Json, path: readonly string[], value: unknown): void {
  const [last = '', ...before] = [...path].reverse();
  const parent = before.reverse().reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), body);
  if (!isRecord(parent)) return;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
}

const HERE = { serviceUrl: 'http://127.0.0.1:9/' };

const mutated = fc.constantFrom(...Object.keys(ACTIVITIES)).chain((name) => {
  const change = fc.record({
    path: fc.constantFrom(...paths(given(name)).filter(([top]) => top !== 'serviceUrl')),
    value: fc.option(odd, { nil: undefined, freq: 5 }),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const body = given(name, HERE);
    for (const { path, value } of changes) put(body, path, value);
    return body;
  });
});

it('2,000 activities that are wrong somewhere end in no failure', async () => {
  const taken: Record<string, number> = {};
  const odds: unknown[] = [];
  async function handle(inbound: Inbound): Promise<Handled> {
    taken[inbound.kind] = (taken[inbound.kind] ?? 0) + 1;
    if (!('keys' in inbound)) return { replies: [] };
    const strings = [...inbound.keys, inbound.place.workspaceId, inbound.place.channelId, inbound.author.id];
    if (!strings.every((one) => typeof one === 'string' && /^\S+$/.test(one))) odds.push(inbound);
    const { replies, form } = decide(undefined, inbound, 0, guide);
    return { replies, ...(form ? { form } : {}) };
  }
  const app = await startApp({ serviceUrls: 'loopback', handle });
  const bodies = fc.sample(mutated, { numRuns: RUNS, seed: 20_261_121 });
  const wrong: unknown[] = [];
  for (let at = 0; at < bodies.length; at += AT_ONCE) {
    const answers = await Promise.all(bodies.slice(at, at + AT_ONCE).map((body) => app.post(body)));
    wrong.push(...answers.filter(({ status }) => status !== 200 && status !== 400));
  }
  expect(wrong).toEqual([]);
  expect([app.failures, app.problems, odds]).toEqual([[], [], []]);
  // Most of them are still something, or nothing would have been tried.
  expect(taken).toMatchObject(
    Object.fromEntries(
      ['message', 'edited', 'press', 'form', 'settings', 'joined'].map((kind) => [kind, expect.any(Number)]),
    ),
  );
});
