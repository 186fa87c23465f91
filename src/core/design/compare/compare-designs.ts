import type { Design } from '../document.ts';
import type { Operation } from '../sources/sources.ts';
import type { Changes } from './changes.ts';
import { compareContracts, contractsOf } from './compare-contracts.ts';
import { compareDecisions, compareOptions, compareTexts } from './compare-texts.ts';
import { matchModels, NO_MODEL } from './match-models.ts';
import { mergeModels } from './merge-models.ts';

export type DesignVersion = {
  design: Design;
  /** Of each contract, as far as they can be read. */
  operations: readonly (readonly Operation[])[];
  version: number;
};

/** What a later version of a design changes, told from the two documents alone. The order of a list says nothing. */
export function compareDesigns(before: DesignVersion, after: DesignVersion): Changes {
  const [old, now] = [before.design, after.design];
  const models = matchModels(old.model ?? NO_MODEL, now.model ?? NO_MODEL);
  const merged = mergeModels(models);
  const service = (id: string): { id: string; name: string } => ({ id, name: models.nodeName(id) });
  return {
    from: before.version,
    to: after.version,
    nodes: merged.nodes,
    links: merged.links,
    contracts: compareContracts(
      contractsOf(old, before.operations, (id) => service(models.nodeId(id))),
      contractsOf(now, after.operations, service),
    ),
    decisions: compareDecisions(old, now),
    options: compareOptions(old, now),
    others: compareTexts(old, now, models),
    model: old.model || now.model ? merged.model : null,
    marks: merged.marks,
  };
}
