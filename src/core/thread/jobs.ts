/** What a worker can be told to look at. A job says only "look": what there is to do stands in the thread. */
export type JobKind = 'design' | 'deliver';

export type Jobs = {
  /** At most one job of a kind runs for a thread, and at most one more waits. Throws when the queue is away. */
  enqueue(kind: JobKind, threadId: string): Promise<void>;
  /** Tells whichever worker runs this thread's turn to end it now. Best effort: the thread's epoch decides. */
  cancel(threadId: string): Promise<void>;
};
