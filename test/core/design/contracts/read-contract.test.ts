import { describe, expect, it } from 'vitest';
import { readText } from './read.ts';

const TEXTS = {
  openapi: `openapi: 3.1.0
info: { title: a, version: "1" }
x-answer: &answer { description: d }
paths:
  /a/{id}:
    parameters: [{ $ref: '#/components/parameters/Id' }]
    get: { operationId: a, responses: { '200': *answer, '404': { <<: *answer } } }
components:
  parameters: { Id: { name: id, in: path, required: true, schema: { type: string } } }
`,
  asyncapi: `asyncapi: 3.0.0
info: { title: a, version: "1" }
channels: { c: { address: 'a/{x}', parameters: { x: {} }, messages: { M: { payload: { type: object } } } } }
operations: { o: { action: send, channel: { $ref: '#/channels/c' }, messages: [{ $ref: '#/channels/c/messages/M' }] } }
`,
  protobuf: `syntax = "proto3";
package a.b;
import "google/protobuf/timestamp.proto";
message A { map<string, A> kids = 1; oneof c { string q = 3; E m = 4; } reserved 9, 12 to max; reserved "x"; }
enum E { option allow_alias = true; Z = 0; Y = 0; }
service S { rpc Go (A) returns (stream A) { option (a.http) = { post: "/x" body: "*" }; } }
`,
} as const;
const FORMATS = ['openapi', 'asyncapi', 'protobuf'] as const;

describe('a contract of any format', () => {
  it.each(FORMATS)(
    'that was cut off anywhere is refused in a line that it has, or read: %s',
    async (format) => {
      const whole = TEXTS[format];
      expect((await readText(format, whole)).problems).toEqual([]);
      for (let end = 0; end < whole.length; end += 3) {
        const text = whole.slice(0, end);
        const { problems } = await readText(format, text);
        const outside = problems.filter(({ line = 0 }) => line < 1 || line > text.split('\n').length);
        expect({ text, outside }).toEqual({ text, outside: [] });
      }
    },
  );

  it.each(FORMATS)('that is the text of another format is refused: %s', async (format) => {
    for (const other of FORMATS.filter((one) => one !== format)) {
      expect((await readText(format, TEXTS[other])).problems).not.toEqual([]);
    }
  });

  it('has its problems in the order of its lines, and not without end', async () => {
    const text = `openapi: 3.1.0\ninfo: { title: a, version: "1" }\npaths: {}\n${Array.from({ length: 60 }, (_, at) => `no${at}: 1\n`).join('')}`;
    const { problems } = await readText('openapi', text);
    const lines = problems.map(({ line }) => line);
    expect(lines).toEqual([...lines].sort((a = 0, b = 0) => a - b));
    expect(problems.length).toBeLessThan(20);
    expect(problems.at(-1)?.message).toContain(`${60 - (problems.length - 1)} more`);
  });
});
