import type { BoxKind } from './sketch.ts';

const NAMES: Record<BoxKind, readonly [one: string, many: string]> = {
  service: ['service', 'services'],
  gateway: ['gateway', 'gateways'],
  frontend: ['frontend', 'frontends'],
  worker: ['worker', 'workers'],
  database: ['database', 'databases'],
  cache: ['cache', 'caches'],
  broker: ['broker', 'brokers'],
  storage: ['storage', 'storages'],
  external: ['external system', 'external systems'],
  context: ['bounded context', 'bounded contexts'],
};

export function kindName(kind: BoxKind, count = 1): string {
  return NAMES[kind][count === 1 ? 0 : 1];
}

/** `5 services`, `1 database`, in the order in which kinds first occur. */
export function countKinds(kinds: readonly BoxKind[]): string[] {
  return [...new Set(kinds)].map((kind) => {
    const count = kinds.filter((other) => other === kind).length;
    return `${count} ${kindName(kind, count)}`;
  });
}
