import type { Domain } from '../catalogue/domain.ts';
import { isInternal } from './build-model.ts';
import { kebab, type Part, unique } from './parts.ts';

/** One deployable for all that need not scale apart, a worker for what may wait; what is live or floods stays outside. */
export function toMonolith(parts: readonly Part[], domain: Domain): Part[] {
  const apart = parts.filter(staysApart);
  const waits = parts.filter(
    (part) => !apart.includes(part) && (isInternal(part) || part.traits.includes('batch')),
  );
  const inside = parts.filter((part) => !apart.includes(part) && !waits.includes(part));
  const slug = kebab(domain.name);
  const app = merge(`${slug}-app`, `${domain.name} application`, 'service', inside);
  const worker =
    waits.length === 0
      ? []
      : [{ ...merge(`${slug}-worker`, `${domain.name} worker`, 'worker', waits), within: app.id }];
  return [app, ...worker, ...apart];
}

/** What is live and floods would take the rest down with it. */
function staysApart(part: Part): boolean {
  return part.traits.includes('realtime') && part.traits.includes('ingest');
}

function merge(id: string, name: string, kind: Part['kind'], parts: readonly Part[]): Part {
  const all = <T>(pick: (part: Part) => readonly T[]): T[] => unique(parts.flatMap(pick));
  return {
    id,
    name,
    kind,
    does: `Modules: ${parts.map((part) => part.id).join(', ')}`,
    entities: all((part) => part.entities),
    answers: parts.find((part) => part.answers !== undefined)?.answers,
    emits: all((part) => part.emits),
    hears: all((part) => part.hears),
    calls: [],
    uses: all((part) => part.uses),
    traits: all((part) => part.traits).filter((trait) => trait !== 'internal' && trait !== 'ingest'),
    // The worker works on the application's database through its modules: a store of its own would split the data.
    store: kind === 'worker' ? 'none' : 'sql',
    existing: false,
    port: undefined,
    within: undefined,
  };
}
