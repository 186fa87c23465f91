import type { Ledger, SentRow } from '../../src/core/thread/store.ts';

type Row = { kind: 'pending'; since: number; last: number } | SentRow;

/** The ledger in memory; the same contract suite runs against it and the one in Redis. */
export function createFakeLedger(): Ledger & { rows: Map<string, Row> } {
  const rows = new Map<string, Row>();
  const sentRow = (key: string): SentRow | undefined => {
    const row = rows.get(key);
    return row?.kind === 'sent' ? row : undefined;
  };
  return {
    rows,
    peek: async (_thread, key) => sentRow(key),
    async begin(_thread, key, at) {
      const row = rows.get(key);
      if (row) return row;
      rows.set(key, { kind: 'pending', since: at, last: at });
      return { kind: 'free' };
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
    async forget(_thread, key, at) {
      const row = rows.get(key);
      if (row?.kind === 'pending' && row.last === at && row.since === at) rows.delete(key);
    },
  };
}
