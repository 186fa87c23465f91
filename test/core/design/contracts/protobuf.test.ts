import { describe, expect, it } from 'vitest';
import { lines, readText } from './read.ts';

const HEAD = 'syntax = "proto3";\npackage lab.v1;\n';

const SOUND: Record<string, string> = {
  'a service, in proto3': lines`
// Copyright of nobody; { unbalanced in a comment
syntax = "proto3";

package lab.v1;

option java_package = "org.example.lab";

/* Samples
   and what becomes of them */
service Samples {
  rpc Register(RegisterRequest) returns (Sample);
  rpc Watch (WatchRequest) returns (stream Sample) {}
  rpc Upload(stream Sample) returns (Summary) { option deprecated = true; }
}

message RegisterRequest { string barcode = 1; }
message WatchRequest { repeated string ids = 1; }
message Summary { uint32 count = 1; }
message Sample { string id = 1; bytes image = 2; }
`,
  'oneof, map, optional and a nested message': `${HEAD}message Result {
  oneof value { double number = 1; string text = 2; Image image = 3; }
  map<string, Image> by_name = 4;
  map<int32, .lab.v1.Result> nested = 5;
  optional string note = 6;
  message Image { bytes data = 1; message Size { int32 w = 1; int32 h = 2; } Size size = 2; }
  repeated Image.Size sizes = 7 [packed = false];
}
`,
  'well-known types': `${HEAD}import "google/protobuf/timestamp.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/empty.proto";
import public "google/protobuf/any.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/wrappers.proto";
import "google/protobuf/field_mask.proto";
message All {
  google.protobuf.Timestamp at = 1; google.protobuf.Duration took = 2; google.protobuf.Any any = 3;
  google.protobuf.Struct data = 4; google.protobuf.Int64Value n = 5; google.protobuf.FieldMask mask = 6;
}
service S { rpc Clear(google.protobuf.Empty) returns (google.protobuf.Empty); }
`,
  "Google's common types, and annotations for HTTP": `${HEAD}import "google/api/annotations.proto";
import "google/api/field_behavior.proto";
import "google/type/money.proto";
import "google/type/date.proto";
import "google/rpc/status.proto";
import "google/protobuf/any.proto";
message Bill { google.type.Money sum = 1 [(google.api.field_behavior) = REQUIRED]; google.type.Date due = 2; google.rpc.Status error = 3; google.protobuf.Any more = 4; }
service Bills {
  rpc Get(Bill) returns (Bill) {
    option (google.api.http) = { get: "/v1/{name=bills/*}" additional_bindings { post: "/v1/bills:get" body: "*" } };
  }
}
`,
  'reserved numbers and names': `${HEAD}message A { reserved 2, 15, 9 to 11, 40 to max; reserved "foo", "bar"; string a = 1; int32 b = 12; }\n`,
  'enums with aliases, negative and hexadecimal numbers': `${HEAD}enum State {
  option allow_alias = true;
  STATE_UNSPECIFIED = 0; STATE_OPEN = 1; STATE_STARTED = 1 [deprecated = true]; STATE_LOST = -1; STATE_HEX = 0x1F;
  reserved 5, 7 to 9; reserved "STATE_OLD";
}
message A { State state = 1; enum Kind { NONE = 0; } Kind kind = 2; }
message B { enum Kind { NONE = 0; } Kind kind = 1; }
`,
  'trees, and messages that name each other': `${HEAD}message Tree { repeated Tree kids = 1; }
message Egg { Hen hen = 1; }
message Hen { Egg egg = 1; }
service Farm { rpc Lay(Hen) returns (Egg); rpc Grow(Tree) returns (Tree); }
`,
  'proto2 with groups, defaults and extensions': `syntax = "proto2";
package old;
message Base {
  required string id = 1 [default = "a;{\\"b"];
  optional group Part = 2 { optional int32 n = 1; }
  extensions 100 to 199;
  extensions 1000 to max;
}
extend Base { optional int32 weight = 100; }
message Other { extend Base { optional Other other = 101; } }
`,
  'proto2 that does not say so': 'message A { optional string a = 1; }\n',
  'an edition': 'edition = "2023";\npackage a;\nmessage A { string a = 1; }\n',
  'names that are words of the language':
    `${HEAD}message message { string message = 1; string service = 2; string package = 3; string option = 4; string reserved = 5; string rpc = 6; string stream = 7; string constructor = 8; string __proto__ = 9; }
enum option { syntax = 0; package_ = 1; }
`
      .replace('message message', 'message Words')
      .replace('enum option', 'enum Option'),
  'custom options, and Windows line ends': `${HEAD}import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { string unit = 50001; }
message A { double weight = 1 [(unit) = "kg", deprecated = true]; }
`.replaceAll('\n', '\r\n'),
  'an enum alone': `${HEAD}enum Ward { WARD_UNSPECIFIED = 0; }\n`,
};

const BROKEN: Record<string, { text: string; line: number; names: string }> = {
  'a type that is not there': {
    text: `${HEAD}message A {\n  string a = 1;\n  Sampel b = 2;\n}\n`,
    line: 5,
    names: 'Sampel',
  },
  'a type of a method that is not there': {
    text: `${HEAD}message A {}\nservice S {\n  rpc Go(A) returns (B);\n}\n`,
    line: 5,
    names: '`B`',
  },
  'a method that takes an enum': {
    text: `${HEAD}message A {}\nenum E { Z = 0; }\nservice S {\n  rpc Go(E) returns (A);\n}\n`,
    line: 6,
    names: '`E`',
  },
  'a number twice': {
    text: `${HEAD}message A {\n  string a = 1;\n  oneof o {\n    string b = 1;\n  }\n}\n`,
    line: 6,
    names: '`b`',
  },
  'a name twice': {
    text: `${HEAD}message A {\n  string a = 1;\n  string a = 2;\n}\n`,
    line: 5,
    names: '`a`',
  },
  'a message twice': { text: `${HEAD}message A {}\nmessage B {}\nmessage A {}\n`, line: 5, names: '`A`' },
  'a method twice': {
    text: `${HEAD}message A {}\nservice S {\n  rpc Go(A) returns (A);\n  rpc Go(A) returns (A);\n}\n`,
    line: 6,
    names: '`Go`',
  },
  'a reserved number': {
    text: `${HEAD}message A {\n  reserved 2, 5 to 7;\n  string a = 6;\n}\n`,
    line: 5,
    names: '6',
  },
  'a reserved name': {
    text: `${HEAD}message A {\n  reserved "old";\n  string old = 1;\n}\n`,
    line: 5,
    names: '`old`',
  },
  'the number 0': { text: `${HEAD}message A {\n  string a = 0;\n}\n`, line: 4, names: '`a`' },
  "a number of Protobuf's own": {
    text: `${HEAD}message A {\n  string a = 19999;\n}\n`,
    line: 4,
    names: '19999',
  },
  'an enum that does not begin with 0': { text: `${HEAD}enum E {\n  A = 1;\n}\n`, line: 4, names: '`E`' },
  'an enum with a number twice': { text: `${HEAD}enum E {\n  A = 0;\n  B = 0;\n}\n`, line: 5, names: '`B`' },
  'two enums with the same value': {
    text: `${HEAD}enum E {\n  UNKNOWN = 0;\n}\nenum F {\n  UNKNOWN = 0;\n}\n`,
    line: 7,
    names: '`UNKNOWN`',
  },
  'an unknown import': {
    text: `${HEAD}import "shared/money.proto";\nmessage A {}\n`,
    line: 3,
    names: 'shared/money.proto',
  },
  'an import that is missing': {
    text: `${HEAD}message A {\n  google.protobuf.Timestamp at = 1;\n}\n`,
    line: 4,
    names: 'Timestamp',
  },
  'an extension of nothing': {
    text: 'syntax = "proto2";\nextend Nobody {\n  optional int32 a = 100;\n}\n',
    line: 2,
    names: 'Nobody',
  },
  'required in proto3': {
    text: `${HEAD}message A {\n  required string a = 1;\n}\n`,
    line: 4,
    names: 'required',
  },
  'a missing semicolon': {
    text: `${HEAD}message A {\n  string a = 1\n  string b = 2;\n}\n`,
    line: 5,
    names: ';',
  },
  'a missing number': { text: `${HEAD}message A {\n  string a;\n}\n`, line: 4, names: '=' },
  'a key of a map that can be none': {
    text: `${HEAD}message A {\n  map<float, string> a = 1;\n}\n`,
    line: 4,
    names: 'float',
  },
  'a text that was cut off': { text: `${HEAD}message A {\n  string a = 1;\n`, line: 5, names: 'ends before' },
  'a version that does not exist': { text: 'syntax = "proto4";\nmessage A {}\n', line: 1, names: 'proto4' },
  'OpenAPI under the name of Protobuf': { text: 'openapi: 3.1.0\n', line: 1, names: 'openapi' },
  HTML: { text: '<!doctype html>', line: 1, names: 'HTML' },
  nothing: { text: ' \n', line: 1, names: 'empty' },
  'nothing but a head': { text: HEAD, line: 1, names: 'no message' },
};

describe('a Protobuf contract', () => {
  it.each(Object.entries(SOUND))('passes: %s', async (_, text) => {
    expect((await readText('protobuf', text)).problems).toEqual([]);
  });

  it.each(Object.entries(BROKEN))(
    'is refused in the line that is wrong: %s',
    async (_, { text, line, names }) => {
      const { problems, operations } = await readText('protobuf', text);
      expect(problems.find(({ message }) => message.includes(names))).toEqual({
        message: expect.anything(),
        line,
      });
      expect(operations).toEqual([]);
    },
  );

  it('may import other contracts of its design, which may import others', async () => {
    const related = [
      {
        format: 'protobuf' as const,
        filename: 'contracts/money.proto',
        content: 'syntax = "proto3"; package money; import "unit.proto"; message Money { Unit unit = 1; }',
      },
      {
        format: 'protobuf' as const,
        filename: 'unit.proto',
        content: 'syntax = "proto3"; package money; message Unit { string code = 1; }',
      },
    ];
    const text = (type: string) =>
      `${HEAD}import "shared/money.proto";\nmessage A { ${type} sum = 1; }\nservice S { rpc Go(A) returns (A); }\n`;
    const { problems, operations } = await readText('protobuf', text('money.Money'), { related });
    expect(problems).toEqual([]);
    expect(operations).toHaveLength(1);
    expect((await readText('protobuf', text('money.Coin'), { related })).problems).toMatchObject([
      { line: 4 },
    ]);
  });

  it('names its operations by package, service and method', async () => {
    const text = `${HEAD}message A {}\nservice Samples { rpc Get(A) returns (A); rpc Put(A) returns (A); }\nservice Racks { rpc Get(A) returns (A); }\n`;
    const { operations } = await readText('protobuf', text);
    expect(operations.map(({ id, name }) => [id, name])).toEqual([
      ['lab.v1.Samples/Get', 'Get'],
      ['lab.v1.Samples/Put', 'Put'],
      ['lab.v1.Racks/Get', 'Get'],
    ]);
  });

  describe('has another signature', () => {
    const text = `${HEAD}message Ask { string id = 1; Kind kind = 2; }\nmessage Reply { repeated Ask asks = 1; }\nenum Kind { NONE = 0; ONE = 1; }\nservice S { rpc Go(Ask) returns (Reply); }\n`;
    const signature = async (contract: string) =>
      (await readText('protobuf', contract)).operations[0]?.signature;

    it.each([
      ['with another number', text.replace('id = 1', 'id = 3')],
      ['with another type', text.replace('string id', 'int64 id')],
      ['with a field more, below', text.replace('asks = 1;', 'asks = 1; bool more = 2;')],
      ['with another value of an enum', text.replace('ONE = 1', 'ONE = 2')],
      ['as a stream', text.replace('returns (Reply)', 'returns (stream Reply)')],
    ])('%s', async (_, other) => {
      expect(await signature(other)).toBeDefined();
      expect(await signature(other)).not.toBe(await signature(text));
    });

    it.each([
      ['with comments', text.replace('message Ask', '// what is asked\nmessage Ask')],
      ['with another name of a message', text.replaceAll('Ask', 'Question')],
      [
        'with fields in another order',
        text.replace('string id = 1; Kind kind = 2;', 'Kind kind = 2; string id = 1;'),
      ],
    ])('but not %s', async (_, other) => {
      expect(await signature(other)).toBe(await signature(text));
    });
  });
});
