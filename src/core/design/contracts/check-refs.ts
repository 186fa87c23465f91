import { isObject } from './json-values.ts';
import { holdsNames, isLiteral } from './literal-keys.ts';
import type { Path } from './read-yaml.ts';
import { type Documents, type Resolved, resolveRef } from './resolve-ref.ts';
import { inWords, type TextProblem } from './text-problem.ts';

/**
 * Every reference of a contract that leads nowhere. A type that contains itself is none of them. After `isCircular`
 * nothing else can follow the references.
 */
export function checkRefs(documents: Documents): { problems: TextProblem[]; isCircular: boolean } {
  const { root } = documents;
  const problems: TextProblem[] = [];
  let isCircular = false;
  const report = (ref: string, path: Path) => {
    const resolved = resolveRef(ref, root, documents);
    isCircular ||= resolved.kind === 'circular';
    const message = explain(ref, resolved);
    if (message)
      problems.push({ line: root.lineOf(path), message: `${message} (${inWords(path.slice(0, -1))})` });
  };
  visit(root.value, [], false);
  return { problems, isCircular };

  function visit(value: unknown, path: (string | number)[], isNames: boolean): void {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, [...path, index], false);
      return;
    }
    // References below a schema with an address of its own are relative to that address.
    if (!isObject(value) || typeof value.$id === 'string') return;
    if (typeof value.$ref === 'string' && !isNames) report(value.$ref, [...path, '$ref']);
    for (const [key, item] of Object.entries(value)) {
      if (isLiteral(key, item, isNames)) continue;
      if (key === 'discriminator' && !isNames) checkMapping(item, [...path, key]);
      visit(item, [...path, key], holdsNames(key, isNames));
    }
  }

  function checkMapping(discriminator: unknown, path: Path): void {
    const mapping = isObject(discriminator) ? discriminator.mapping : undefined;
    for (const [name, target] of Object.entries(isObject(mapping) ? mapping : {})) {
      if (typeof target !== 'string') continue;
      const isName = /^[\w.-]+$/.test(target) && !documents.others.has(target);
      report(isName ? `#/components/schemas/${target}` : target, [...path, 'mapping', name]);
    }
  }
}

function explain(ref: string, resolved: Resolved): string | undefined {
  switch (resolved.kind) {
    case 'found':
      return undefined;
    case 'missing':
      return `the reference \`${ref}\` leads to nothing: define it or correct its name`;
    case 'circular':
      return `the reference \`${ref}\` leads back to itself and never to a definition`;
    case 'elsewhere':
      return `the reference \`${ref}\` leads to \`${resolved.place}\`, which is no contract of this design: define it in this text`;
    default:
      return resolved satisfies never;
  }
}
