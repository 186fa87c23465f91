import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { TeamsAppOptions } from '../../../src/adapters/teams/app.ts';
import { threadIdOf } from '../../../src/adapters/teams/thread-id.ts';
import type { Form, Reply } from '../../../src/core/chat/reply.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { ThreadState } from '../../../src/core/thread/state.ts';
import { send, start } from '../../dev/teams/setup.ts';
import { messagesOf } from './cards/replies.ts';
import { given, TENANT } from './given.ts';
import { startApp } from './running.ts';

const AGENT = { id: 'backend', title: 'Backend', hash: 'x' };
const OPEN = {
  reason: 'It decides the split.',
  questions: [
    { id: 'split', question: 'How many?', why: '', options: ['One', 'Two'], default: 'One' },
    { id: 'team', question: 'Who?', why: '', options: [], default: 'Nobody' },
  ],
  answers: [],
  skipped: [],
};

type Handled = Awaited<ReturnType<TeamsAppOptions['handle']>>;

/** The app beside a connector: a thread of a channel waits for answers, on a card that is there. */
async function startWaiting(answer: () => Handled, options: Partial<TeamsAppOptions> = {}) {
  const teams = await start();
  const root = teams.say({ user: 'ada', in: 'architecture', text: '@Architect split it' });
  const place = {
    platform: 'teams' as const,
    workspaceId: teams.person('ada').tenantId,
    channelId: root.conversation.split(';')[0] ?? '',
    direct: false,
  };
  const state: ThreadState = {
    id: threadIdOf(place, root.id),
    place,
    rootId: root.id,
    rootedBy: 'request',
    askerId: teams.person('ada').id,
    agent: AGENT,
    quiet: false,
    turn: 1,
    epoch: 1,
    phase: { kind: 'waiting', since: 0, parked: { toolUseId: 'x', results: [] }, open: OPEN },
    inbox: [],
    deliveries: [],
    receipts: {},
    rounds: 1,
    requests: [],
  };
  const ref = { threadId: state.id, turn: 1 };
  const { handle: _, ...rest } = options;
  const handled: unknown[] = [];
  const app = await startApp({
    bot: { MicrosoftAppId: teams.bot.appId },
    tenants: [place.workspaceId],
    serviceUrls: 'loopback',
    authority: { settings: teams.authority, credentials: teams.credentials },
    load: async (id) => (id === state.id ? state : undefined),
    async handle(inbound) {
      handled.push(inbound);
      return answer();
    },
    ...rest,
  });
  teams.setBotUrl(app.url);
  const questions: Reply = { kind: 'questions', ref, agent: AGENT, open: OPEN };
  const [content] = messagesOf(questions);
  const refresh = { action: content?.refresh, userIds: [teams.person('ada').id] };
  const card = {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: { ...content?.card, refresh },
  };
  const message = String((await send(teams, root.conversation, { attachments: [card] })).body.id);
  return { teams, app, message, ref, handled, root, state };
}

const note = (markdown: string): Reply => ({ kind: 'notice', markdown });

describe('a press', () => {
  it('is answered to whoever pressed, in words', async () => {
    const { teams, message, handled } = await startWaiting(() => ({
      replies: [note('It **waits** for you.')],
    }));
    const outcome = await teams.click({ user: 'bob', message, verb: 'assume' });
    expect(outcome).toEqual({ kind: 'message', text: 'It waits for you.' });
    expect(handled).toMatchObject([
      { kind: 'press', verb: 'assume', author: { id: teams.person('bob').id } },
    ]);
  });

  it('is never left without an answer', async () => {
    const { teams, message } = await startWaiting(() => ({ replies: [] }));
    const outcome = await teams.click({ user: 'bob', message, verb: 'assume' });
    expect(outcome).toMatchObject({ kind: 'message', text: expect.stringMatching(/\S/) });
  });

  it('sends all that was filled in, as the questions mean it', async () => {
    const { teams, message, handled } = await startWaiting(() => ({ replies: [] }));
    const inputs = { 'choice:split': '1', 'words:team': ' Two teams ' };
    const outcome = await teams.click({ user: 'bob', message, verb: 'send-answers', inputs });
    expect(outcome.kind).toBe('card');
    expect(handled).toMatchObject([{ kind: 'form', answers: { split: 'Two', team: 'Two teams' } }]);
    expect(handled[0]).not.toHaveProperty('inputs');
  });

  it('opens a form in place of the card, for one person', async () => {
    const form: Form = {
      kind: 'questions-form',
      ref: { threadId: 'x', turn: 1 },
      agent: AGENT,
      open: OPEN,
    };
    const { teams, message } = await startWaiting(() => ({ replies: [], form }));
    expect((await teams.click({ user: 'bob', message, verb: 'assume' })).kind).toBe('card');
  });

  it('with more to show is answered in a message', async () => {
    const reply: Reply = { kind: 'help' };
    const { teams, app, message } = await startWaiting(() => ({ replies: [reply] }));
    expect((await teams.click({ user: 'bob', message, verb: 'assume' })).kind).toBe('message');
    await app.settled();
    expect(app.told).toEqual([{ personId: teams.person('bob').id, reply }]);
  });

  it('that could not be kept fails for whoever pressed', async () => {
    const { teams, app, message } = await startWaiting(() => {
      throw new AppError('redis-unavailable', { retry: 'backoff' });
    });
    const outcome = await teams.click({ user: 'bob', message, verb: 'assume' });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'status 503' });
    expect(app.problems).toEqual(['not kept: redis-unavailable']);
  });
});

describe('the form of a digest', () => {
  it('that has mistakes stays as it was filled in, and whoever sent it is told what they are', async () => {
    let answer: Handled = { replies: [] };
    const { teams, message, root, handled } = await startWaiting(() => answer);
    const form: Form = {
      kind: 'digest-form',
      channelId: root.conversation.split(';')[0] ?? '',
      openedBy: 'press-1',
      zone: 'Europe/Berlin',
      ownerId: teams.person('bob').id,
      sections: [{ id: 'designs', title: 'New designs' }],
    };
    answer = { replies: [], form };
    expect((await teams.click({ user: 'bob', message, verb: 'assume' })).kind).toBe('card');
    answer = { replies: [], mistakes: { zone: 'Write it as Europe/Berlin.', time: 'From 00:00 on.' } };
    const sent = { user: 'bob', message, verb: 'save-digest' };
    expect(await teams.click({ ...sent, inputs: { zone: 'Mars' } })).toEqual({
      kind: 'message',
      text: 'Write it as Europe/Berlin.\nFrom 00:00 on.',
    });
    answer = { replies: [note('Saved.')] };
    expect((await teams.click({ ...sent, inputs: { zone: 'UTC' } })).kind).toBe('card');
    expect(handled.slice(1)).toMatchObject(
      ['Mars', 'UTC'].map((zone) => ({
        kind: 'settings',
        form: 'digest',
        values: { zone, when: 'weekly 1' },
      })),
    );
  });
});

it('a client that asks for the card as it is now gets the questions, and asks again later', async () => {
  const { teams, message, handled } = await startWaiting(() => ({ replies: [] }));
  const outcome = await teams.refresh({ user: 'ada', message });
  const mine = { refresh: { userIds: [teams.person('ada').id] } };
  expect(outcome).toMatchObject({ kind: 'card', card: mine });
  expect(handled).toEqual([]);
});

it.each([
  { phase: { kind: 'done', at: 0, end: 'answer' } },
  { turn: 2, phase: { kind: 'working', since: 0, claims: 0 } },
] as const)(
  'a client whose card nothing else would ever change is told that its turn is over',
  async (change) => {
    const { teams, message, state } = await startWaiting(() => ({ replies: [] }));
    Object.assign(state, change);
    const outcome = await teams.refresh({ user: 'ada', message });
    expect(JSON.stringify(outcome)).toContain('out of date');
  },
);

describe('a message', () => {
  it('is acknowledged once it is kept, and how to answer it before', async () => {
    const order: string[] = [];
    const app = await startApp({
      serviceUrls: 'loopback',
      conversations: { keep: async (key) => void order.push(key) },
      async handle(inbound) {
        order.push(inbound.kind);
        return { replies: [note('Only for you.')] };
      },
    });
    const body = given('channel reply', { serviceUrl: 'http://127.0.0.1:9/' });
    expect(await app.post(body)).toMatchObject({ status: 200, text: '' });
    await app.settled();
    expect(order).toEqual([expect.stringContaining(`teams:${TENANT}:`), 'message']);
    expect(app.told).toMatchObject([{ personId: '29:1Ada_x-1', reply: note('Only for you.') }]);
  });

  it('that could not be kept is said once, though Teams sends it again under a new id', async () => {
    const { teams, app } = await startWaiting(() => {
      throw new AppError('redis-unavailable', { retry: 'backoff' });
    });
    const { id } = teams.say({ user: 'bob', in: 'architecture', text: '@Architect and now?' });
    const answers = () => teams.messages({ user: 'bob', in: 'architecture', thread: id });
    await expect.poll(answers).toHaveLength(2);
    const sent = teams.traffic().findLast(({ direction }) => direction === 'to-app')?.request;
    await teams.deliver({ ...Object(sent), id: '1999999999999' });
    await app.settled();
    expect(answers()).toHaveLength(2);
    expect(app.problems).toHaveLength(2);
  });

  it('is not kept where it can’t be answered', async () => {
    const conversations = {
      keep: () => Promise.reject(new AppError('redis-unavailable', { retry: 'backoff' })),
    };
    const app = await startApp({ serviceUrls: 'loopback', conversations });
    const body = given('edited message', { serviceUrl: 'http://127.0.0.1:9/' });
    expect((await app.post(body)).status).toBe(503);
    expect(app.handled).toEqual([]);
  });
});

describe('a request', () => {
  const LOCAL = { serviceUrl: 'http://127.0.0.1:9/' };

  it('that is none of Teams is told so by its status alone', async () => {
    const app = await startApp({ serviceUrls: 'loopback' });
    const body = given('personal message', LOCAL);
    const answers = await Promise.all([
      app.post('{', {}),
      app.post('[]', {}),
      app.post('"x"', {}),
      app.post({ text: 'x' }, {}),
      app.post(body, { 'content-type': 'text/plain' }),
      app.post(body, {}, 'GET'),
      app.post({ ...body, text: 'x'.repeat(3_000_000) }, {}),
    ]);
    expect(answers.map(({ status, text }) => [status, text])).toEqual(
      [400, 400, 400, 400, 415, 405, 413].map((status) => [status, '']),
    );
    expect(app.handled).toEqual([]);
  });

  it('without credentials may not choose where answers go', async () => {
    const app = await startApp({ serviceUrls: 'loopback' });
    for (const serviceUrl of [
      'https://smba.example.com/',
      'http://10.0.0.1/',
      'http://127.0.0.1.example.com/',
    ]) {
      expect((await app.post(given('personal message', { serviceUrl }))).status).toBe(401);
    }
    expect((await app.post(given('personal message', LOCAL))).status).toBe(200);
    expect(app.handled).toHaveLength(1);
  });

  it('about a file is handed on, with what was said to it', async () => {
    const app = await startApp({ serviceUrls: 'loopback' });
    for (const name of ['file accepted', 'file declined']) {
      expect((await app.post(given(name, LOCAL))).status).toBe(200);
    }
    expect(app.consents.map(({ answer }) => answer.accepted)).toEqual([true, false]);
    expect(app.handled).toEqual([]);
  });
});

it.each([
  ['architect.example:8443', 'https://architect.example:8443'],
  ['127.0.0.1:3000', undefined],
  ['app', undefined],
  ['architect.example/x@evil.example', undefined],
])('a request that names the host %s tells people to come to %s', async (host, appUrl) => {
  const teams = await start();
  const app = await startApp({
    bot: { MicrosoftAppId: teams.bot.appId },
    tenants: [teams.person('ada').tenantId],
    authority: { settings: teams.authority, credentials: teams.credentials },
  });
  const serviceUrl = 'https://smba.example/teams/';
  const activity = {
    ...given('personal message'),
    serviceUrl,
    conversation: { id: 'a:1x', tenantId: teams.person('ada').tenantId, conversationType: 'personal' },
  };
  const token = `Bearer ${teams.sign({ serviceurl: serviceUrl })}`;
  const headers = { 'content-type': 'application/json', authorization: token, host };
  expect(await postAs(app.url, headers, JSON.stringify(activity))).toBe(200);
  const kept = { ...app.references[0]?.[1] };
  expect(kept).toMatchObject({ serviceUrl, ...(appUrl === undefined ? {} : { appUrl }) });
  expect('appUrl' in kept).toBe(appUrl !== undefined);
});

/** Under any host, which `fetch` does not allow. */
function postAs(url: string, headers: Record<string, string>, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
