import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/core/thread/store.ts';

let threads = 0;

/** What every ledger does; `create` gives an empty one. */
export function describeLedger(name: string, create: () => Ledger): void {
  describe(`the ledger ${name}`, () => {
    it('gives a row to one caller, and tells the others what became of it', async () => {
      const ledger = create();
      const id = `slack:T1:C1:${threads++}`;
      const rows = await Promise.all([ledger.begin(id, 'k', 5), ledger.begin(id, 'k', 5)]);
      expect(rows.map((r) => r.kind).sort()).toEqual(['free', 'pending']);
      expect(await ledger.sent(id, 'k', '9.9')).toBe('9.9');
      expect(await ledger.begin(id, 'k', 6)).toEqual({ kind: 'sent', messageId: '9.9' });
      expect(await ledger.peek(id, 'k')).toEqual({ kind: 'sent', messageId: '9.9' });
    });

    it('shows nothing of a row that is not settled, and takes none by looking', async () => {
      const ledger = create();
      const id = `slack:T1:C1:${threads++}`;
      expect(await ledger.peek(id, 'k')).toBeUndefined();
      expect((await ledger.begin(id, 'k', 5)).kind).toBe('free');
      expect(await ledger.peek(id, 'k')).toBeUndefined();
    });

    it('frees what surely was not sent, unless somebody else has taken it over', async () => {
      const ledger = create();
      const id = `slack:T1:C1:${threads++}`;
      await ledger.begin(id, 'k', 5);
      await ledger.forget(id, 'k', 5);
      expect((await ledger.begin(id, 'k', 6)).kind).toBe('free');
      expect(await ledger.takeOver(id, 'k', 6, 20)).toBe(true);
      await ledger.forget(id, 'k', 6);
      expect(await ledger.begin(id, 'k', 21)).toEqual({ kind: 'pending', since: 6, last: 20 });
    });

    it('lets one of those that found a row without a result try again, and remembers the first attempt', async () => {
      const ledger = create();
      const id = `slack:T1:C1:${threads++}`;
      await ledger.begin(id, 'k', 5);
      const taken = await Promise.all([ledger.takeOver(id, 'k', 5, 20), ledger.takeOver(id, 'k', 5, 21)]);
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await ledger.begin(id, 'k', 22)).toMatchObject({ kind: 'pending', since: 5 });
      await ledger.sent(id, 'k', '9.9', 5);
      expect(await ledger.peek(id, 'k')).toEqual({ kind: 'sent', messageId: '9.9', doubtfulSince: 5 });
      expect(await ledger.takeOver(id, 'k', 20, 30)).toBe(false);
    });

    it('remembers the files of each attempt, with all the sizes that they had', async () => {
      const ledger = create();
      const id = `slack:T1:C1:${threads++}`;
      await ledger.begin(id, 'k', 5);
      expect(await ledger.filesOf(id, 'k')).toEqual([]);
      await ledger.noteFiles(id, 'k', [{ name: 'a', bytes: [1] }]);
      await ledger.noteFiles(id, 'k', [
        { name: 'a', bytes: [2] },
        { name: 'b', bytes: [1] },
      ]);
      expect(await ledger.filesOf(id, 'k')).toEqual([
        { name: 'a', bytes: [1, 2] },
        { name: 'b', bytes: [1] },
      ]);
      expect((await ledger.begin(id, 'k', 6)).kind).toBe('pending');
    });

    it('is settled once: the second message is told which one counts', async () => {
      const ledger = create();
      const id = `slack:T1:C1:${threads++}`;
      await ledger.begin(id, 'k', 5);
      expect(await ledger.sent(id, 'k', '9.9')).toBe('9.9');
      expect(await ledger.sent(id, 'k', '9.8')).toBe('9.9');
    });
  });
}
