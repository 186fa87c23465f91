import { fork } from 'node:child_process';
import { startDurableRedis } from './durable-redis.ts';
import { type CellPlan, type CellResult, prepareFaultRuns } from './slack-faults.ts';
import type { Share } from './slack-shard.ts';

export type EverythingOptions = {
  /** The cells that are carried out, of those that each call with each fault makes. */
  choose?(cells: CellPlan[]): CellPlan[];
  /** How many calls in a row meet the fault. */
  times?: readonly number[];
  processes?: number;
  /** Cells at a time in each process. */
  parallel?: number;
  onResult?(result: CellResult): void;
};

/** Every call of a full run with every fault, each in a run of its own. */
export async function runEverything(options: EverythingOptions): Promise<CellResult[]> {
  const { choose = (cells) => cells, times = [1, 2], processes = 2, parallel = 40, onResult } = options;
  const redis = await startDurableRedis();
  try {
    const recording = await prepareFaultRuns(redis.url, [0]);
    const cells = choose(recording.plan(times));
    await recording.close();
    const results: CellResult[] = [];
    await Promise.all(
      Array.from({ length: processes }, (_, i) => {
        const share: Share = {
          redisUrl: redis.url,
          databases: Array.from({ length: parallel }, (_, j) => i * parallel + j),
          cells: cells.filter((_, at) => at % processes === i),
        };
        return carryOut(share, (result) => {
          results.push(result);
          onResult?.(result);
        });
      }),
    );
    return results;
  } finally {
    await redis.close();
  }
}

function carryOut(share: Share, onResult: (result: CellResult) => void): Promise<void> {
  const child = fork(new URL('./slack-shard.ts', import.meta.url), [], { execArgv: ['--import', 'tsx'] });
  child.on('message', (result: CellResult) => onResult(result));
  child.send(share);
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`a process with cells ended: ${code ?? signal}`));
    });
  });
}
