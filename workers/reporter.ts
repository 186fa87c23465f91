import type { ModelEvent } from '../src/core/turn/model.ts';
import { showEvent, startProgress } from '../src/core/turn/progress.ts';
import { describeError } from '../src/log.ts';
import type { WorkerServices } from '../src/services.ts';

/** Updates of one message this close are lost on readers, and eat into the platform's limits. */
const LEAST_MS = 2_500;

export type Reporter = { onEvent(event: ModelEvent): void; stop(): Promise<void> };

/** Shows where a turn is: at most every 2.5 s, and so often at least as is wanted. What fails here fails nothing else. */
export function startReporter(
  services: Pick<WorkerServices, 'store' | 'jobs' | 'log'>,
  threadId: string,
  turn: number,
  agentTitle: string,
  refreshMs: number,
): Reporter {
  const startedAt = Date.now();
  let progress = startProgress(agentTitle);
  let shownAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  function show(): void {
    clearTimeout(timer);
    timer = setTimeout(show, refreshMs);
    shownAt = Date.now();
    const { steps } = progress;
    writing = writing
      .then(() => services.store.progress.write(threadId, { turn, startedAt, steps }))
      .then(() => services.jobs.enqueue('deliver', threadId))
      .catch((error) => services.log.warn(describeError(error), 'progress could not be shown'));
  }

  show();
  return {
    onEvent(event) {
      const next = showEvent(progress, event);
      if (next === progress) return;
      progress = next;
      clearTimeout(timer);
      timer = setTimeout(show, Math.max(0, shownAt + LEAST_MS - Date.now()));
    },
    async stop() {
      clearTimeout(timer);
      await writing;
    },
  };
}
