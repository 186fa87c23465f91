import type { Fault, WorldMessage } from '../../slack/control.ts';
import { collectValues, type Values } from './blocks/values.ts';
import type { Answer, Client } from './client.ts';
import { type Json, toRecord, toText } from './json.ts';
import { messageKey } from './page-state.ts';
import { readHistory, readPersonal, readTraffic, readWorld } from './read.ts';
import { formatRoute, parseRoute } from './route.ts';
import type { Store } from './store.ts';

/** A message or a view, as an interaction names it. */
export type Surface =
  | { kind: 'message'; channel: string; ts: string }
  | { kind: 'view'; viewId: string; channel?: never };

export function surfaceKey(surface: Surface): string {
  return surface.kind === 'view' ? `v:${surface.viewId}` : messageKey(surface.channel, surface.ts);
}

export type Actions = ReturnType<typeof createActions>;

/** Everything a person can do on the page. What fails is said in a toast; results say whether it worked. */
export function createActions(store: Store, client: Client) {
  const me = () => store.get().me;

  const toast = (text: string) => store.set((state) => ({ ...state, toast: { id: Date.now(), text } }));

  const post = async (path: string, body: Json): Promise<Answer> => {
    const answer = await client.post(path, { user: me(), ...body });
    if (!answer.ok) toast(explain(answer.error));
    return answer;
  };

  const openChannel = (id: string, thread?: string) => {
    location.hash = formatRoute({ place: { kind: 'channel', id }, ...(thread ? { thread } : {}) });
  };

  return {
    toast,
    openChannel,
    openHome() {
      location.hash = '#/home';
    },
    closeThread() {
      const { place } = parseRoute(location.hash);
      location.hash = formatRoute({ place });
    },
    dismissToast: () => store.set((state) => ({ ...state, toast: undefined })),

    async switchUser(user: string) {
      sessionStorage.setItem('architect-playground-user', user);
      store.set((state) => ({ ...state, me: user, messages: {} }));
      await readPersonal(store, client);
    },
    async enterChannel(channel: string) {
      store.set((state) => {
        const { [channel]: _seen, ...others } = state.unread[state.me] ?? {};
        return { ...state, unread: { ...state.unread, [state.me]: others } };
      });
      await readHistory(store, client, channel);
    },
    visitTab: (tab: 'home' | 'messages') => client.post('home', { user: me(), tab }),

    /** Sends a line, or runs it when it is a command; what the workspace refuses comes back as words. */
    async say(channel: string, text: string, thread?: string): Promise<string | undefined> {
      const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
      const known = store.get().world?.commands.find((entry) => entry.command === command?.[1]);
      if (command && thread) return `${command[1]} can't be used in threads. Mention the app here instead.`;
      if (command && !known) return `There is no command ${command[1]} in this workspace.`;
      const answer = command
        ? await client.post('command', { user: me(), channel, command: command[1], text: command[2] ?? '' })
        : await client.post('message', {
            user: me(),
            channel,
            text,
            ...(thread ? { thread_ts: thread } : {}),
          });
      return answer.ok ? undefined : explain(answer.error);
    },
    edit: (message: WorldMessage, text: string) =>
      post('edit', { channel: message.channel, ts: message.ts, text }),
    remove: (message: WorldMessage) => post('delete', { channel: message.channel, ts: message.ts }),
    react: (message: WorldMessage, name: string) =>
      post('reaction', { channel: message.channel, ts: message.ts, name }),
    shortcut: (message: WorldMessage, callbackId: string) =>
      post('shortcut', { callback_id: callbackId, channel: message.channel, message_ts: message.ts }),
    stop: (channel: string, threadTs: string) => post('stop', { channel, thread_ts: threadTs }),

    setDraft: (key: string, text: string) =>
      store.set((state) => ({ ...state, drafts: { ...state.drafts, [key]: text } })),
    setValue(surface: Surface, blockId: string, actionId: string, value: Json) {
      const key = surfaceKey(surface);
      store.set((state) => {
        const values: Values = state.values[key] ?? {};
        const changed = { ...values, [blockId]: { ...values[blockId], [actionId]: value } };
        return { ...state, values: { ...state.values, [key]: changed } };
      });
    },
    /** `blocks` are all of the surface's: what was chosen in them goes along. */
    act(surface: Surface, blockId: string, actionId: string, element: Json, blocks: Json[]) {
      const values = collectValues(blocks, store.get().values[surfaceKey(surface)] ?? {});
      const where =
        surface.kind === 'view'
          ? { view_id: surface.viewId }
          : { channel: surface.channel, message_ts: surface.ts };
      return post('action', { ...where, block_id: blockId, action_id: actionId, element, values });
    },
    /** Errors of a form by block id; none when it was taken. */
    async submit(viewId: string, values: Values): Promise<Record<string, string>> {
      const answer = await post('submit', { view_id: viewId, values });
      if (!answer.ok) return {};
      const errors = Object.entries(toRecord(answer.body.errors));
      return Object.fromEntries(errors.map(([block, problem]) => [block, toText(problem)]));
    },
    closeView: (viewId: string) => post('close', { view_id: viewId }),

    async createChannel(name: string, isPrivate: boolean): Promise<boolean> {
      const answer = await post('channel', { name, private: isPrivate });
      const id = answer.ok ? channelIdOf(answer.body) : '';
      if (id) openChannel(id);
      return answer.ok;
    },
    async openDirect(other: string) {
      const answer = await post('im', { with: other });
      const id = answer.ok ? channelIdOf(answer.body) : '';
      if (!id) return;
      // The channel may be new, and its event may come after this answer.
      if (!store.get().world?.channels.some((channel) => channel.id === id)) await readWorld(store, client);
      openChannel(id);
    },
    join: (channel: string) => post('join', { channel }),
    invite: (channel: string, user: string) => post('invite', { channel, invite: user }),
    kick: (channel: string, user: string) => post('kick', { channel, kick: user }),
    archive: (channel: string) => post('archive', { channel }),

    async setFaults(faults: Fault[]): Promise<boolean> {
      const answer = await client.post('faults', faults);
      if (!answer.ok) toast(explain(answer.error));
      return answer.ok;
    },
    async setOld(old: boolean) {
      store.set((state) =>
        state.world ? { ...state, world: { ...state.world, oldWorkspace: old } } : state,
      );
      await post('old', { old });
      await readWorld(store, client);
    },
    /** After a (new) connection: everything that may have changed meanwhile. */
    async refresh() {
      await readWorld(store, client);
      await Promise.all([readPersonal(store, client), readTraffic(store, client)]);
    },
  };
}

function channelIdOf(body: Json): string {
  return toText(body.channel) || toText(toRecord(body.channel).id);
}

/** Error codes become words, words stay. */
function explain(error: string): string {
  return /^[a-z0-9_]+$/.test(error) ? `That did not work: ${error.replaceAll('_', ' ')}.` : error;
}
