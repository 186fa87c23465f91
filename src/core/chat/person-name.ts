import type { Chat } from './chat.ts';
import type { PersonId } from './message.ts';

/** What a person is called, or their id: a name that can't be looked up now is no reason to leave work undone. */
export function personName(
  chat: Pick<Chat, 'person'>,
  workspaceId: string,
  personId: PersonId,
): Promise<string> {
  return chat.person(workspaceId, personId).then(
    (person) => person.name,
    () => personId,
  );
}
