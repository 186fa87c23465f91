import type { Problem } from '../review/rule.ts';
import { code, quote } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

type Named = { id: string; name: string };

/** Nodes and contexts are numbered apart: a context may be called like its service. */
export const duplicateId = createModelRule({
  id: 'duplicate-id',
  severity: 'error',
  check: ({ model }) => [
    ...findTwice(model.contexts, 'contexts', 'bounded context'),
    ...findTwice(model.nodes, 'nodes', 'node'),
  ],
});

function findTwice(all: readonly Named[], list: string, noun: string): Problem[] {
  const first = new Map<string, Named>();
  return all.flatMap((one, index) => {
    const other = first.get(one.id);
    if (other === undefined) {
      first.set(one.id, one);
      return [];
    }
    const names =
      one.name === other.name
        ? `Two ${noun}s named ${quote(one.name)}`
        : `${quote(other.name)} and ${quote(one.name)}`;
    const right =
      one.name === other.name
        ? 'leave one of them out or give it an id of its own'
        : `give the second ${noun} an id of its own and use that in what refers to it`;
    return [{ where: `model.${list}.${index}`, message: `${names} share the id ${code(one.id)}: ${right}.` }];
  });
}
