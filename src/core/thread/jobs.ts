/** What a worker can be told to look at. A job says only "look": what there is to do stands in the thread. */
export type JobKind = 'design' | 'deliver' | 'digest';

export type Jobs = {
  /**
   * At most one job of a kind runs for a thread, or a digest, and at most one more waits. It begins when `delayMs` is over.
   * Throws when the queue is away.
   */
  enqueue(kind: JobKind, id: string, delayMs?: number): Promise<void>;
  /** Tells whichever worker runs this thread's turn to end it now. Best effort: the thread's epoch decides. */
  cancel(threadId: string): Promise<void>;
};

/** What a worker has of a job while it runs it. */
export type Hold = {
  /** Aborted when the thread was stopped, and at the end of the process, when what ran had its time to come to a save. */
  signal: AbortSignal;
  /**
   * False once another worker may have the job. A process that was paused, or busy for long, learns it here before it does
   * anything else.
   */
  isHeld(): Promise<boolean>;
  /** The process is about to end: what is saved next is the last, and the job is another one's. */
  isEnding(): boolean;
};
