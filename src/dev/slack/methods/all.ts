import { agentMethods } from './agents.ts';
import { appMethods } from './apps.ts';
import { blockMethods } from './blocks.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import type { Method } from './method.ts';
import { reactionMethods } from './reactions.ts';
import { streamMethods } from './streams.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** Every Web API method of the stand-in; any other is `unknown_method`. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...appMethods,
    ...chatMethods,
    ...streamMethods,
    ...conversationMethods,
    ...userMethods,
    ...viewMethods,
    ...reactionMethods,
    ...fileMethods,
    ...agentMethods,
    ...blockMethods,
  }),
);
