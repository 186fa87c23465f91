/** A person as the platform knows them; the name is looked up when it is needed, not when they speak. */
export type PersonId = string;

/** Where something was said. `rootId` is the message that roots the thread, in the platform's own id. */
export type Place = {
  platform: 'slack' | 'teams';
  workspaceId: string;
  channelId: string;
  /** In a direct message everything is for the bot. */
  direct: boolean;
  /** It has no threads: what is said goes into the conversation itself. */
  flat?: true;
};

export type Address = Place & { rootId: string };

/** A message that was posted, by its platform id. */
export type MessageRef = { channelId: string; messageId: string };

/** A message of a thread as the model reads it. */
export type HistoryMessage = {
  messageId: string;
  authorId: PersonId;
  authorName: string;
  text: string;
  /** Written by this bot. */
  own: boolean;
  /** Delivery key of an own message, when it carries one. */
  key?: string;
};
