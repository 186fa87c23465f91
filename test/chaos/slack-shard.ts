import { type CellPlan, type CellResult, prepareFaultRuns } from './slack-faults.ts';

/** What a process is given: its share of the cells, and the databases it may use, one for each cell at a time. */
export type Share = { redisUrl: string; databases: number[]; cells: CellPlan[] };

/** Cells are mostly waiting, but all of them together are more than one process can carry out. */
process.once('message', async (share: Share) => {
  const send = (result: CellResult) => process.send?.(result);
  const runs = await prepareFaultRuns(share.redisUrl, share.databases);
  await runs.runAll(share.cells, share.databases.length, send);
  await runs.close();
  process.disconnect();
});
