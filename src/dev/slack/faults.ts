import type { Fault } from './control.ts';

export type Faults = {
  /** Replaces all. */
  set(faults: Fault[]): void;
  clear(): void;
  /** The fault that this call meets; counts it. */
  take(method: string): Fault['kind'] | undefined;
};

export function createFaults(): Faults {
  let active: { fault: Fault; seen: number }[] = [];
  return {
    set(faults) {
      active = faults.map((fault) => ({ fault, seen: 0 }));
    },
    clear() {
      active = [];
    },
    take(method) {
      let met: Fault['kind'] | undefined;
      for (const entry of active) {
        if (entry.fault.method !== '*' && entry.fault.method !== method) continue;
        const after = entry.fault.after ?? 0;
        const index = entry.seen;
        const isDue = index >= after && index < after + (entry.fault.times ?? Number.POSITIVE_INFINITY);
        if (isDue && met) continue;
        entry.seen += 1;
        if (isDue) met = entry.fault.kind;
      }
      return met;
    },
  };
}
