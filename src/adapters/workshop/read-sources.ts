import type { Design } from '../../core/design/document.ts';
import {
  listSourceTasks,
  refuseSource,
  type SourceResult,
  type SourceTask,
  toSources,
} from '../../core/design/sources/source-tasks.ts';
import type { Sources } from '../../core/design/sources/sources.ts';
import { toAppError } from '../../core/errors.ts';
import type { Pool } from './pool.ts';
import type { ReadingTask, TimedResult } from './read-sources-thread.ts';

/** A usual contract takes 20 ms, one of 200 kB about a second. */
const ONE_MS = 3_000;
/** After this, what is left of a design is not read. */
const ALL_MS = 5_000;
const LOAD_MS = 30_000;

const NO_TIME_LEFT =
  'the text was not read, since others of this design took too long: make those smaller or simpler';

/**
 * Reads each text of a design as a task of its own, so that the one that goes over a limit is known. Rejects only when
 * the thread itself fails or the signal is aborted, never for what a text holds.
 */
export async function readSourcesOnThread(
  pool: Pool,
  design: Design,
  signal?: AbortSignal,
): Promise<Sources> {
  const tasks = listSourceTasks(design);
  const results: SourceResult[] = [];
  let spentMs = 0;
  for (const task of tasks) {
    if (spentMs >= ALL_MS) {
      results.push(refuseSource(task, NO_TIME_LEFT));
      continue;
    }
    const { tookMs, ...result } = await readOne(pool, task, {
      timeoutMs: Math.min(ONE_MS, ALL_MS - spentMs),
      signal,
    });
    spentMs += tookMs;
    results.push(result);
  }
  return toSources(design, tasks, results);
}

async function readOne(
  pool: Pool,
  source: SourceTask,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal | undefined },
): Promise<TimedResult> {
  const post = <T>(kind: ReadingTask['kind'], ms: number) =>
    pool.run<T>({ kind, source }, { timeoutMs: ms, signal });
  try {
    if (source.kind === 'section') await post('load', LOAD_MS);
    return await post<TimedResult>('read', timeoutMs);
  } catch (error) {
    const { code } = toAppError(error);
    if (code === 'thread-timeout') return { ...refuseSource(source), tookMs: timeoutMs };
    if (code === 'thread-memory') return { ...refuseSource(source), tookMs: ONE_MS };
    throw error;
  }
}
