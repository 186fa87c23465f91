import { LARGEST_NUMBER, type ProtoFile, type ProtoMember, type ProtoScope } from './proto-declarations.ts';
import type { TextProblem } from './text-problem.ts';

/** What every compiler of the language refuses, and the parser in part lets through, each with its line. */
export function checkProto(file: ProtoFile): TextProblem[] {
  return checkScope(file.scope, file.syntax);
}

function checkScope(scope: ProtoScope, syntax: string): TextProblem[] {
  return [
    ...(scope.kind === 'enum' ? checkEnum(scope, syntax) : checkNames(scope)),
    ...(scope.kind === 'message' ? checkNumbers(scope) : []),
    ...scope.scopes.flatMap((inner) => checkScope(inner, syntax)),
  ];
}

/** Everything that is named in a scope, and the values of its enums: they have no scope of their own. */
function checkNames(scope: ProtoScope): TextProblem[] {
  if (scope.kind === 'extend') return [];
  const inner = scope.scopes.filter(({ kind }) => kind !== 'extend');
  const named = [
    ...inner.map(({ name, line }) => ({ name, line, of: undefined })),
    ...scope.members.map(({ name, line }) => ({ name, line, of: undefined })),
    ...scope.oneofs.map(({ text, line }) => ({ name: text, line, of: undefined })),
    ...inner.flatMap((one) =>
      one.kind === 'enum' ? one.members.map(({ name, line }) => ({ name, line, of: one.name })) : [],
    ),
  ].sort((a, b) => a.line - b.line);
  const first = new Map<string, { line: number; of: string | undefined }>();
  const problems: TextProblem[] = [];
  for (const { name, line, of } of named) {
    const before = first.get(name);
    if (!before) first.set(name, { line, of });
    else if (of !== undefined && before.of !== undefined && of !== before.of)
      problems.push({
        line,
        message: `the value \`${name}\` is in the enums \`${before.of}\` and \`${of}\`, which share one scope: put the enum's name before it`,
      });
    else
      problems.push({ line, message: `the name \`${name}\` is there twice, first in line ${before.line}` });
  }
  return problems;
}

function checkNumbers({ name: message, members, reserved, reservedNames }: ProtoScope): TextProblem[] {
  const problems: TextProblem[] = reserved
    .filter(({ from, to }) => from > to)
    .map(({ from, to, line }) => ({
      line,
      message: `the reserved range ${from} to ${to} ends before it begins`,
    }));
  const first = new Map<number, ProtoMember>();
  for (const member of members) {
    const { name, line, number = Number.NaN } = member;
    const of = `the field \`${name}\` of \`${message}\``;
    const before = first.get(number);
    if (before)
      problems.push({ line, message: `${of} has the number ${number}, which is that of \`${before.name}\`` });
    else first.set(number, member);
    if (reserved.some(({ from, to }) => number >= from && number <= to))
      problems.push({ line, message: `${of} has the number ${number}, which is reserved` });
    if (reservedNames.has(name)) problems.push({ line, message: `${of} has a name that is reserved` });
    if (number < 1 || number > LARGEST_NUMBER)
      problems.push({
        line,
        message: `${of} has the number ${number}: numbers go from 1 to ${LARGEST_NUMBER}`,
      });
    if (number >= 19_000 && number <= 19_999)
      problems.push({
        line,
        message: `${of} has the number ${number}: 19000 to 19999 belong to Protobuf itself`,
      });
  }
  return problems;
}

function checkEnum(scope: ProtoScope, syntax: string): TextProblem[] {
  const { name, line, members, allowsAlias } = scope;
  const [head] = members;
  if (!head) return [{ line, message: `the enum \`${name}\` has no value` }];
  const problems: TextProblem[] = [];
  if (syntax === 'proto3' && head.number !== 0)
    problems.push({
      line: head.line,
      message: `the first value of the enum \`${name}\` must be 0 in proto3, such as \`UNSPECIFIED\``,
    });
  const names = new Map<string, number>();
  const numbers = new Map<number, string>();
  for (const { name: value, line, number = Number.NaN } of members) {
    const before = names.get(value);
    const twin = numbers.get(number);
    if (before !== undefined)
      problems.push({
        line,
        message: `the value \`${value}\` of the enum \`${name}\` is there twice, first in line ${before}`,
      });
    else if (twin !== undefined && !allowsAlias)
      problems.push({
        line,
        message: `the value \`${value}\` of the enum \`${name}\` has the number ${number}, which is that of \`${twin}\``,
      });
    names.set(value, before ?? line);
    numbers.set(number, twin ?? value);
  }
  return problems;
}
