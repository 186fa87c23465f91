import type { SoughtFile } from '../../src/core/chat/chat.ts';
import { withSizes } from '../../src/core/delivery/sought-files.ts';
import type { Ledger, SentRow } from '../../src/core/thread/store.ts';

type Row = { kind: 'pending'; since: number; last: number } | SentRow;

/** The ledger in memory; the same contract suite runs against it and the one in Redis. */
/** `lose`: the server forgets all rows, as one that died does with the newest. */
export function createFakeLedger(): Ledger & { rows: Map<string, Row>; lose(since: number): void } {
  const rows = new Map<string, Row>();
  const files = new Map<string, SoughtFile[]>();
  const sentRow = (key: string): SentRow | undefined => {
    const row = rows.get(key);
    return row?.kind === 'sent' ? row : undefined;
  };
  let lostSince: number | undefined;
  return {
    rows,
    lose(since) {
      rows.clear();
      lostSince = since;
    },
    peek: async (_thread, key) => sentRow(key),
    async begin(_thread, key, at) {
      const row = rows.get(key);
      if (row) return row;
      rows.set(key, { kind: 'pending', since: at, last: at });
      return lostSince === undefined ? { kind: 'free' } : { kind: 'free', lostSince };
    },
    async takeOver(_thread, key, last, at) {
      const row = rows.get(key);
      if (row?.kind !== 'pending' || row.last !== last) return false;
      rows.set(key, { ...row, last: at });
      return true;
    },
    async sent(_thread, key, messageId, doubtfulSince) {
      const row = sentRow(key) ?? {
        kind: 'sent',
        messageId,
        ...(doubtfulSince === undefined ? {} : { doubtfulSince }),
      };
      rows.set(key, row);
      return row.messageId;
    },
    async noteFiles(_thread, key, more) {
      files.set(key, withSizes(files.get(key) ?? [], more));
    },
    filesOf: async (_thread, key) => files.get(key) ?? [],
    async forget(_thread, key, at) {
      const row = rows.get(key);
      if (row?.kind === 'pending' && row.last === at && row.since === at) rows.delete(key);
    },
  };
}
