import type { DesignNode } from '../document.ts';
import { fieldChange, type Wording, wordsKey } from './match.ts';
import type { MatchedModels } from './match-models.ts';

/** How what happened to a node is said. */
export function nodeWording(models: MatchedModels): Wording<DesignNode> {
  return {
    what: (node) => node.name,
    detail: (node) => [node.kind, node.technology ?? ''].filter((part) => part.trim() !== '').join(', '),
    differences: (before, after) => [
      ...fieldChange('name', before.name, after.name),
      ...fieldChange('kind', before.kind, after.kind),
      ...contextChange(models, before, after),
      ...fieldChange('technology', before.technology, after.technology),
      ...fieldChange('port', before.port, after.port),
      ...ownsChange(models, before, after),
      ...fieldChange('responsibility', before.responsibility, after.responsibility),
      ...(before.existing === after.existing ? [] : [after.existing ? 'exists already' : 'is new']),
    ],
  };
}

function contextChange(models: MatchedModels, before: DesignNode, after: DesignNode): string[] {
  const old = before.context === undefined ? undefined : models.contextId(before.context);
  if (old === after.context) return [];
  const nameOf = (id: string | undefined): string => (id === undefined ? 'none' : models.contextName(id));
  return [`context: ${nameOf(old)} → ${nameOf(after.context)}`];
}

function ownsChange(models: MatchedModels, before: DesignNode, after: DesignNode): string[] {
  const names = (owns: readonly string[]): Map<string, string> => {
    return new Map(owns.map((owned) => [wordsKey(owned), models.ownedName(owned)]));
  };
  const old = names(before.owns.map(models.ownedId));
  const now = names(after.owns);
  const parts = [
    ...[...now].flatMap(([key, name]) => (old.has(key) ? [] : [`+ ${name}`])),
    ...[...old].flatMap(([key, name]) => (now.has(key) ? [] : [`− ${name}`])),
  ];
  return parts.length === 0 ? [] : [`owns: ${parts.join(', ')}`];
}
