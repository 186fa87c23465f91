import { contractFiles } from '../artifacts/contract-files.ts';
import type { Design } from '../document.ts';
import type { Operation } from '../sources/sources.ts';
import type { Change } from './changes.ts';
import { fieldChange, matchUp, toChange, toChanges, type Wording } from './match.ts';

type Contract = {
  file: string;
  title: string;
  /** Id in the merged model, and the name of the service. */
  service: string;
  serviceName: string;
  content: string;
  operations: readonly Operation[];
};

/** How many operations of a new contract are named. */
const MOST_NAMED = 4;

/** What a caller of the services has to know: contracts that came or went, and operations. */
export function compareContracts(before: readonly Contract[], after: readonly Contract[]): Change[] {
  const matches = matchUp(before, after, [
    ({ service, title, file }) => JSON.stringify([service, title, file]),
    { single: ({ service, title }) => JSON.stringify([service, title]) },
    ({ title, file }) => JSON.stringify([title, file]),
  ]);
  return matches.flatMap((match) => {
    const contract = toChange(match, CONTRACT) ?? [];
    if (match.before === undefined || match.after === undefined) return contract;
    const operations = compareOperations(match.before, match.after);
    const isReworded = text(match.before) !== text(match.after);
    if (operations.length > 0 || !isReworded) return [contract, operations].flat();
    return [contract, reworded(match.after)].flat();
  });
}

/** The contracts of a design, with the service's id in the merged model. */
export function contractsOf(
  design: Design,
  operations: readonly (readonly Operation[])[],
  serviceOf: (id: string) => { id: string; name: string },
): Contract[] {
  return contractFiles(design).map(({ name, title, service, content }, i) => {
    const { id, name: serviceName } = serviceOf(service);
    return { file: name, title, service: id, serviceName, content, operations: operations[i] ?? [] };
  });
}

const CONTRACT: Wording<Contract> = {
  what: ({ file }) => file,
  detail: (contract) => {
    const ids = contract.operations.map((operation) => operation.id);
    const more = ids.length - MOST_NAMED;
    const named = ids.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
    return `${contract.title}, ${contract.serviceName}${named === '' ? '' : `: ${named}`}`;
  },
  differences: (before, after) => [
    ...fieldChange('file', before.file, after.file),
    ...(before.service === after.service
      ? []
      : fieldChange('service', before.serviceName, after.serviceName)),
  ],
};

function compareOperations(before: Contract, after: Contract): Change[] {
  if (before.operations.length > 0 && after.operations.length === 0) {
    const detail = `${after.serviceName}: no operation can be read in it any more`;
    return [{ mark: 'changed', what: after.file, detail }];
  }
  return toChanges(matchUp(before.operations, after.operations, [({ id }) => id]), {
    what: ({ id }) => id,
    detail: () => after.serviceName,
    differences: (old, now) => {
      const differences = [
        ...fieldChange('name', old.name, now.name),
        ...(old.signature === now.signature ? [] : ['takes or gives something else']),
      ];
      return differences.length === 0 ? [] : [`${after.serviceName}: ${differences.join(', ')}`];
    },
  });
}

function reworded({ file, serviceName, operations }: Contract): Change {
  const detail = operations.length === 0 ? 'another text' : 'another text, the same operations';
  return { mark: 'changed', what: file, detail: `${serviceName}: ${detail}` };
}

function text({ content }: Contract): string {
  return content.replace(/[ \t]*\r?\n/g, '\n').trim();
}
