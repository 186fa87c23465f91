import { type FailedRun, type FailedRuns, isStuck } from '../../src/core/turn/failed-runs.ts';

/** Notes in memory. */
export function createFakeFailedRuns(): FailedRuns {
  const runs = new Map<string, FailedRun>();
  const list = async () => [...runs.values()];
  const countOf = (kind: FailedRun['kind']) => [...runs.values()].filter((run) => run.kind === kind).length;
  return {
    list,
    async add(run) {
      runs.set(run.id, run);
    },
    find: async (id) => runs.get(id),
    count: async () => ({ turn: countOf('turn'), delivery: countOf('delivery') }),
    held: async (now) =>
      (await list()).filter((run) => isStuck(run) && run.nextTryAt > now).map((run) => run.threadId),
    async remove(ids) {
      for (const id of ids) runs.delete(id);
    },
  };
}
