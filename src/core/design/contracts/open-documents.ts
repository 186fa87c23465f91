import { baseName } from './base-name.ts';
import type { Contract } from './contract.ts';
import { isObject } from './json-values.ts';
import { readYaml, type YamlText } from './read-yaml.ts';
import type { Documents, RootText } from './resolve-ref.ts';
import { UnreadableText } from './text-problem.ts';

/** Reads a contract, and as far as they can be read those that its references may name; throws `UnreadableText`. */
export function openDocuments(contract: Contract, related: readonly Contract[]): Documents {
  const others = new Map<string, YamlText>();
  for (const { format, filename, content } of related) {
    const text = format === 'protobuf' ? undefined : tryOpen(content);
    if (text) others.set(baseName(filename), text);
  }
  const root = open(contract.content);
  if (/\.json$/i.test(contract.filename)) checkJson(contract.content);
  return { root, others };
}

/** A contract that can't be read is reported for itself. */
function tryOpen(content: string): YamlText | undefined {
  try {
    return open(content);
  } catch {
    return undefined;
  }
}

function open(content: string): RootText {
  const [text, second] = readYaml(content);
  if (!text) throw new UnreadableText('the text is empty', 1);
  const { value } = text;
  if (!isObject(value)) throw new UnreadableText('the text is no object with keys, as YAML or JSON', 1);
  if (second)
    throw new UnreadableText('the text holds more than one document: give each a contract of its own');
  return { ...text, value };
}

function checkJson(content: string): void {
  try {
    JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    throw new UnreadableText('the text is YAML, and its filename says that it is JSON: name it `.yaml`');
  }
}
