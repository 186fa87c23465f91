import type { WorldPerson } from './control.ts';
import { splitConversationId } from './ids.ts';
import type { Stage } from './stage.ts';
import { NotPossible } from './teams-error.ts';
import { type Conversation, findPerson, personalChatOf, type StoredMessage } from './world.ts';

/** By id, by handle or by their full name. */
export function requirePerson(stage: Stage, name: string): WorldPerson {
  const person = findPerson(stage.world, name);
  if (!person) throw new NotPossible(`There is nobody called ${name}.`);
  return person;
}

/** A conversation that the person is in, by its id or name; their chat with the bot when none is named. */
export function requireConversationOf(
  stage: Stage,
  person: WorldPerson,
  name: string | undefined,
): Conversation {
  const all = [...stage.world.conversations.values()].filter((entry) => entry.roster.members.has(person.id));
  const id = name === undefined ? undefined : splitConversationId(name).conversationId;
  const found =
    id === undefined
      ? personalChatOf(stage.world, person)
      : (all.find((entry) => entry.id === id) ??
        all.find((entry) => entry.kind !== 'personal' && entry.name === id) ??
        all.find((entry) => entry.id === entry.team?.id && entry.team.name === id));
  if (!found) throw new NotPossible(`${person.name} is in no conversation called ${name ?? 'Architect'}.`);
  return found;
}

/** A message that the person can see. */
export function requireMessage(
  stage: Stage,
  person: WorldPerson,
  id: string,
): { conversation: Conversation; message: StoredMessage } {
  for (const conversation of stage.world.conversations.values()) {
    if (!conversation.roster.members.has(person.id)) continue;
    const message = conversation.messages.find((entry) => entry.id === id && !entry.isDeleted);
    if (message) return { conversation, message };
  }
  throw new NotPossible(`${person.name} sees no message ${id}.`);
}
