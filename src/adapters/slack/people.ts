import type { Person } from '../../core/chat/chat.ts';
import { toSlackError } from './errors.ts';
import type { Workspaces } from './workspaces.ts';

/** Names and standings change rarely; a guest who became a member waits this long at most. */
const KNOWN_FOR_MS = 10 * 60_000;
const MOST_KNOWN = 5_000;
/** Whoever waits for an answer has it within 2 s; a lookup that hangs must not keep the next one from trying anew. */
const STUCK_AFTER_MS = 1_500;

export type People = {
  get(workspaceId: string, personId: string): Promise<Person>;
  /** Puts names in the place of `<@U…>`. */
  withNames(workspaceId: string, text: string): Promise<string>;
};

export function createPeople(workspaces: Workspaces): People {
  const known = new Map<string, { person: Promise<Person>; until: number }>();

  async function look(workspaceId: string, personId: string): Promise<Person> {
    try {
      const { client } = await workspaces.get(workspaceId);
      const { user } = await client.users.info({ user: personId });
      const isExternal = user?.is_stranger === true || (user?.team_id ?? workspaceId) !== workspaceId;
      const isGuest = user?.is_restricted === true || user?.is_ultra_restricted === true;
      return {
        id: personId,
        name: user?.real_name || user?.profile?.display_name || user?.name || personId,
        standing: isExternal ? 'external' : isGuest ? 'guest' : 'member',
        ...(user?.tz ? { zone: user.tz } : {}),
      };
    } catch (error) {
      throw toSlackError(error);
    }
  }

  async function get(workspaceId: string, personId: string): Promise<Person> {
    const key = `${workspaceId}:${personId}`;
    const entry = known.get(key);
    if (entry && entry.until > Date.now()) return entry.person;
    const person = look(workspaceId, personId);
    known.delete(key);
    known.set(key, { person, until: Date.now() + KNOWN_FOR_MS });
    const oldest = known.keys().next().value;
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    const forget = () => {
      if (known.get(key)?.person === person) known.delete(key);
    };
    const stuck = setTimeout(forget, STUCK_AFTER_MS).unref();
    person.then(
      () => clearTimeout(stuck),
      () => {
        clearTimeout(stuck);
        forget();
      },
    );
    return person;
  }

  return {
    get,
    async withNames(workspaceId, text) {
      const ids = new Set([...text.matchAll(/<@([^<>\s]+)>/g)].map(([, id]) => id ?? ''));
      let named = text;
      for (const id of ids) {
        const person = await get(workspaceId, id).catch(() => undefined);
        if (person) named = named.replaceAll(`<@${id}>`, `@${person.name}`);
      }
      return named;
    },
  };
}
