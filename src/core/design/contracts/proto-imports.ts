import protobuf from 'protobufjs';
import { baseName } from './base-name.ts';
import type { Contract } from './contract.ts';
import { type ProtoFile, readDeclarations } from './proto-declarations.ts';
import type { TextProblem } from './text-problem.ts';

/** Files that bring nothing but options, which say nothing about what a caller sends and gets. */
const OPTIONS_ONLY =
  /^(google\/api\/(?!httpbody)[a-z_]+|google\/protobuf\/(compiler\/plugin|[a-z]+_features)|(buf\/)?validate\/[a-z_]+|buf\/validate\/priv\/private|protoc-gen-openapiv2\/options\/(annotations|openapiv2)|gogoproto\/gogo|google\/longrunning\/annotations|grpc\/gateway\/[\w/]+)\.proto$/;

/** What a file may extend with options of its own. */
const OPTIONS = [
  'File',
  'Message',
  'Field',
  'Oneof',
  'Enum',
  'EnumValue',
  'Service',
  'Method',
  'ExtensionRange',
]
  .map((name) => `message ${name}Options { extensions 1000 to max; }`)
  .join(' ');

/** Google's common types; the compiler's own come with the parser. */
const COMMON: Record<string, string> = {
  'google/protobuf/descriptor.proto': `package google.protobuf; ${OPTIONS}`,
  'google/type/money.proto':
    'package google.type; message Money { string currency_code = 1; int64 units = 2; int32 nanos = 3; }',
  'google/type/date.proto':
    'package google.type; message Date { int32 year = 1; int32 month = 2; int32 day = 3; }',
  'google/type/timeofday.proto':
    'package google.type; message TimeOfDay { int32 hours = 1; int32 minutes = 2; int32 seconds = 3; int32 nanos = 4; }',
  'google/type/latlng.proto':
    'package google.type; message LatLng { double latitude = 1; double longitude = 2; }',
  'google/type/decimal.proto': 'package google.type; message Decimal { string value = 1; }',
  'google/type/interval.proto':
    'package google.type; message Interval { google.protobuf.Timestamp start_time = 1; google.protobuf.Timestamp end_time = 2; }',
  'google/type/dayofweek.proto':
    'package google.type; enum DayOfWeek { DAY_OF_WEEK_UNSPECIFIED = 0; MONDAY = 1; TUESDAY = 2; WEDNESDAY = 3; THURSDAY = 4; FRIDAY = 5; SATURDAY = 6; SUNDAY = 7; }',
  'google/rpc/status.proto':
    'package google.rpc; message Status { int32 code = 1; string message = 2; repeated google.protobuf.Any details = 3; }',
  'google/api/httpbody.proto':
    'package google.api; message HttpBody { string content_type = 1; bytes data = 2; repeated google.protobuf.Any extensions = 3; }',
};
/** What those above import themselves. */
const BENEATH = ['google/protobuf/any.proto', 'google/protobuf/timestamp.proto'];

/** Adds what a file imports to its root; a problem for each import that is neither known nor a contract of the design. */
export function addImports(
  root: protobuf.Root,
  { imports }: ProtoFile,
  related: readonly Contract[],
  added = new Set<string>(),
): TextProblem[] {
  return imports.flatMap(({ text: name, line }) => {
    if (added.has(name) || OPTIONS_ONLY.test(name)) return [];
    added.add(name);
    if (addKnown(root, name, added)) return [];
    const contract = related.find(
      ({ format, filename }) => format === 'protobuf' && baseName(filename) === baseName(name),
    );
    if (!contract)
      return [
        {
          line,
          message: `the import \`${name}\` is no contract of this design: define its messages here, or add it as a contract`,
        },
      ];
    try {
      protobuf.parse(contract.content, root, { keepCase: true });
    } catch {
      return [{ line, message: `the import \`${name}\` can't be read itself` }];
    }
    addImports(root, readDeclarations(contract.content), related, added);
    return [];
  });
}

function addKnown(root: protobuf.Root, name: string, added: Set<string>): boolean {
  const source = COMMON[name];
  if (source !== undefined) {
    for (const file of BENEATH) {
      if (!added.has(file)) addKnown(root, file, added.add(file));
    }
    protobuf.parse(`syntax = "proto3"; ${source}`, root, { keepCase: true });
    return true;
  }
  const known = Object.hasOwn(protobuf.common, name) ? protobuf.common.get(name) : null;
  const types = known?.nested;
  if (!types) return false;
  root.addJSON(types);
  return true;
}
