import type { Reply } from '../chat/reply.ts';
import { chartOf } from '../digest/chart/chart.ts';
import { itemsOf } from '../digest/digest.ts';
import { digestFile } from '../digest/digest-md.ts';
import type { Delivery, ThreadState } from '../thread/state.ts';
import type { Outcome } from '../thread/store.ts';
import type { ShowDeps } from './show.ts';

/** All of a short digest is read in the message itself. */
const MOST_WITHOUT_FILE = 8;

/** A digest as it stands now: with what people dealt with since it was made. */
export async function showDigest(
  { workshop, mayShowChart }: Pick<ShowDeps, 'workshop' | 'mayShowChart'>,
  { id, place, digest: ref }: ThreadState,
  { digest, words, nextAt }: Extract<Outcome, { kind: 'digest' }>,
  target: Delivery['target'],
  signal: AbortSignal,
): Promise<Reply> {
  const chart = chartOf(digest);
  // Shown anew, it keeps the picture that it has.
  const hasRoom = chart !== undefined && (target === 'refresh' || (await mayShowChart(place)));
  const picture = hasRoom ? await workshop.drawChart(chart, signal) : undefined;
  return {
    kind: 'digest',
    ref: { threadId: id, turn: 0 },
    digest,
    settled: ref?.settled ?? [],
    files: itemsOf(digest).length > MOST_WITHOUT_FILE ? [digestFile(digest, words)] : [],
    ...(words === undefined ? {} : { words }),
    ...(picture ? { picture } : {}),
    ...(nextAt === undefined ? {} : { nextAt }),
  };
}
