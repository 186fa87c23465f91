/** A process that may be killed before and after each call of its ports; then none of its calls happens any more. */
export type Mortal = { around<T extends object>(name: string, port: T): T; isDead(): boolean };

export type Crashes = {
  createProcess(): Mortal;
  /** How often a process was killed, by the call and whether before or after it. */
  at: Map<string, number>;
};

/** Reading is most of what a process does, and changes nothing: it would hardly ever come to an end. */
const READS = /store\.(load|outcome)$/;

/** Kills at random, and for certain at each point that is passed for the second time without that. */
export function createCrashes(random: () => number, chance: number): Crashes {
  const at = new Map<string, number>();
  const passed = new Set<string>();

  function isFatal(point: string): boolean {
    const isDue = passed.has(point) && !at.has(point);
    passed.add(point);
    const likely = READS.test(point) ? chance / 50 : chance;
    if (!isDue && random() >= likely) return false;
    at.set(point, (at.get(point) ?? 0) + 1);
    return true;
  }

  return {
    at,
    createProcess() {
      let isDead = false;

      function pass(point: string): void {
        isDead ||= isFatal(point);
        if (isDead) throw new Error(`killed ${point}`);
      }

      const around = <T extends object>(name: string, port: T): T =>
        Object.fromEntries(
          Object.entries(port).map(([key, value]) => {
            const call = `${name}.${key}`;
            if (typeof value === 'object' && value !== null) return [key, around(call, value)];
            // Planning is pure: nothing is left of it, wherever it ends.
            if (typeof value !== 'function' || (key === 'plan' && name === 'chat')) return [key, value];
            const mortal = async (...args: unknown[]) => {
              pass(`before ${call}`);
              const result = await value.apply(port, args);
              pass(`after ${call}`);
              return result;
            };
            return [key, mortal];
          }),
        ) as T;

      return { around, isDead: () => isDead };
    },
  };
}
