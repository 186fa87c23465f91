import { z } from 'zod';
import type { Person } from '../../core/chat/chat.ts';
import type { PersonId, Place } from '../../core/chat/message.ts';
import { AppError } from '../../core/errors.ts';
import { type Conversations, parseReference, type TeamsReference } from './conversations.ts';
import { placeKey } from './thread-id.ts';

/** Names and standings change rarely; a guest who became a member waits this long at most. */
const KNOWN_FOR_MS = 10 * 60_000;
const MOST_KNOWN = 5_000;
/** A lookup that hangs must not keep the next one from trying anew. */
const STUCK_AFTER_MS = 1_500;

/** Where more people are, nobody gets a view of their own. */
const MOST_PEOPLE = 60;

const memberSchema = z.object({
  id: z.string(),
  name: z.string().catch(''),
  tenantId: z.string().optional().catch(undefined),
  userRole: z.string().optional().catch(undefined),
  userPrincipalName: z.string().optional().catch(undefined),
});

const pageSchema = z.object({
  members: z.array(z.object({ id: z.string() })),
  continuationToken: z.string().optional().catch(undefined),
});

export type Members = {
  /** Somebody spoke there: it is where they can be looked up, since Teams knows people by their conversations. */
  met(place: Place, personId: PersonId): Promise<void>;
  person(workspaceId: string, personId: PersonId): Promise<Person>;
  /** Names of people of a conversation; of somebody who can't be looked up there is none. */
  names(place: Place, ids: readonly PersonId[]): Promise<(id: PersonId) => string | undefined>;
  /** Everybody there; nobody where that are too many, or can't be known. */
  everybody(place: Place): Promise<PersonId[]>;
};

export function createMembers(deps: {
  conversations: Conversations;
  /** A call about the members of a conversation. */
  ask(reference: TeamsReference, path: string): Promise<unknown>;
}): Members {
  const people = createMemory<Person>();
  const groups = createMemory<PersonId[]>();
  const places = new Map<string, string>();

  const lookUp = (reference: TeamsReference, personId: PersonId): Promise<Person> => {
    const { id, tenantId } = reference.conversation;
    return people(`${tenantId}:${personId}`, async () => {
      const path = `conversations/${encodeURIComponent(id)}/members/${encodeURIComponent(personId)}`;
      const member = memberSchema.safeParse(await deps.ask(reference, path)).data;
      if (!member) throw new AppError('person-unknown', { retry: 'never' });
      return { id: personId, name: member.name || personId, standing: standingOf(member, tenantId) };
    });
  };

  return {
    async met(place, personId) {
      const key = personKey(place.workspaceId, personId);
      const where = placeKey(place);
      if (places.get(key) === where) return;
      const reference = parseReference(await deps.conversations.read(where));
      if (!reference) return;
      await deps.conversations.keep(key, reference);
      if (places.size >= MOST_KNOWN) places.clear();
      places.set(key, where);
    },
    async person(workspaceId, personId) {
      const reference = parseReference(await deps.conversations.read(personKey(workspaceId, personId)));
      if (!reference) throw new AppError('person-unknown', { retry: 'never' });
      return lookUp(reference, personId);
    },
    async names(place, ids) {
      const names = new Map<PersonId, string>();
      if (ids.length === 0) return () => undefined;
      const reference = parseReference(await deps.conversations.read(placeKey(place)));
      if (!reference) return () => undefined;
      await Promise.all(
        ids.map(async (id) => {
          const person = await lookUp(reference, id).catch(() => undefined);
          if (person && person.name !== id) names.set(id, person.name);
        }),
      );
      return (id) => names.get(id);
    },
    everybody: (place) =>
      groups(placeKey(place), async () => {
        const reference = parseReference(await deps.conversations.read(placeKey(place)));
        if (!reference) return [];
        const path = `conversations/${encodeURIComponent(reference.conversation.id)}/pagedmembers?pageSize=100`;
        const page = pageSchema.safeParse(await deps.ask(reference, path)).data;
        const isAll = page && !page.continuationToken && page.members.length <= MOST_PEOPLE;
        return isAll ? page.members.map(({ id }) => id) : [];
      }).catch(() => []),
  };
}

function standingOf(member: z.infer<typeof memberSchema>, tenantId: string): Person['standing'] {
  const { userRole, userPrincipalName = '' } = member;
  if (userRole?.toLowerCase() === 'guest' || /#EXT#/i.test(userPrincipalName)) return 'guest';
  return (member.tenantId ?? tenantId).toLowerCase() === tenantId ? 'member' : 'external';
}

/** Of one more part than the key of a place, so that it is none of those. */
function personKey(workspaceId: string, personId: PersonId): string {
  return ['teams', workspaceId, 'person', personId].map(encodeURIComponent).join(':');
}

/** Asks once for all who want to know, and again when that is old; what failed is asked again at once. */
function createMemory<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { value: Promise<T>; until: number }>();

  return (key, ask) => {
    const entry = known.get(key);
    if (entry && entry.until > Date.now()) return entry.value;
    const value = ask();
    known.delete(key);
    known.set(key, { value, until: Date.now() + KNOWN_FOR_MS });
    const oldest = known.keys().next().value;
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    const forget = () => {
      if (known.get(key)?.value === value) known.delete(key);
    };
    const stuck = setTimeout(forget, STUCK_AFTER_MS).unref();
    value.catch(forget).finally(() => clearTimeout(stuck));
    return value;
  };
}
