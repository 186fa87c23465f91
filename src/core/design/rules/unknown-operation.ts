import { findNearest, isOffered, readCalledOperations } from '../review/called-operation.ts';
import type { PlacedNode } from '../review/graph.ts';
import type { Rule, Subject } from '../review/rule.ts';
import { code, listNames, nameOf } from '../review/wording.ts';
import type { Operation } from '../sources/sources.ts';
import { foldSpaces } from '../text/one-line.ts';
import { createModelRule } from './model-rule.ts';

/** Calls that name no operation are not judged, nor is a service one of whose contracts can't be read. */
export const unknownOperation: Rule = {
  ...createModelRule({
    id: 'unknown-operation',
    severity: 'warning',
    check: (graph, subject) =>
      graph.links.flatMap(({ link, index, from, to }) => {
        if (link.kind !== 'sync') return [];
        const offer = readOffer(subject, to);
        if (offer === undefined) return [];
        return readCalledOperations(link.label ?? '')
          .filter((called) => !isOffered(called, offer.operations))
          .map((called) => {
            const nearest = listNames(findNearest(called, offer.operations, 3).map(code));
            const message = `${nameOf(graph, from)} calls ${code(called.text)} of ${nameOf(graph, to)}, which ${listNames(offer.files)} ${offer.files.length === 1 ? 'does' : 'do'} not offer: add it there or call what is offered, such as ${nearest}.`;
            return { where: `model.links.${index}`, message };
          });
      }),
  }),
  appliesTo: ({ design, sources }) =>
    design.model !== null && sources.operations.some((operations) => operations.length > 0),
};

type Offer = { operations: Operation[]; files: string[] };

/** What can be called: AsyncAPI describes messages, so it says nothing here. */
function readOffer({ design, sources }: Subject, { node }: PlacedNode): Offer | undefined {
  const offer: Offer = { operations: [], files: [] };
  for (const [index, contract] of design.contracts.entries()) {
    if (contract.service !== node.id || contract.format === 'asyncapi') continue;
    const operations = sources.operations[index] ?? [];
    if (operations.length === 0) return undefined;
    offer.operations.push(...operations);
    offer.files.push(foldSpaces(contract.filename));
  }
  return offer.files.length === 0 ? undefined : offer;
}
