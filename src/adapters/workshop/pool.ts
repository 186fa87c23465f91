import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { AppError } from '../../core/errors.ts';

export type Pool = {
  /**
   * Tasks run one after the other. Rejects with an `AppError`: `thread-timeout` and `thread-memory` say that this task
   * went over its limit, and the next one gets a fresh thread; `thread-start` and `thread-failed` are ours to mend, and
   * may pass. Once the signal is aborted it rejects with `aborted` at once, and a task that runs is ended.
   */
  run<T>(task: unknown, limits?: Limits): Promise<T>;
  /** Ends the thread; a task that still runs is rejected. */
  close(): Promise<void>;
};

export type Limits = { timeoutMs?: number; signal?: AbortSignal | undefined };

const LATE = Symbol('late');
/** Loading the parsers takes a second or two; far more than that only where the machine is at its end. */
const START_MS = 30_000;
const IDLE_MS = 10_000;
/** A thread's heap creeps up to its limit, mostly with what nobody needs: after so many tasks a fresh one takes over. */
const MOST_TASKS = 150;
/** Parsers call themselves on what they read: 200 kB of references in a row need three times Node's 4 MB. */
const STACK_MB = 32;
/** A larger one only keeps more of what is thrown away. */
const YOUNG_MB = 16;

const threadFile = fileURLToPath(new URL('./thread.mjs', import.meta.url));

/**
 * One thread that runs the default export of a TypeScript file, started when needed and ended when idle. The time of a
 * task counts from when the thread has it, not from when it was queued or its thread started.
 */
export function createPool(
  file: URL,
  options: { memoryMb: number; timeoutMs: number; idleMs?: number; mostTasks?: number },
): Pool {
  let starting: { abort: AbortController; failure?: unknown } | undefined;
  let piscina = createThread();
  let tasks = 0;

  function createThread(): Piscina {
    const thread = new Piscina({
      filename: threadFile,
      workerData: { file: file.href },
      execArgv: [],
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: options.idleMs ?? IDLE_MS,
      resourceLimits: {
        maxOldGenerationSizeMb: options.memoryMb,
        maxYoungGenerationSizeMb: YOUNG_MB,
        stackSizeMb: STACK_MB,
      },
      recordTiming: false,
    });
    // A thread that dies while it loads its file is known by this event alone; one that has a task rejects the task.
    thread.on('error', (error: unknown) => {
      if (!starting || thread !== piscina) return;
      starting.failure = error;
      starting.abort.abort();
    });
    return thread;
  }

  /** Between two tasks: nothing runs on the thread that goes. */
  function renew(): void {
    const old = piscina;
    piscina = createThread();
    tasks = 1;
    old.destroy().catch(() => {});
  }
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function post<T>(
    message: unknown,
    ms: number,
    late: string,
    {
      abort = new AbortController(),
      signal,
    }: { abort?: AbortController; signal?: AbortSignal | undefined } = {},
  ): Promise<T> {
    if (isClosed) throw new AppError('thread-closed', { retry: 'backoff' });
    const timer = setTimeout(() => abort.abort(LATE), ms);
    const ended = signal ? AbortSignal.any([abort.signal, signal]) : abort.signal;
    try {
      return await piscina.run(message, { signal: ended });
    } catch (cause) {
      if (isClosed) throw new AppError('thread-closed', { retry: 'backoff', cause });
      if (abort.signal.reason === LATE) throw new AppError(late, { retry: retryOf(late), cause });
      throw toThreadError(cause);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Once more after a failure: it may have been the last word of a thread that was ended before. */
  async function start(attempts = 2): Promise<void> {
    const abort = new AbortController();
    const present = { abort };
    starting = present;
    try {
      await post(null, START_MS, 'thread-start', { abort });
    } catch (error) {
      if (!('failure' in present)) throw error;
      if (attempts === 1) throw toThreadError(present.failure);
      await start(attempts - 1);
    } finally {
      starting = undefined;
    }
  }

  return {
    run<T>(task: unknown, { timeoutMs = options.timeoutMs, signal }: Limits = {}): Promise<T> {
      const result = last.then(async () => {
        if (signal?.aborted) throw aborted();
        if (!isClosed && ++tasks > (options.mostTasks ?? MOST_TASKS)) renew();
        await start();
        return post<T>({ task }, timeoutMs, 'thread-timeout', { signal });
      });
      last = result.catch(() => {});
      return untilAborted(result, signal);
    },
    async close() {
      isClosed = true;
      await piscina.destroy();
    },
  };
}

/** The same task would go over its limit again; what is wrong with the thread itself may pass. */
function retryOf(code: string): 'never' | 'backoff' {
  return code === 'thread-timeout' || code === 'thread-memory' ? 'never' : 'backoff';
}

function toThreadError(cause: unknown): AppError {
  const isMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const code = isMemory ? 'thread-memory' : 'thread-failed';
  return new AppError(code, { retry: retryOf(code), cause });
}

function aborted(): AppError {
  return new AppError('aborted', { retry: 'backoff' });
}

/** Whoever gives up waits neither for tasks of others nor for the end of a thread. */
function untilAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return result;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(aborted());
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
