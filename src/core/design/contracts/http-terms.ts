import type { OperationTerms, Term } from '../sources/sources.ts';
import { isObject, objectsIn, toList } from './json-values.ts';
import { type Documents, followRef } from './resolve-ref.ts';
import { readTerm, type TermBudget, withinBudget } from './terms.ts';

/**
 * What a caller of an HTTP operation sends, and what it gets where that succeeds: no caller builds on errors. Parameters
 * of the path are told by their order, since no caller sees their names.
 */
export function httpTerms(
  path: string,
  operation: Record<string, unknown>,
  parameters: ReadonlyMap<string, unknown>,
  documents: Documents,
  budget: TermBudget,
): { terms?: OperationTerms } {
  return withinBudget(budget, (count) => {
    const read = (schema: unknown): Term => readTerm(schema, documents, count);
    const contentOf = (content: unknown): Term => ({
      type: '',
      kinds: Object.fromEntries(
        objectsIn(content).map(([mediaType, { schema }]) => [mediaType, read(schema)]),
      ),
    });
    const inputs: Record<string, Term> = {};
    const needed: string[] = [];
    const inPath = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => `path ${name}`);
    for (const [key, own] of parameters) {
      const parameter = followRef(own, documents);
      const name = inPath.includes(key) ? `path parameter ${inPath.indexOf(key) + 1}` : key;
      const [content] = objectsIn(parameter.content);
      inputs[name] = read(parameter.schema ?? content?.[1].schema);
      if (parameter.required === true) needed.push(name);
    }
    const body = followRef(operation.requestBody, documents);
    if (isObject(body.content)) {
      inputs.body = contentOf(body.content);
      if (body.required === true) needed.push('body');
    }
    const security = toList(operation.security ?? documents.root.value.security).map(schemeOf);
    if (security.length > 0 && !security.includes(NO_SCHEME)) {
      inputs.security = { type: security.sort().join(' or ') };
      needed.push('security');
    }
    const responses = objectsIn(operation.responses).flatMap(([status, own]): [string, Term][] => {
      if (!/^2/.test(status)) return [];
      return [[status, contentOf(followRef(own, documents).content)]];
    });
    return {
      takes: { type: '', parts: inputs, needed },
      gives: { type: '', kinds: Object.fromEntries(responses) },
    };
  });
}

const NO_SCHEME = '';

function schemeOf(requirement: unknown): string {
  return Object.entries(isObject(requirement) ? requirement : {})
    .map(([name, scopes]) => [name, ...toList(scopes).map(String).sort()].join(' '))
    .sort()
    .join(' with ');
}
