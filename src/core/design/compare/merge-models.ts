import type { DesignLink, DesignModel, DesignNode } from '../document.ts';
import type { Change, Mark, Marks } from './changes.ts';
import { linkWording, matchLinks } from './compare-links.ts';
import { nodeWording } from './compare-nodes.ts';
import { type Match, toChange, type Wording } from './match.ts';
import type { MatchedModels } from './match-models.ts';

export type MergedModels = { nodes: Change[]; links: Change[]; model: DesignModel; marks: Marks };

/** The later model with what went away behind it, and what is to be marked in a picture of it. */
export function mergeModels(models: MatchedModels): MergedModels {
  const { after } = models;
  const nodes = marked(models.nodes, nodeWording(models)).map((node, i) => ({
    ...node,
    id: models.nodeIds[i] ?? '',
  }));
  const links = marked(matchLinks(models), linkWording(models));
  const goneNodes = nodes.flatMap(({ match, id }): DesignNode[] => {
    if (match.after !== undefined) return [];
    const node = { ...match.before, id, owns: match.before.owns.map(models.ownedId) };
    return [node.context === undefined ? node : { ...node, context: models.contextId(node.context) }];
  });
  const lived = new Set(goneNodes.map((node) => node.context));
  const goneContexts = models.contexts
    .flatMap((match) => (match.after === undefined ? [match.before] : []))
    .map((context) => ({ ...context, id: models.contextId(context.id) }))
    .filter((context) => lived.has(context.id));
  const goneLinks = links.flatMap(({ match }): DesignLink[] =>
    match.after === undefined ? [match.before] : [],
  );
  return {
    nodes: nodes.flatMap(({ change }) => change ?? []),
    links: links.flatMap(({ change }) => change ?? []),
    model: {
      contexts: [...after.contexts, ...goneContexts],
      nodes: [...after.nodes, ...goneNodes],
      links: [...after.links, ...goneLinks],
    },
    marks: {
      nodes: Object.fromEntries(
        nodes.flatMap(({ id, change }): [string, Mark][] => (change ? [[id, change.mark]] : [])),
      ),
      // Matches stand in the order of the merged model.
      links: Object.fromEntries(
        links.flatMap(({ change }, i): [number, Mark][] => (change ? [[i, change.mark]] : [])),
      ),
    },
  };
}

type Marked<T> = { match: Match<T>; change: Change | undefined };

function marked<T>(matches: readonly Match<T>[], wording: Wording<T>): Marked<T>[] {
  return matches.map((match) => ({ match, change: toChange(match, wording) }));
}
