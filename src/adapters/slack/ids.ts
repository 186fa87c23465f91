import { z } from 'zod';

/** What ids and time stamps of Slack consist of: the ids of threads, keys and paths are made of them. */
export const slackId = z.string().regex(/^[\w.-]{1,100}$/);
