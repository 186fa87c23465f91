import {
  BaseResolver,
  type Config,
  createConfig,
  type Document,
  lintDocument,
  type NormalizedProblem,
  ResolveError,
  Source,
} from '@redocly/openapi-core';
import { baseName } from './base-name.ts';
import { isObject } from './json-values.ts';
import type { Path, YamlText } from './read-yaml.ts';
import { type Documents, pointerPath } from './resolve-ref.ts';
import { inWords, type TextProblem } from './text-problem.ts';

const ROOT = 'contract.yaml';

let config: Promise<Config> | undefined;

/** What the specification itself demands, without matters of style. References have a check of our own. */
export async function lint(documents: Documents): Promise<TextProblem[]> {
  config ??= createConfig({ extends: ['spec'], rules: { 'no-unresolved-refs': 'off' } });
  const { root } = documents;
  const found = await lintDocument({
    document: toDocument(ROOT, root),
    config: await config,
    externalRefResolver: new DesignResolver(documents),
  });
  return found.flatMap((problem) => toTextProblem(problem, root));
}

function toDocument(name: string, text: YamlText): Document {
  // Problems are placed by our own lines, so the source needs no text.
  return { source: new Source(name, ''), parsed: text.value };
}

/** Finds the other contracts of the design, and neither disk nor network. */
class DesignResolver extends BaseResolver {
  readonly #documents = new Map<string, Document>();

  constructor({ others }: Documents) {
    super();
    for (const [name, text] of others) this.#documents.set(name, toDocument(name, text));
  }

  override resolveExternalRef(_base: string | null, ref: string): string {
    return baseName(ref);
  }

  override async resolveDocument<T>(_base: string | null, ref: string): Promise<Document<T>> {
    const document = this.#documents.get(baseName(ref));
    if (!document) throw new ResolveError(new Error('is no contract of this design'));
    return document as Document<T>;
  }
}

function toTextProblem(problem: NormalizedProblem, root: YamlText): TextProblem[] {
  const [location] = problem.location;
  if (problem.severity !== 'error' || !location || location.source.absoluteRef !== ROOT) return [];
  const path = pathOf(problem.ruleId, location.pointer);
  const value = at(root.value, path);
  if (isFalseAlarm(problem, path, value, root)) return [];
  const isMissing = value === undefined || problem.message.includes('must be present');
  const suggestion = problem.suggest[0] ? `; did you mean \`${problem.suggest[0]}\`?` : '';
  const place = inWords(isMissing || !problem.message.startsWith('Property') ? path : path.slice(0, -1));
  return [{ line: root.lineOf(path), message: `${plainly(problem.message)} (${place})${suggestion}` }];
}

/** What the specifications allow and the linter does not know. */
function isFalseAlarm({ message }: NormalizedProblem, path: Path, value: unknown, root: YamlText): boolean {
  // A schema may be `true` or `false` since OpenAPI 3.1.
  if (typeof value === 'boolean' && message.startsWith('Expected type `Schema`')) return true;
  // A channel whose address is only known at run time has none.
  if (value === null && path.length === 3 && path[0] === 'channels' && path[2] === 'address') return true;
  return path.some((_, index) => {
    const around = at(root.value, path.slice(0, index));
    const format = isObject(around) ? around.schemaFormat : undefined;
    return typeof format === 'string' && !/asyncapi|schema\+(json|yaml)/.test(format);
  });
}

/** The rule of unique ids points at the id's value as if it were a key. */
function pathOf(ruleId: string, pointer = ''): string[] {
  const path = pointerPath(pointer.replace(/^#/, ''));
  return ruleId === 'operation-operationId-unique' ? [...path.slice(0, -1), 'operationId'] : path;
}

function at(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (!(Array.isArray(value) || isObject(value)) || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

function plainly(message: string): string {
  return message
    .replace(/\.$/, '')
    .replace(/ on this level$/, '')
    .replace(/^Property/, 'the property')
    .replace(/^Expected type (`[^`]+`(?: \(\w+\))?) but got (`\w+`)$/, 'this must be of type $1, and is $2')
    .replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase());
}
