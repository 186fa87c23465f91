import { emptyThread } from '../thread/begin-thread.ts';
import { BOT_ID, type ThreadState } from '../thread/state.ts';
import { type Digest, itemsOf } from './digest.ts';

type Posted = { id: string; ownerId: string; slotAt: number; digest: Digest; at: number };

/**
 * A digest is a thread that its first delivery roots, so that it is posted once, whatever happens, like everything else.
 * Nobody but whoever mentions the bot speaks to it there; the agent then knows what the digest says.
 */
export function digestThread({ id, ownerId, slotAt, digest, at }: Posted): ThreadState {
  const { place, period, sinceAt } = digest;
  const items = itemsOf(digest).map(({ key, title, detail, link, agentId }) => ({
    key,
    title,
    ...(detail === undefined ? {} : { detail }),
    ...(link === undefined ? {} : { link }),
    ...(agentId === undefined ? {} : { agentId }),
  }));
  const root = emptyThread({ id, place, askerId: ownerId, rootedBy: 'people' });
  return {
    ...root,
    phase: { kind: 'done', at, end: 'answer' },
    inbox: [{ authorId: BOT_ID, text: inWords(digest), note: true }],
    deliveries: [{ id: 'root', turn: 0, target: 'root', content: { kind: 'outcome' } }],
    digest: { period, slotAt, sinceAt, items, settled: [] },
  };
}

/** A model that is asked about it later reads no more of it. */
const MOST_CHARS = 12_000;

function inWords({ sections, open }: Digest): string {
  const lines = [...sections, ...open].flatMap(({ title, items }) => [
    `${title}:`,
    ...items.map((item) => `- ${item.title}${item.detail === undefined ? '' : ` (${item.detail})`}`),
  ]);
  return `This thread began with an architecture digest of this channel:\n${lines.join('\n')}`.slice(
    0,
    MOST_CHARS,
  );
}
