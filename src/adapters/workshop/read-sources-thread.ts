import { performance } from 'node:perf_hooks';
import { loadParsers, readSource } from '../../core/design/sources/read-sources.ts';
import type { SourceResult, SourceTask } from '../../core/design/sources/source-tasks.ts';
import { loadComposeSchema } from './compose-schema.ts';

export type ReadingTask = { kind: 'load' | 'read'; source: SourceTask };
/** How long the text itself took, without the wait for its turn. */
export type TimedResult = SourceResult & { tookMs: number };

const composeSchema = loadComposeSchema();

/** What the thread runs that reads the texts of designs. */
export default async function readOnThread({ kind, source }: ReadingTask): Promise<TimedResult | undefined> {
  if (kind === 'load') {
    await loadParsers(source);
    return undefined;
  }
  const startedAt = performance.now();
  const result = await readSource(source, composeSchema);
  return { ...result, tookMs: performance.now() - startedAt };
}
