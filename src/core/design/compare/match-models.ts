import type { DesignModel, DesignNode } from '../document.ts';
import { isOwnable } from '../ownable.ts';
import { foldSpaces } from '../text/one-line.ts';
import { type Match, matchUp, wordsKey } from './match.ts';

type Context = DesignModel['contexts'][number];

export const NO_MODEL: DesignModel = { contexts: [], nodes: [], links: [] };

/** Two versions of a model, with the names that their parts have in both. */
export type MatchedModels = {
  before: DesignModel;
  after: DesignModel;
  contexts: Match<Context>[];
  nodes: Match<DesignNode>[];
  /**
   * The id that a part of the earlier version has in the merged model: that of the later version where it is still
   * there, else its own, unless something else took that. Ids that name nothing stay as they are.
   */
  nodeId(idBefore: string): string;
  contextId(idBefore: string): string;
  /** The merged ids of `nodes`, in their order: unlike `nodeId`, it tells those apart who shared one. */
  nodeIds: string[];
  /** What a node of the earlier version owns: a store by its merged id, data as it stands, whatever has its name. */
  ownedId(ownedBefore: string): string;
  /** Of what a node owns, in the merged model. */
  ownedName(owned: string): string;
  /** Of a merged id; the id itself where it names nothing. */
  nodeName(id: string): string;
  contextName(id: string): string;
};

/**
 * A thing is the same when its id and name are; then when its name is, since a model may number its ids anew; then when
 * its id is, with another name.
 */
export function matchModels(before: DesignModel, after: DesignModel): MatchedModels {
  const name = (item: { name: string }): string => wordsKey(item.name);
  const idAndName = (item: { id: string; name: string }): string => JSON.stringify([item.id, name(item)]);
  const id = (item: { id: string }): string => item.id;
  const contexts = matchUp(before.contexts, after.contexts, [idAndName, name, id]);
  const kindAndName = (node: DesignNode): string => `${node.kind} ${name(node)}`;
  const nodes = matchUp(before.nodes, after.nodes, [idAndName, kindAndName, id, name]);
  const [contextsMerged, nodesMerged] = [mergedIds(contexts), mergedIds(nodes)];
  const contextNames = mergedNames(contexts, contextsMerged.ids);
  const nodeNames = mergedNames(nodes, nodesMerged.ids);
  const nodeId = (own: string): string => nodesMerged.byId.get(own) ?? own;
  const storesBefore = new Set(before.nodes.filter(isOwnable).map((node) => node.id));
  const stores = new Set([
    ...after.nodes.filter(isOwnable).map((node) => node.id),
    ...[...storesBefore].map(nodeId),
  ]);
  return {
    before,
    after,
    contexts,
    nodes,
    nodeId,
    contextId: (own) => contextsMerged.byId.get(own) ?? own,
    nodeIds: nodesMerged.ids,
    ownedId: (owned) => (storesBefore.has(owned) ? nodeId(owned) : owned),
    ownedName: (owned) => (stores.has(owned) ? (nodeNames.get(owned) ?? owned) : owned),
    nodeName: (own) => nodeNames.get(own) ?? own,
    contextName: (own) => contextNames.get(own) ?? own,
  };
}

type Named = { id: string; name: string };

/** The merged id of each, and from the earlier id to it: where two shared one, the first of them has it. */
function mergedIds(matches: readonly Match<Named>[]): { ids: string[]; byId: Map<string, string> } {
  const used = new Set(matches.flatMap((match) => (match.after === undefined ? [] : [match.after.id])));
  const byId = new Map<string, string>();
  const ids = matches.map(({ before, after }) => {
    let id = after?.id ?? before?.id ?? '';
    while (after === undefined && used.has(id)) id = `${id}-before`;
    used.add(id);
    if (before !== undefined && !byId.has(before.id)) byId.set(before.id, id);
    return id;
  });
  return { ids, byId };
}

function mergedNames(matches: readonly Match<Named>[], ids: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  matches.forEach(({ before, after }, i) => {
    const { name } = after ?? before ?? { name: '' };
    const id = ids[i] ?? '';
    if (!names.has(id)) names.set(id, foldSpaces(name));
  });
  return names;
}
