import { tellBot } from './inbound.ts';
import { requireConversationOf, requirePerson } from './lookup.ts';
import { botAccount, type Stage } from './stage.ts';
import { NotPossible } from './teams-error.ts';
import { type Conversation, toWorldConversation } from './world.ts';

type Where = { user: string; in?: string };

/** Installs the bot in the person's own chat, a group chat or a team; an update of the same is no new install. */
export function addBot(stage: Stage, what: Where): void {
  const { person, conversation } = whereOf(stage, what);
  if (conversation.roster.hasBot) throw new NotPossible('The bot is there already.');
  conversation.roster.hasBot = true;
  const deed = { person, conversation };
  const eventType = conversation.team ? { eventType: 'teamMemberAdded' } : {};
  const membersAdded = [{ id: botAccount(stage).id }];
  tellBot(stage, deed, 'conversationUpdate', {
    type: 'conversationUpdate',
    membersAdded,
    channelData: eventType,
  });
  tellBot(stage, deed, 'installationUpdate', { type: 'installationUpdate', action: 'add' });
  tellWorld(stage, conversation);
}

export function removeBot(stage: Stage, what: Where): void {
  const { person, conversation } = whereOf(stage, what);
  if (!conversation.roster.hasBot) throw new NotPossible('The bot is not there.');
  conversation.roster.hasBot = false;
  const deed = { person, conversation };
  if (conversation.kind !== 'personal') {
    const eventType = conversation.team ? { eventType: 'teamMemberRemoved' } : {};
    const membersRemoved = [{ id: botAccount(stage).id }];
    const fields = { type: 'conversationUpdate', membersRemoved, channelData: eventType };
    tellBot(stage, deed, 'conversationUpdate', fields);
  }
  tellBot(stage, deed, 'installationUpdate', { type: 'installationUpdate', action: 'remove' });
  tellWorld(stage, conversation);
}

/** Adds somebody to a group chat or a team. */
export function addMember(stage: Stage, what: { user: string; in: string; add: string }): void {
  const { person, conversation } = whereOf(stage, what);
  if (conversation.kind === 'personal') throw new NotPossible('A one-to-one chat has two people.');
  const added = requirePerson(stage, what.add);
  if (conversation.roster.members.has(added.id)) throw new NotPossible(`${added.name} is there already.`);
  conversation.roster.members.add(added.id);
  const { id, name, aadObjectId } = added;
  const fields = {
    type: 'conversationUpdate',
    membersAdded: [{ id, name, aadObjectId }],
    channelData: conversation.team ? { eventType: 'teamMemberAdded' } : {},
  };
  if (conversation.roster.hasBot) tellBot(stage, { person, conversation }, 'conversationUpdate', fields);
  tellWorld(stage, conversation);
}

/** Ends a channel: nothing can be posted there any more. */
export function deleteChannel(stage: Stage, what: { user: string; in: string }): void {
  const { person, conversation } = whereOf(stage, what);
  const { team, id, name } = conversation;
  if (!team || id === team.id) throw new NotPossible('Only a channel besides "General" can be deleted.');
  stage.world.conversations.delete(id);
  const channelData = { eventType: 'channelDeleted', channel: { id, name } };
  const fields = { type: 'conversationUpdate', channelData };
  if (team.roster.hasBot) tellBot(stage, { person, conversation }, 'conversationUpdate', fields);
}

function whereOf(stage: Stage, what: Where) {
  const person = requirePerson(stage, what.user);
  return { person, conversation: requireConversationOf(stage, person, what.in) };
}

function tellWorld(stage: Stage, changed: Conversation): void {
  for (const conversation of stage.world.conversations.values()) {
    if (conversation.roster !== changed.roster) continue;
    stage.emit({ kind: 'conversation', conversation: toWorldConversation(conversation) });
  }
}
