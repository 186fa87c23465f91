import { compareTerms } from '../../design/compare/compare-terms.ts';
import { matchModels, NO_MODEL } from '../../design/compare/match-models.ts';
import type { Design } from '../../design/document.ts';
import { fold } from '../../design/review/wording.ts';
import type { Operation, Sources } from '../../design/sources/sources.ts';

export type ReadDesign = { design: Design; sources: Sources };

/** An operation of the later version's service that its callers can't use any more as they did. */
export type BrokenOperation = {
  /** Of the later version's model. */
  serviceId: string;
  format: Design['contracts'][number]['format'];
  /** As it was before: what callers know. */
  operation: Operation;
  /** `may-break`: it takes or gives something else, and it can't be told whether callers have to follow. */
  how: 'removed' | 'breaks' | 'may-break';
  /** What is different about it, in a few words each. */
  what: string[];
};

type Offered = { format: BrokenOperation['format']; operation: Operation };

/**
 * What two versions offer, service by service: in which of its contracts an operation stands says nothing to a caller.
 * Nothing is said of a service one of whose contracts can't be read.
 */
export function findBroken(before: ReadDesign, after: ReadDesign): BrokenOperation[] {
  const models = matchModels(before.design.model ?? NO_MODEL, after.design.model ?? NO_MODEL);
  const now = offersOf(after, (id) => id);
  return [...offersOf(before, models.nodeId)].flatMap(([serviceId, offered]) => {
    const offer = now.get(serviceId);
    if (offered === 'unreadable' || offer === 'unreadable') return [];
    // A design that has no contracts any more only leaves them out.
    if (!offer && after.design.contracts.length === 0) return [];
    const laterById = new Map((offer ?? []).toReversed().map((later) => [plainId(later.operation), later]));
    return offered.flatMap(({ format, operation }): BrokenOperation[] => {
      const later = laterById.get(plainId(operation));
      if (!later) return [{ serviceId, format, operation, how: 'removed', what: [] }];
      const found = changeOf(operation, later.operation);
      return found ? [{ serviceId, format, operation, ...found }] : [];
    });
  });
}

function offersOf(
  { design, sources }: ReadDesign,
  serviceOf: (id: string) => string,
): Map<string, Offered[] | 'unreadable'> {
  const offers = new Map<string, Offered[] | 'unreadable'>();
  for (const [index, { service, format }] of design.contracts.entries()) {
    const id = serviceOf(service);
    const known = offers.get(id) ?? [];
    const operations = sources.operations[index] ?? [];
    if (known === 'unreadable' || !isRead(sources, index)) offers.set(id, 'unreadable');
    else offers.set(id, [...known, ...operations.map((operation) => ({ format, operation }))]);
  }
  return offers;
}

/** A contract may well have no operations, as one that only declares types for others. */
function isRead({ problems, operations }: Sources, index: number): boolean {
  const own = operations[index];
  return (
    own !== undefined && (own.length > 0 || problems.every(({ where }) => where !== `contracts.${index}`))
  );
}

/** The names of parameters in a path are nobody's business but the service's. */
function plainId({ id }: Operation): string {
  return id.replace(/\{[^{}]*\}/g, '{}');
}

function changeOf(before: Operation, after: Operation): Pick<BrokenOperation, 'how' | 'what'> | undefined {
  if (before.signature === after.signature) return undefined;
  if (!before.terms || !after.terms) return { how: 'may-break', what: ['takes or gives something else'] };
  const { breaks, mayBreak } = compareTerms(before.terms, after.terms);
  if (breaks.length > 0) return { how: 'breaks', what: [...breaks, ...mayBreak] };
  return mayBreak.length > 0 ? { how: 'may-break', what: mayBreak } : undefined;
}

/** What a service is called; its id, where the model has none of that id. */
export function serviceName({ model }: Design, serviceId: string): string {
  return model?.nodes.find(({ id }) => id === serviceId)?.name ?? serviceId;
}

/** Names one operation in all versions of a design, whatever the ids of its model are. */
export function nameOfBroken({ serviceId, operation }: BrokenOperation, design: Design): string {
  return `${fold(serviceName(design, serviceId))}/${operation.id}`;
}
