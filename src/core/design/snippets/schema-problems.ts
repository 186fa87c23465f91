import type { Path, YamlText } from '../contracts/read-yaml.ts';
import { pointerPath } from '../contracts/resolve-ref.ts';
import { inWords, type TextProblem } from '../contracts/text-problem.ts';

/** What a validator of JSON Schema finds; `kubernetes-models` reports in the same words as Ajv. */
export type SchemaError = {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string | undefined;
};

const CHOICES = new Set(['oneOf', 'anyOf', 'if', 'not']);

/** One problem for each place, with the most exact of the errors that its alternatives have. */
export function toSchemaProblems(errors: readonly SchemaError[], text: YamlText): TextProblem[] {
  const choices = errors
    .filter(({ keyword }) => CHOICES.has(keyword))
    .map(({ instancePath }) => instancePath);
  const told = errors.filter(({ keyword }) => !CHOICES.has(keyword));
  const isBelow = (path: string) => told.some((error) => error.instancePath.startsWith(`${path}/`));
  const exact = told.filter(({ instancePath }) => !(choices.includes(instancePath) && isBelow(instancePath)));
  const places = new Map<string, SchemaError[]>();
  for (const error of exact)
    places.set(error.instancePath, [...(places.get(error.instancePath) ?? []), error]);
  return [...places.values()].flatMap((same) => describePlace(same, text));
}

function describePlace(errors: readonly SchemaError[], text: YamlText): TextProblem[] {
  const [first] = errors;
  if (!first) return [];
  const path = pointerPath(first.instancePath);
  // An alternative of another type says nothing about a value that nearly fits one.
  const fitting = errors.filter(({ keyword }) => keyword !== 'type');
  const types = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map(({ params }) => String(params.type)),
  );
  if (fitting.length === 0)
    return [
      { line: text.lineOf(path), message: `this must be ${[...types].join(' or ')} (${inWords(path)})` },
    ];
  const once = new Map(fitting.map((error) => [describe(error), error]));
  return [...once].map(([message, error]) => ({
    line: text.lineOf(placeOf(error, path)),
    message: `${message} (${inWords(path)})`,
  }));
}

function placeOf({ params }: SchemaError, path: Path): Path {
  const { additionalProperty } = params;
  return typeof additionalProperty === 'string' ? [...path, additionalProperty] : path;
}

function describe({ keyword, params, message }: SchemaError): string {
  switch (keyword) {
    case 'additionalProperties':
      return `the property \`${params.additionalProperty}\` is not expected here`;
    case 'required':
      return `the property \`${params.missingProperty}\` is missing`;
    case 'enum':
      return `this must be one of ${JSON.stringify(params.allowedValues)}`;
    default:
      return `this ${message ?? 'is not valid'}`;
  }
}
