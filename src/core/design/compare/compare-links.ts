import type { DesignLink } from '../document.ts';
import { fieldChange, type Key, type Match, matchUp, type Wording } from './match.ts';
import type { MatchedModels } from './match-models.ts';

/** The links of both versions, those of the earlier one with the ids of the merged model. */
export function matchLinks(models: MatchedModels): Match<DesignLink>[] {
  const before = models.before.links.map((link) => ({
    ...link,
    from: models.nodeId(link.from),
    to: models.nodeId(link.to),
  }));
  return matchUp(before, models.after.links, KEYS);
}

const ends = ({ from, to }: DesignLink): unknown[] => [from, to];
const said = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text.trim();

/**
 * Between two nodes there may be many links: one is the same when it carries the same event, or says the same. Where
 * one alone is left over in both versions, it has become the other.
 */
const KEYS: Key<DesignLink>[] = [
  (link) => JSON.stringify([ends(link), link.kind, said(link.event), said(link.label), said(link.protocol)]),
  (link) => said(link.event) && JSON.stringify([ends(link), link.kind, said(link.event)]),
  (link) => said(link.label) && JSON.stringify([ends(link), link.kind, said(link.label)]),
  (link) => said(link.event) && JSON.stringify([ends(link), said(link.event)]),
  (link) => (said(link.event) ? undefined : JSON.stringify([ends(link), link.kind, said(link.protocol)])),
  { single: (link) => JSON.stringify([ends(link), link.kind]) },
  { single: (link) => JSON.stringify(ends(link)) },
];

/** How what happened to a link is said. */
export function linkWording({ nodeName }: MatchedModels): Wording<DesignLink> {
  return {
    what: ({ from, to }) => `${nodeName(from)} → ${nodeName(to)}`,
    detail: (link) =>
      [said(link.event) ?? said(link.label), link.kind, said(link.protocol)]
        .filter((part) => part !== undefined)
        .join(', '),
    differences: (before, after) => {
      const differences = [
        ...fieldChange('kind', before.kind, after.kind),
        ...fieldChange('event', before.event, after.event),
        ...fieldChange('label', before.label, after.label),
        ...fieldChange('protocol', before.protocol, after.protocol),
      ];
      const name = said(after.event) ?? said(after.label);
      const isNamed = name !== undefined && name === (said(before.event) ?? said(before.label));
      return isNamed && differences.length > 0 ? [name, ...differences] : differences;
    },
  };
}
