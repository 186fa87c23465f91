import protobuf from 'protobufjs';
import type { Operation } from '../sources/sources.ts';
import { digest } from './digest.ts';
import type { ProtoScope } from './proto-declarations.ts';
import { methodTerms } from './proto-terms.ts';
import { createTermBudget } from './terms.ts';

/** The methods of the services that a file declares. */
export function listMethods(file: ProtoScope, root: protobuf.Root, packageName: string): Operation[] {
  const budget = createTermBudget();
  return file.scopes.flatMap((scope) => {
    if (scope.kind !== 'service') return [];
    const fullName = [packageName, scope.name].filter((part) => part !== '').join('.');
    const service = root.lookup(fullName);
    if (!(service instanceof protobuf.Service)) return [];
    return service.methodsArray.map((method) => ({
      id: `${fullName}/${method.name}`,
      name: method.name,
      signature: signatureOf(method),
      ...methodTerms(method, budget),
    }));
  });
}

/** Types are written once and in a row, each by its number: renaming a message changes nothing on the wire. */
function signatureOf(method: protobuf.Method): string {
  const { resolvedRequestType, resolvedResponseType, requestStream = false, responseStream = false } = method;
  const types: (protobuf.Type | protobuf.Enum)[] = [];
  const numberOf = (type: protobuf.Type | protobuf.Enum | null) => {
    if (type === null) return 'unknown';
    if (!types.includes(type)) types.push(type);
    return `type ${types.indexOf(type)}`;
  };
  const call = [numberOf(resolvedRequestType), numberOf(resolvedResponseType), requestStream, responseStream];
  const shapes: unknown[] = [call];
  for (const type of types)
    shapes.push(type instanceof protobuf.Enum ? sortEntries(type.values) : fieldsOf(type, numberOf));
  return digest(shapes);
}

function fieldsOf(
  type: protobuf.Type,
  numberOf: (type: protobuf.Type | protobuf.Enum | null) => string,
): unknown[] {
  if (type.fullName.startsWith('.google.')) return [type.fullName];
  return [...type.fieldsArray]
    .sort((a, b) => a.id - b.id)
    .map((field) => [
      ...[field.id, field.name, field.repeated ? 'repeated' : field.required ? 'required' : ''],
      field.resolvedType ? numberOf(field.resolvedType) : field.type,
      ...[field.partOf?.name ?? '', field instanceof protobuf.MapField ? field.keyType : ''],
    ]);
}

function sortEntries(values: Record<string, number>): [string, number][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
