import fc from 'fast-check';
import type { Fault } from '../../src/dev/model/faults.ts';
import type { Reply, ReplyBlock, StopReason } from '../../src/dev/model/wire.ts';
import { HOSTILE_MARKDOWN } from '../core/design/hostile-markdown.ts';
import { HOSTILE_TEXTS, hostileModel } from '../core/design/hostile-texts.ts';
import { aDesign, SOME_QUESTIONS } from '../fakes/design.ts';
import { mutated, oddString, oddValue } from './odd.ts';

type Input = Record<string, unknown>;

const hostileText = fc.oneof(
  oddString,
  fc.constantFrom(...HOSTILE_TEXTS, ...Object.values(HOSTILE_MARKDOWN)),
);

const NODE_COUNTS = [0, 1, 40, 200];
const ODD_IDS = ['__proto__', 'constructor', 'toString', 'a b', '"', '-->', '0', 'é', '👩‍👩‍👧‍👦'];
const CONTRACTS = [
  '',
  '{',
  'openapi: 3.1.0',
  'a: &a [*a]',
  'syntax = "proto3"; message {',
  '\u0000',
  '[]',
  '---\n---\n',
];

/** Of the right shape, and made to trip what draws, prints and parses it. */
const hostileDesign = fc
  .record({
    text: hostileText,
    name: fc.constantFrom(...ODD_IDS),
    nodes: fc.constantFrom(...NODE_COUNTS),
    content: fc.oneof(fc.constantFrom(...CONTRACTS), oddString),
    format: fc.constantFrom('openapi' as const, 'asyncapi' as const, 'protobuf' as const),
  })
  .map(({ text, name, nodes, content, format }) => {
    const node = (i: number) => ({
      id: i === 0 ? name : `${name}-${i}`,
      name: (text.slice(0, 120) || name).trim() || name,
      kind: 'service' as const,
      owns: [name],
      existing: false,
    });
    const model = {
      contexts: [],
      nodes: Array.from({ length: nodes }, (_, i) => node(i)),
      links: Array.from({ length: nodes }, (_, i) => ({
        from: node(i).id,
        to: node((i * 7) % nodes).id,
        kind: 'sync' as const,
      })),
    };
    return aDesign({
      title: text.slice(0, 120) || name,
      sections: [{ heading: text.slice(0, 160) || name, markdown: text.slice(0, 20_000) }],
      model: nodes === 1 ? hostileModel(text.slice(0, 60)) : model,
      contracts: [{ service: name, format, filename: name, content }],
    });
  });

/** The API gives an object as the input of a call, whatever is in it. */
const asInput = (value: unknown): Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Input) : { value };

const call = (name: string, input: fc.Arbitrary<unknown>): fc.Arbitrary<ReplyBlock> =>
  input.map((value) => ({ type: 'tool_use', name, input: asInput(value) }));

const text = fc
  .oneof(hostileText, fc.constantFrom('Use an outbox.', '# Title\n\n| a | b |\n| - | - |\n| 1 | 2 |'))
  .map((words): ReplyBlock => ({ type: 'text', text: words }));

const block: fc.Arbitrary<ReplyBlock> = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 3, arbitrary: call('ask_clarifying_questions', mutated(fc.constant(SOME_QUESTIONS))) },
  { weight: 3, arbitrary: call('submit_design', mutated(fc.constant(aDesign()))) },
  { weight: 1, arbitrary: call('submit_design', hostileDesign) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('bash', 'x', 'submit-design').chain((name) => call(name, oddValue)),
  },
);

const ENDS: (StopReason | undefined)[] = [
  undefined,
  undefined,
  undefined,
  undefined,
  'end_turn',
  'tool_use',
  'stop_sequence',
  'pause_turn',
  'refusal',
  'max_tokens',
  'model_context_window_exceeded',
];

export const fuzzedReply: fc.Arbitrary<Reply> = fc
  .tuple(fc.array(block, { maxLength: 3 }), fc.constantFrom(...ENDS))
  .map(([content, stopReason]) => ({ content, ...(stopReason === undefined ? {} : { stopReason }) }));

const FINE: Fault = { kind: 'delay', ms: 0 };

/** What befalls a call: mostly nothing. Each is told apart by the request that it meets. */
export const fuzzedFault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 20, arbitrary: fc.constant(FINE) },
  {
    weight: 3,
    arbitrary: fc.oneof(
      fc.nat(12).map((afterEvents): Fault => ({ kind: 'cut', afterEvents })),
      fc.nat(12).map((afterEvents): Fault => ({ kind: 'stream-error', afterEvents })),
      fc.constantFrom(400, 401, 404, 413, 429, 500, 529).map((status): Fault => ({ kind: 'status', status })),
      oddString.map((thinking): Fault => ({ kind: 'thinking', thinking })),
    ),
  },
);
