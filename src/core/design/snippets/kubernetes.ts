import { isObject } from '../contracts/json-values.ts';
import type { YamlText } from '../contracts/read-yaml.ts';
import type { TextProblem } from '../contracts/text-problem.ts';
import { GROUPS, REMOVED } from './kubernetes-kinds.ts';
import { type SchemaError, toSchemaProblems } from './schema-problems.ts';

type Model = { new (data: object): { validate(): void }; kind?: unknown };

export function isManifest(
  value: unknown,
): value is Record<string, unknown> & { apiVersion: string; kind: string } {
  return isObject(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

/** A resource that Kubernetes itself does not know is not judged. */
export async function checkManifest(text: YamlText): Promise<TextProblem[]> {
  const { value } = text;
  if (!isManifest(value) || value.kind === 'List') return [];
  const { apiVersion, kind } = value;
  if (Object.hasOwn(REMOVED, apiVersion))
    return [
      {
        line: text.lineOf(['apiVersion']),
        message: `\`${apiVersion}\` is not served any more: use \`${REMOVED[apiVersion]}\``,
      },
    ];
  if (!Object.hasOwn(GROUPS, apiVersion)) return [];
  const model = (await GROUPS[apiVersion]?.())?.[kind];
  if (!isModel(model, kind))
    return [{ line: text.lineOf(['kind']), message: `\`${apiVersion}\` has no kind \`${kind}\`` }];
  return toSchemaProblems(validate(model, value), text);
}

function isModel(model: unknown, kind: string): model is Model {
  return typeof model === 'function' && 'kind' in model && model.kind === kind;
}

function validate(Kind: Model, value: object): SchemaError[] {
  try {
    new Kind(value).validate();
    return [];
  } catch (error) {
    if (isObject(error) && Array.isArray(error.errors)) return error.errors;
    throw error;
  }
}
