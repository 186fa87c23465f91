import type {
  SessionStatus,
  TrafficEntry,
  WorldMessage,
  WorldState,
  WorldView,
} from '../../slack/control.ts';
import { applyEvent } from './apply-event.ts';
import type { Client } from './client.ts';
import { type PageState, threadKey } from './page-state.ts';
import type { Store } from './store.ts';

/*
 * Reading what the workspace holds. The answers are typed by control.ts; page and server are one program, so their
 * shape is taken as given here and nowhere else.
 */

async function read<T>(client: Client, path: string): Promise<T | undefined> {
  const answer = await client.get(path);
  return answer.ok ? (answer.body as T) : undefined;
}

/** Reads people, channels and commands; chooses who to be when that person is not there. */
export async function readWorld(store: Store, client: Client): Promise<void> {
  const world = await read<WorldState>(client, 'state');
  if (!world) return;
  store.set((state) => ({ ...state, world, me: chooseMe(state.me, world) }));
}

function chooseMe(me: string, world: WorldState): string {
  const people = world.users.filter((user) => !user.isBot);
  return people.some((user) => user.id === me) ? me : (people[0]?.id ?? '');
}

/** Reads what the acting person sees: open views, and every channel that is already on the page. */
export async function readPersonal(store: Store, client: Client): Promise<void> {
  const { me, messages } = store.get();
  const user = encodeURIComponent(me);
  const [views, statuses] = await Promise.all([
    read<{ stack: WorldView[]; home: WorldView | null }>(client, `views?user=${user}`),
    read<{ statuses: SessionStatus[] }>(client, 'statuses'),
    ...Object.keys(messages).map((channel) => readHistory(store, client, channel)),
  ]);
  store.set((state) => ({
    ...withViews(state, me, views),
    ...(statuses ? byThread(statuses.statuses) : {}),
  }));
}

function withViews(
  state: PageState,
  me: string,
  views: { stack: WorldView[]; home: WorldView | null } | undefined,
): PageState {
  if (!views) return state;
  // Those of the others are read when one becomes them.
  return { ...state, homes: views.home ? { [me]: views.home } : {}, stacks: { [me]: views.stack } };
}

function byThread(statuses: SessionStatus[]): Pick<PageState, 'statuses'> {
  return {
    statuses: Object.fromEntries(
      statuses.map((status) => [threadKey(status.channel, status.thread_ts), status]),
    ),
  };
}

/** Reads a channel. Messages that arrived while the answer was on its way are kept. */
export async function readHistory(store: Store, client: Client, channel: string): Promise<void> {
  const { me } = store.get();
  store.set((state) =>
    state.messages[channel] ? state : { ...state, messages: { ...state.messages, [channel]: [] } },
  );
  const before = new Set(store.get().messages[channel]?.map((message) => message.ts));
  const query = `channel=${encodeURIComponent(channel)}&user=${encodeURIComponent(me)}`;
  const answer = await read<{ messages: WorldMessage[] }>(client, `messages?${query}`);
  if (!answer) return;
  store.set((state) => {
    if (state.me !== me) return state;
    const arrived = (state.messages[channel] ?? []).filter((message) => !before.has(message.ts));
    const fresh = { ...state, messages: { ...state.messages, [channel]: answer.messages } };
    return arrived.reduce((next, message) => applyEvent(next, { kind: 'message_changed', message }), fresh);
  });
}

/** Reads all of it anew: a workspace that was started again counts from the beginning. */
export async function readTraffic(store: Store, client: Client): Promise<void> {
  const answer = await read<{ entries: TrafficEntry[] }>(client, 'traffic?after=0');
  if (!answer) return;
  const last = answer.entries.at(-1);
  store.set((state) => {
    const newer = state.traffic.filter((entry) => last && entry.n > last.n && entry.at >= last.at);
    return { ...state, traffic: [...answer.entries, ...newer] };
  });
}
