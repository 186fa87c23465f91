/** One hash tag for all queues, so that they work in a cluster. */
export const QUEUE_PREFIX = '{architect}';

export const CANCEL_CHANNEL = 'architect:cancel';

export type JobData = { threadId: string };
