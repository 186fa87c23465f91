import type { AgentProfile } from './agent-profile.ts';
import { isRecord, parseJson, recordsAt, stringAt, type ToolLook } from './conversation.ts';
import type { Part } from './parts.ts';
import { emptyPart, kebab, snake, titleCase, unique } from './parts.ts';
import { singular } from './words.ts';

/** Services that the agent's instructions name, with their ports, as they are today. The gateway is drawn apart. */
export function partsOfProfile(profile: AgentProfile): { parts: Part[]; gatewayPort: number | undefined } {
  const gateway = profile.services.find((service) => /gateway/i.test(service.name));
  const parts = profile.services
    .filter((service) => service !== gateway)
    .map((service) => existingPart(service.name, service.does, service.port));
  return { parts, gatewayPort: gateway?.port };
}

/** "our order service and the payment-service": services that people say they have. */
export function partsOfBrief(text: string): Part[] {
  const pattern =
    /\b(?:(?:our|the|existing|current|my|between|and|,)\s+)+((?:[a-z]+[ -]){0,1}?[a-z]+)[ -]services?\b|\b([a-z]+(?:-[a-z]+)*)-service\b/gi;
  const names = [...text.matchAll(pattern)]
    .map((match) => (match[1] ?? match[2] ?? '').toLowerCase().trim())
    .map((name) => name.replace(/^(our|the|existing|current|my|new|and|a|an|between)\s+/g, ''))
    .filter(
      (name) =>
        name !== '' &&
        !/^(new|micro|web|same|this|that|each|other|a|an|the|these|existing|our|every|all|of|python|separate|which|another)$/.test(
          name,
        ),
    );
  return unique(names.map((name) => kebab(name)))
    .slice(0, 8)
    .map((id) => existingPart(`${titleCase(id.replaceAll('-', ' '))} service`, 'runs today', undefined));
}

/** What the repository's service map shows. */
export function partsOfMap(looks: readonly ToolLook[]): Part[] {
  const look = looks.findLast((one) => one.name === 'service_map' && !one.isError);
  const map = look === undefined ? undefined : parseJson(look.output);
  if (map === undefined) return [];
  const parts = recordsAt(map, 'nodes')
    .filter((node) => ['service', 'worker'].includes(stringAt(node, 'kind')))
    .map((node) => {
      const ports = isRecord(node) && Array.isArray(node.ports) ? node.ports : [];
      const port = ports.find((one) => typeof one === 'number');
      const evidence = Array.isArray(node.evidence)
        ? node.evidence.find((one) => typeof one === 'string')
        : undefined;
      const part = existingPart(stringAt(node, 'name'), `runs today (${evidence ?? 'service map'})`, port);
      part.kind = stringAt(node, 'kind') === 'worker' ? 'worker' : 'service';
      return part;
    });
  for (const edge of recordsAt(map, 'edges')) {
    const from = parts.find((part) => part.name === stringAt(edge, 'from'));
    const to = parts.find((part) => part.name === stringAt(edge, 'to'));
    if (from !== undefined && to !== undefined && stringAt(edge, 'kind') === 'sync') from.calls.push(to.id);
  }
  return parts;
}

/** Services that run, as one node, where nobody said which there are. */
export function emptyExisting(name: string): Part {
  return {
    ...emptyPart('existing', 'What runs today; which of them are concerned is open'),
    name,
    existing: true,
  };
}

export function existingPart(name: string, told: string, port: number | undefined): Part {
  const id = kebab(name.replace(/\s*\bservice\b/i, '')) || kebab(name);
  const [does = '', ...state] = told.split(';').map((part) => part.trim());
  const kept = state.join('; ');
  const nouns = keptNouns(kept);
  const names = nouns.length > 0 ? nouns : /\bnone\b/.test(kept) ? [] : [snake(singular(id))];
  return {
    ...emptyPart(
      id,
      (/\bnone\b/.test(kept) || kept === '' ? does : `${does}; keeps ${kept}`) || 'runs today',
    ),
    name,
    port,
    existing: true,
    store:
      names.length === 0
        ? 'none'
        : /\bredis\b/i.test(kept)
          ? 'keyvalue'
          : /\bfiles?\b/i.test(kept)
            ? 'blob'
            : 'sql',
    entities: names.map((entity) => ({
      name: entity,
      fields: [
        { name: 'name', type: 'text' },
        { name: 'status', type: 'text' },
      ],
    })),
  };
}

/** "cases and messages, in its database" → case, message. */
function keptNouns(kept: string): string[] {
  const words = kept.toLowerCase().match(/\b[a-z]{4,}s\b/g) ?? [];
  const noData = /^(redis|this|always|process|access|status|services?|docs)$/;
  return unique(words.filter((word) => !noData.test(word)).map(singular)).slice(0, 3);
}
