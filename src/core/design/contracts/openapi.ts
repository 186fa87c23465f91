import type { Operation } from '../sources/sources.ts';
import type { Contract, Reading } from './contract.ts';
import { httpTerms } from './http-terms.ts';
import { isObject, objectsIn, toList } from './json-values.ts';
import type { Path } from './read-yaml.ts';
import { type Documents, followRef } from './resolve-ref.ts';
import { digestShape } from './shape.ts';
import { readBySpecification } from './specification.ts';
import { createTermBudget, type TermBudget } from './terms.ts';
import { inWords, type TextProblem } from './text-problem.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const VERSION = { key: 'openapi', pattern: /^3\.1\.\d+$/, example: '3.1.0' } as const;

/** OpenAPI 3.1, as YAML or JSON; throws `UnreadableText`. */
export function readOpenApi(contract: Contract, related: readonly Contract[]): Promise<Reading> {
  return readBySpecification(contract, related, {
    version: VERSION,
    check: checkSecurity,
    listOperations,
  });
}

function listOperations(documents: Documents): Operation[] {
  const { paths, webhooks } = documents.root.value;
  const budget = createTermBudget();
  return [
    ...operationsOf(paths, '', documents, budget),
    ...operationsOf(webhooks, 'webhook ', documents, budget),
  ];
}

function operationsOf(items: unknown, prefix: string, documents: Documents, budget: TermBudget): Operation[] {
  return Object.entries(isObject(items) ? items : {}).flatMap(([path, item]) => {
    const pathItem = followRef(item, documents);
    return METHODS.flatMap((method) => {
      const operation = followRef(pathItem[method], documents);
      if (pathItem[method] === undefined) return [];
      const { operationId } = operation;
      return {
        id: `${prefix}${method.toUpperCase()} ${path}`,
        ...(typeof operationId === 'string' ? { name: operationId } : {}),
        signature: signatureOf(operation, pathItem, documents),
        // A webhook is called by the service, so who takes and who gives is the other way round.
        ...(prefix === '' &&
          httpTerms(path, operation, parametersOf(operation, pathItem, documents), documents, budget)),
      };
    });
  });
}

/** The parameters of its path and the security of the whole document are a part of an operation. */
function signatureOf(
  operation: Record<string, unknown>,
  pathItem: Record<string, unknown>,
  documents: Documents,
): string {
  const parameters = parametersOf(operation, pathItem, documents);
  const { security } = documents.root.value;
  const whole = { security, ...operation, parameters: Object.fromEntries(parameters) };
  return digestShape(whole, documents);
}

/** By place and name: one of the operation takes the place of one of its path. */
function parametersOf(
  operation: Record<string, unknown>,
  pathItem: Record<string, unknown>,
  documents: Documents,
): Map<string, unknown> {
  const parameters = new Map<string, unknown>();
  for (const parameter of [...toList(pathItem.parameters), ...toList(operation.parameters)]) {
    const { in: place, name } = followRef(parameter, documents);
    parameters.set(`${place} ${name}`, parameter);
  }
  return parameters;
}

/** A scheme is named, not referred to, so no check of references finds one that is missing. */
function checkSecurity({ root }: Documents): TextProblem[] {
  const { components, security, paths } = root.value;
  const schemes =
    isObject(components) && isObject(components.securitySchemes) ? components.securitySchemes : {};
  const places: [unknown, Path][] = [[security, ['security']]];
  for (const [path, item] of objectsIn(paths)) {
    for (const [method, operation] of objectsIn(item)) {
      places.push([operation.security, ['paths', path, method, 'security']]);
    }
  }
  return places.flatMap(([requirements, path]) =>
    toList(requirements).flatMap((requirement, index) =>
      Object.keys(isObject(requirement) ? requirement : {})
        .filter((name) => !Object.hasOwn(schemes, name))
        .map((name) => ({
          line: root.lineOf([...path, index, name]),
          message: `the security scheme \`${name}\` is not among components → securitySchemes (${inWords(path)})`,
        })),
    ),
  );
}
