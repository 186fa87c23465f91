import { type Json, toRecord, toText } from '../slack/json.ts';
import type { Stage } from './stage.ts';
import { TeamsError } from './teams-error.ts';
import { checkMessage } from './validate/message.ts';
import { requireSize } from './validate/size.ts';
import type { Conversation, StoredMessage } from './world.ts';

/** What an activity of the bot becomes in the conversation. */
export type Draft = Pick<
  StoredMessage,
  'text' | 'textFormat' | 'attachments' | 'entities' | 'channelData' | 'suggestedActions' | 'dropped'
>;

/** Refuses what Teams does not take, whether it is new or replaces a message. */
export function toDraft(stage: Stage, conversation: Conversation, body: Json): Draft {
  if (body.type !== 'message') {
    throw new TeamsError('BadSyntax', `Unknown activity type '${toText(body.type)}'.`);
  }
  requireSize(body);
  return {
    text: toText(body.text),
    textFormat: toText(body.textFormat) || 'markdown',
    channelData: toRecord(body.channelData),
    ...checkMessage(stage, conversation, body),
  };
}
