import { beforeAll, describe, expect, it } from 'vitest';
import { draftKey, type PageState } from '../../../../src/dev/playground/page/page-state.ts';
import type { WorldMessage } from '../../../../src/dev/slack/control.ts';

type Answer = { ok: true; body: Record<string, unknown> } | { ok: false; error: string };
type Store = { get(): PageState; set(change: (state: PageState) => PageState): void };
type Actions = {
  say(channel: string, text: string, thread?: string): Promise<string | undefined>;
  submit(viewId: string, values: object): Promise<Record<string, string>>;
  act(surface: object, blockId: string, actionId: string, element: object, blocks: object[]): Promise<Answer>;
  setDraft(key: string, text: string): void;
  setValue(surface: object, blockId: string, actionId: string, value: object): void;
  enterChannel(channel: string): Promise<void>;
};

const PAGE = '../../../../src/dev/playground/page/';
const load = (name: string) => import(new URL(PAGE + name, import.meta.url).href);

let createStore: () => Store;
let createActions: (store: Store, client: object) => Actions;

beforeAll(async () => {
  ({ createStore } = await load('store.ts'));
  ({ createActions } = await load('actions.ts'));
});

const message = (ts: string): WorldMessage => ({ ts, channel: 'C1', user: 'U0BOB', text: ts });

/** A page as Ada's, in front of a workspace that gives this answer to everything. */
function openPage(answer: (path: string) => Answer | Promise<Answer> = () => ({ ok: true, body: {} })) {
  const posted: [string, unknown][] = [];
  const store = createStore();
  store.set((state) => ({
    ...state,
    me: 'U0ADA',
    world: {
      workspace: { id: 'T1', name: 'Test', url: '' },
      app: { id: 'A1', name: 'Architect', botUserId: 'UBOT', connected: true, mode: 'socket' },
      commands: [{ command: '/architect', description: '', usage: '' }],
      shortcuts: [],
      users: [],
      channels: [],
      oldWorkspace: false,
    },
  }));
  const actions = createActions(store, {
    get: async (path: string) => answer(path),
    post: async (path: string, body: unknown) => {
      posted.push([path, body]);
      return answer(path);
    },
  });
  return { store, actions, posted };
}

describe('say', () => {
  it('sends a line as a message of the acting person', async () => {
    const { actions, posted } = openPage();
    expect(await actions.say('C1', 'hello\nthere', '1.0')).toBeUndefined();
    expect(posted).toEqual([
      ['message', { user: 'U0ADA', channel: 'C1', text: 'hello\nthere', thread_ts: '1.0' }],
    ]);
  });

  it('runs a line that begins with a known command', async () => {
    const { actions, posted } = openPage();
    await actions.say('C1', '/architect how\nto split?');
    expect(posted).toEqual([
      ['command', { user: 'U0ADA', channel: 'C1', command: '/architect', text: 'how\nto split?' }],
    ]);
  });

  it('sends nothing for a command in a thread or one that is not there, and says so', async () => {
    const { actions, posted } = openPage();
    expect(await actions.say('C1', '/architect help', '1.0')).toContain('/architect');
    expect(await actions.say('C1', '/unknown')).toContain('/unknown');
    expect(posted).toEqual([]);
  });

  it('hands on the words with which the workspace refuses', async () => {
    const { actions } = openPage(() => ({ ok: false, error: 'The app did not answer.' }));
    expect(await actions.say('C1', '/architect help')).toBe('The app did not answer.');
  });
});

describe('forms and buttons', () => {
  const blocks = [
    {
      type: 'actions',
      block_id: 'b',
      elements: [
        { type: 'datepicker', action_id: 'day' },
        { type: 'button', action_id: 'go' },
      ],
    },
  ];

  it('sends what was chosen before along with a click', async () => {
    const { actions, posted } = openPage();
    const surface = { kind: 'message', channel: 'C1', ts: '1.0' };
    const day = { type: 'datepicker', selected_date: '2026-12-01' };
    actions.setValue(surface, 'b', 'day', day);
    await actions.act(surface, 'b', 'go', { type: 'button', value: 'x' }, blocks);
    expect(posted).toEqual([
      [
        'action',
        {
          user: 'U0ADA',
          channel: 'C1',
          message_ts: '1.0',
          block_id: 'b',
          action_id: 'go',
          element: { type: 'button', value: 'x' },
          values: { b: { day } },
        },
      ],
    ]);
  });

  it('keeps the values of one surface out of another', async () => {
    const { actions, posted } = openPage();
    actions.setValue({ kind: 'view', viewId: 'V1' }, 'b', 'day', { type: 'datepicker', selected_date: 'x' });
    await actions.act({ kind: 'view', viewId: 'V2' }, 'b', 'go', { type: 'button' }, blocks);
    expect(posted[0]?.[1]).toMatchObject({
      view_id: 'V2',
      values: { b: { day: { type: 'datepicker', selected_date: null } } },
    });
  });

  it('returns the errors of a form by block, and none when it was taken', async () => {
    const refused = openPage(() => ({
      ok: true,
      body: { response_action: 'errors', errors: { q1: 'A number' } },
    }));
    expect(await refused.actions.submit('V1', {})).toEqual({ q1: 'A number' });
    expect(await openPage().actions.submit('V1', {})).toEqual({});
  });
});

describe('setDraft', () => {
  it('keeps what is typed apart by person, channel and thread', () => {
    const { store, actions } = openPage();
    const places: [string, string, string?][] = [
      ['U0ADA', 'C1'],
      ['U0ADA', 'C1', '1.0'],
      ['U0ADA', 'C2', '1.0'],
      ['U0BOB', 'C1', '1.0'],
    ];
    for (const place of places) actions.setDraft(draftKey(...place), place.join(' '));
    expect(places.map((place) => store.get().drafts[draftKey(...place)])).toEqual(
      places.map((place) => place.join(' ')),
    );
  });
});

describe('enterChannel', () => {
  it('keeps a message that arrives while the history is on its way', async () => {
    let release = (_answer: Answer) => {};
    const { store, actions } = openPage(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    const reading = actions.enterChannel('C1');
    store.set((state) => ({ ...state, messages: { C1: [message('2.0')] } }));
    release({ ok: true, body: { messages: [message('1.0')] } });
    await reading;
    expect(store.get().messages.C1?.map((entry) => entry.ts)).toEqual(['1.0', '2.0']);
  });

  it('shows nothing of a history that was read for somebody else', async () => {
    let release = (_answer: Answer) => {};
    const { store, actions } = openPage(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    const reading = actions.enterChannel('C1');
    store.set((state) => ({ ...state, me: 'U0BOB', messages: {} }));
    release({ ok: true, body: { messages: [message('1.0')] } });
    await reading;
    expect(store.get().messages).toEqual({});
  });

  it('marks the channel as read for the acting person alone', async () => {
    const { store, actions } = openPage();
    store.set((state) => ({ ...state, unread: { U0ADA: { C1: 2, C2: 1 }, U0BOB: { C1: 2 } } }));
    await actions.enterChannel('C1');
    expect(store.get().unread).toEqual({ U0ADA: { C2: 1 }, U0BOB: { C1: 2 } });
  });
});
