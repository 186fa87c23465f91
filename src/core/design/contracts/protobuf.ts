import protobuf from 'protobufjs';
import { checkProto } from './check-proto.ts';
import type { Contract, Reading } from './contract.ts';
import { type ProtoScope, readDeclarations } from './proto-declarations.ts';
import { addImports } from './proto-imports.ts';
import { listMethods } from './proto-operations.ts';
import { type TextProblem, UnreadableText } from './text-problem.ts';

/** Protobuf of either syntax or an edition; throws `UnreadableText`. */
export function readProtobuf({ content }: Contract, related: readonly Contract[]): Reading {
  const text = content.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new UnreadableText('the text is empty', 1);
  const [, other] = /^[\s{"]*(openapi|asyncapi|swagger)\b/.exec(text) ?? [];
  if (other !== undefined)
    throw new UnreadableText(`this is a text of \`${other}\`, and the design says Protobuf`, 1);
  const root = new protobuf.Root();
  const parsed = parse(text, root);
  if (parsed.line !== undefined) throw new UnreadableText(parsed.message, parsed.line);
  const file = readDeclarations(text);
  const problems = [...checkProto(file), ...addImports(root, file, related)];
  // A root that is not complete has no types to look for.
  if (parsed.failed)
    return { problems: problems.length > 0 ? problems : [locate(parsed.message, text)], operations: [] };
  if (file.scope.scopes.length === 0)
    problems.push({ line: 1, message: 'the text declares no message and no service' });
  if (problems.length === 0) problems.push(...checkTypes(file.scope, root, parsed.packageName));
  if (problems.length === 0) problems.push(...resolve(root, text));
  if (problems.length > 0) return { problems, operations: [] };
  return { problems, operations: listMethods(file.scope, root, parsed.packageName) };
}

/** What is left then are such faults as an extension of something that is no message. */
function resolve(root: protobuf.Root, text: string): TextProblem[] {
  try {
    root.resolveAll();
    return [];
  } catch (error) {
    return [locate(plainly(error instanceof Error ? error.message : String(error)), text)];
  }
}

type Parsed =
  | { failed: false; line?: never; message?: never; packageName: string }
  | { failed: true; line?: number; message: string };

function parse(text: string, root: protobuf.Root): Parsed {
  try {
    return { failed: false, packageName: protobuf.parse(text, root, { keepCase: true }).package ?? '' };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const [, reason = message, line] = /^([\s\S]*?)\s*\((?:.*, )?line (\d+)\)$/.exec(message) ?? [];
    return { failed: true, message: plainly(reason), ...(line === undefined ? {} : { line: Number(line) }) };
  }
}

function plainly(reason: string): string {
  return reason
    .slice(0, 200)
    .replaceAll("'", '`')
    .replace(
      /^illegal token `null`|^illegal end of input `null`/,
      'the text ends before the last block is closed',
    )
    .replace(/^illegal token (.+), (.+) expected$/, '$2 is expected before $1')
    .replace(/^illegal token (.+)$/, '$1 is not expected here')
    .replace(/^unresolvable extensions: (`[^`]+`).*$/, '$1 names a type that is neither here nor imported')
    .replace(/^Unknown edition: (.+)$/, 'there is no syntax or edition `$1`')
    .replace('max depth exceeded', 'the text is nested too deeply');
}

/** Where a name stands that the parser complains of without a line. */
function locate(message: string, text: string): TextProblem {
  const name = /`([^`]+)`/.exec(message)?.[1];
  const index =
    name === undefined ? -1 : text.search(new RegExp(`(?<![\\w.])${escapeRegExp(name)}(?![\\w.])`));
  return index < 0 ? { message } : { line: text.slice(0, index).split('\n').length, message };
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Every type that is named must be there, and a method takes and gives messages. */
function checkTypes(scope: ProtoScope, root: protobuf.Root, packageName: string): TextProblem[] {
  const around = root.lookup([packageName, ...scope.path].filter((part) => part !== '').join('.')) ?? root;
  const from = around instanceof protobuf.Namespace ? around : root;
  const own = scope.members.flatMap(({ kind, name, line, types }) =>
    types.flatMap((type) => {
      const found = from.lookup(type, [protobuf.Type, protobuf.Enum]);
      if (found === null)
        return [
          { line, message: `\`${name}\` names the type \`${type}\`, which is neither here nor imported` },
        ];
      if (kind === 'rpc' && !(found instanceof protobuf.Type))
        return [
          { line, message: `the method \`${name}\` names \`${type}\`, and takes and gives messages alone` },
        ];
      return [];
    }),
  );
  return [...own, ...scope.scopes.flatMap((inner) => checkTypes(inner, root, packageName))];
}
