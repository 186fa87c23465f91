import type { PersonInbound } from '../chat/inbound.ts';
import type { Settled } from '../digest/digest.ts';
import { PERIODS } from '../digest/schedule.ts';
import { beginThread, threadIdIn } from './begin-thread.ts';
import { type Decision, GONE, type Guide, go, NOTHING, note, say } from './decision.ts';
import type { Delivery, DigestRef, ThreadState } from './state.ts';
import { deliver } from './transitions.ts';

type Press = Extract<PersonInbound, { kind: 'press' }>;
type Settings = Extract<PersonInbound, { kind: 'settings' }>;

/** A button that opens the form of a digest of its channel says which one. */
export function openDigest({ value }: Press): Decision {
  const which = ([...PERIODS, 'new'] as const).find((one) => one === value);
  return { ...NOTHING, digest: { kind: 'open', ...(which === undefined ? {} : { which }) } };
}

export function fillInDigest({ openedBy, changing, values }: Settings): Decision {
  const form = { kind: 'form' as const, values, ...(changing === undefined ? {} : { changing }) };
  return { ...NOTHING, digest: form, after: openedBy };
}

/** The buttons of an item of a digest; which item, its digest's thread knows. */
export function decideItem(
  state: ThreadState,
  inbound: Press & { verb: 'discuss' | 'done' | 'not-for-us' },
  now: number,
  { agents }: Pick<Guide, 'agents'>,
): Decision {
  const { digest } = state;
  const place = inbound.option ?? -1;
  const item = digest?.items[place];
  if (!digest || !item) return say(GONE);
  const { verb } = inbound;
  if (verb === 'discuss') {
    // Who made it knows best; what nobody made is routed like any request.
    const isThere = agents.some(({ id }) => id === item.agentId);
    const requested = isThere && item.agentId !== undefined ? { requested: item.agentId } : {};
    return discuss(state, inbound, { ...item, ...requested }, place, now);
  }
  const known = digest.settled.find((one) => one.key === item.key);
  if (known) return note(`Somebody dealt with that already: ${HOW[known.how]}.`);
  const settled: Settled = { key: item.key, how: verb, byId: inbound.author.id, at: now };
  const next = { ...state, digest: { ...digest, settled: [...digest.settled, settled] } };
  const refresh: Delivery = {
    id: `settled-${place}`,
    turn: 0,
    target: 'refresh',
    content: { kind: 'outcome' },
  };
  // What stands below the first message of a digest does not show it.
  const markdown = `Noted that ${HOW[verb]}: no later digest tells of it, unless it changes.`;
  return { ...go(deliver(next, refresh), ['deliver'], { kind: 'notice', markdown }), settles: item.key };
}

const HOW: Record<Settled['how'], string> = {
  done: 'it is done',
  'not-for-us': 'it is nothing for this channel',
};

/** A thread of its own, once for an item: who presses after the first finds it in the channel. */
function discuss(
  { place, id }: ThreadState,
  inbound: Press,
  { title, detail, link, requested }: DigestRef['items'][number] & { requested?: string },
  number: number,
  now: number,
): Decision {
  const askerId = inbound.author.id;
  const question = `From the digest: ${title}`;
  const about = [detail, link].filter((part) => part !== undefined).map((part) => `\n${part}`);
  const text = `Our architecture digest says: ${title}${about.join('')}\nDiscuss this architecture question with us: what it means, what our options are, and what you would do.`;
  const root = {
    id: threadIdIn(place, `c-${inbound.keys[0]}`),
    place,
    askerId,
    rootedBy: 'request' as const,
    ...(requested === undefined ? {} : { requested }),
  };
  return {
    ...go(beginThread(root, { authorId: askerId, text }, now, { askerId, question })),
    seen: [`discuss-${id}-${number}`],
  };
}
