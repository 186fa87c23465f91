import { Ajv, type ValidateFunction } from 'ajv';
import { isObject, objectsIn } from '../contracts/json-values.ts';
import type { Path, YamlText } from '../contracts/read-yaml.ts';
import { pointerPath } from '../contracts/resolve-ref.ts';
import type { TextProblem } from '../contracts/text-problem.ts';
import { toSchemaProblems } from './schema-problems.ts';

/** The JSON Schema of the Compose specification. */
export type ComposeSchema = Record<string, unknown>;

const validators = new WeakMap<ComposeSchema, ValidateFunction>();

/** A fragment that only talks of services is none. */
export function isCompose(value: unknown): boolean {
  const services = isObject(value) ? objectsIn(value.services) : [];
  return services.some(([, service]) => 'image' in service || 'build' in service);
}

/** What `docker compose config` would refuse. */
export function checkCompose(text: YamlText, schema: ComposeSchema): TextProblem[] {
  const validate = validators.get(schema) ?? compile(schema);
  validators.set(schema, validate);
  validate(text.value);
  // A variable is put in before Compose looks at types.
  const errors = (validate.errors ?? []).filter(
    ({ instancePath }) => !isVariable(text.value, pointerPath(instancePath)),
  );
  return [...toSchemaProblems(errors, text), ...checkNames(text)];
}

function compile({ $schema: _, ...schema }: ComposeSchema): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const format of ['ports', 'expose', 'duration', 'subnet_ip_address']) ajv.addFormat(format, true);
  return ajv.compile(schema);
}

function isVariable(root: unknown, path: Path): boolean {
  let value = root;
  for (const key of path) value = (value as Record<string | number, unknown> | undefined)?.[key];
  return typeof value === 'string' && value.includes('$');
}

/** What a service names must be declared; files that are included may declare more. */
function checkNames({ value, lineOf }: YamlText): TextProblem[] {
  if (!isObject(value) || 'include' in value) return [];
  return objectsIn(value.services).flatMap(([name, service]) => {
    if ('extends' in service) return [];
    const uses = (['depends_on', 'networks', 'secrets', 'configs', 'volumes'] as const).flatMap((key) =>
      namesIn(service[key], key).map(({ name, at }) => ({ key, name, at })),
    );
    return uses
      .filter(({ key, name }) => !isDeclared(value, key, name))
      .map(({ key, name: used, at }) => ({
        line: lineOf(['services', name, key, at]),
        message: `the service \`${name}\` names \`${used}\` under \`${key}\`, which is not declared`,
      }));
  });
}

function isDeclared(root: Record<string, unknown>, key: string, name: string): boolean {
  if (key === 'networks' && name === 'default') return true;
  const declared = root[key === 'depends_on' ? 'services' : key];
  return isObject(declared) && Object.hasOwn(declared, name);
}

/** In the short form a volume's name stands before the first colon; what begins with `.`, `/` or `~` is a folder. */
function namesIn(value: unknown, key: string): { name: string; at: string | number }[] {
  if (isObject(value)) return Object.keys(value).map((name) => ({ name, at: name }));
  return (Array.isArray(value) ? value : []).flatMap((item: unknown, at) => {
    if (key === 'volumes') {
      const [, named] = typeof item === 'string' ? (/^([A-Za-z0-9][\w.-]*):[^\\]/.exec(item) ?? []) : [];
      const source = isObject(item) && item.type === 'volume' ? item.source : named;
      return typeof source === 'string' ? [{ name: source, at }] : [];
    }
    const name = isObject(item) ? item.source : item;
    return typeof name === 'string' && !name.includes('$') ? [{ name, at }] : [];
  });
}
