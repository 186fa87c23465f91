/** Which messages were sent under a delivery key, by their ids, oldest first; more than one where one came late. */
export type SentMessages = {
  add(key: string, messageId: string): Promise<void>;
  list(key: string): Promise<string[]>;
};

const MOST_KNOWN = 2_000;

/**
 * What this process knows itself counts as well: a message may be sent while the store can't be reached, and an answer
 * that was waited for must not fail by that.
 */
export function createSentMemory(store: SentMessages): SentMessages {
  const known = new Map<string, string[]>();

  return {
    async add(key, messageId) {
      const ids = [...(known.get(key) ?? []), messageId];
      known.delete(key);
      known.set(key, ids);
      const oldest = known.keys().next().value;
      if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
      await store.add(key, messageId).catch(() => {});
    },
    async list(key) {
      const ids = new Set([...(await store.list(key)), ...(known.get(key) ?? [])]);
      return [...ids].sort((a, b) => Number(a) - Number(b));
    },
  };
}
