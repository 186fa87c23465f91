import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import {
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  TeamsInfo,
  TurnContext,
} from 'botbuilder';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseJson, toRecord } from '../../../src/dev/slack/json.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { card, start } from './setup.ts';

type Turn = (context: TurnContext) => Promise<void>;

/** A bot by the real library, with the settings that the stand-in gives. */
async function startApp(teams: TeamsStandIn, turn: Turn): Promise<CloudAdapter> {
  const settings = {
    MicrosoftAppId: teams.bot.anonymous ? '' : teams.bot.appId,
    MicrosoftAppTenantId: '',
    ...teams.authority,
  };
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, teams.credentials));
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const body = toRecord(parseJson(Buffer.concat(parts).toString('utf8')));
    const answer = {
      socket: response.socket,
      status: (code: number) => response.writeHead(code),
      header: () => {},
      send: (content: unknown) => response.write(JSON.stringify(content)),
      end: () => response.end(),
    };
    await adapter
      .process(Object.assign(request, { body, method: request.method ?? '' }), answer, turn)
      .catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  teams.setBotUrl(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
  return adapter;
}

const QUESTION = card({
  body: [{ type: 'TextBlock', text: 'Which one?' }],
  actions: [{ type: 'Action.Execute', title: 'One', verb: 'choose', data: { o: 1 } }],
});

describe('a bot by botbuilder', () => {
  it('answers in the thread, updates its card, takes presses and writes to a person alone', async () => {
    const teams = await start();
    let reference: Partial<ConversationReference> = {};
    const adapter = await startApp(teams, async (context) => {
      if (context.activity.type === ActivityTypes.Message) {
        reference = TurnContext.getConversationReference(context.activity);
        TurnContext.removeRecipientMention(context.activity);
        await context.sendActivity(`You said ${context.activity.text.trim()}`);
        await context.sendActivity(QUESTION);
      }
      if (context.activity.type !== ActivityTypes.Invoke) return;
      const value = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Chosen' };
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: value } });
    });
    const { id } = teams.say({ user: 'ada', in: 'architecture', text: '@Architect hello' });
    const thread = () => teams.messages({ user: 'ada', in: 'architecture', thread: id });
    await expect.poll(thread).toMatchObject([{ id }, { text: 'You said hello' }, { cards: [{}] }]);

    const message = thread().at(-1)?.id ?? '';
    const pressed = await teams.click({ user: 'bob', message, verb: 'choose' });
    expect(pressed).toEqual({ kind: 'message', text: 'Chosen' });

    const { aadObjectId, id: personId } = teams.person('ada');
    const { appId } = teams.bot;
    const found: unknown[] = [];
    await adapter.continueConversationAsync(appId, reference, async (context) => {
      await context.updateActivity({ id: message, type: 'message', text: 'Closed' });
      found.push(await TeamsInfo.getMember(context, aadObjectId));
      found.push((await TeamsInfo.getPagedMembers(context, 50)).members.length);
    });
    expect(found).toMatchObject([{ id: personId, tenantId: teams.person('ada').tenantId }, 5]);
    expect(thread().at(-1)).toMatchObject({ text: 'Closed', cards: [], revision: 1 });

    const to = {
      isGroup: false,
      members: [{ id: personId, name: '' }],
      tenantId: teams.person('ada').tenantId,
    };
    const creation = { ...to, bot: { id: appId, name: 'Architect' }, channelData: {} };
    await adapter.createConversationAsync(
      appId,
      'msteams',
      teams.serviceUrl,
      teams.authority.ToChannelFromBotOAuthScope,
      creation,
      async (context) => {
        await context.sendActivity('For you alone');
      },
    );
    expect(teams.messages({ user: 'ada' })).toMatchObject([{ text: 'For you alone' }]);
  });

  it('does nothing for what is not signed by the connector, for it, from there', async () => {
    const noise = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => noise.mockRestore());
    const teams = await start();
    let handled = 0;
    await startApp(teams, async () => {
      handled += 1;
    });
    teams.say({ user: 'ada', text: 'x' });
    const toBot = () => teams.traffic().filter(({ direction }) => direction === 'to-app');
    await expect.poll(toBot).toMatchObject([{ ok: true }]);
    const activity = toRecord(toBot()[0]?.request);
    const claims = [
      { aud: 'another' },
      { iss: 'https://example.com' },
      { serviceurl: 'https://example.com/' },
      { exp: Math.floor(Date.now() / 1000) - 3_600 },
    ];
    for (const wrong of claims) await teams.deliver(activity, `Bearer ${teams.sign(wrong)}`);
    await teams.deliver(activity, '');
    await teams.deliver({ ...activity, serviceUrl: 'https://example.com/' });
    expect(handled).toBe(1);
    expect(toBot().map(({ ok }) => ok)).toEqual([true, ...Array(6).fill(false)]);
    await teams.deliver(activity);
    expect(handled).toBe(2);
  });

  it('needs no credentials where there are none', async () => {
    const teams = await start({ bot: { anonymous: true } });
    await startApp(teams, async (context) => {
      await context.sendActivity('hello');
    });
    teams.say({ user: 'ada', text: 'x' });
    await expect.poll(() => teams.messages({ user: 'ada' })).toMatchObject([{}, { text: 'hello' }]);
  });

  it('streams by hand, once its library is told to leave entities as they are', async () => {
    const load = createRequire(createRequire(import.meta.url).resolve('botbuilder'));
    load('botframework-connector/lib/connectorApi/models/mappers.js').Entity.type.additionalProperties = {
      type: { name: 'Object' },
    };
    const teams = await start();
    await startApp(teams, async (context) => {
      const part = (text: string, info: object) => ({
        type: 'typing',
        text,
        entities: [{ type: 'streaminfo', ...info }],
      });
      const first = await context.sendActivity(
        part('Reading', { streamType: 'informative', streamSequence: 1 }),
      );
      const streamId = first?.id;
      await context.sendActivity(part('An', { streamId, streamType: 'streaming', streamSequence: 2 }));
      const end = part('An answer', { streamId, streamType: 'final' });
      await context.sendActivity({ ...end, type: 'message' });
    });
    teams.say({ user: 'ada', text: 'x' });
    await expect.poll(() => teams.messages({ user: 'ada' }).at(-1)).toMatchObject({ text: 'An answer' });
    await expect.poll(() => teams.messages({ user: 'ada' }).at(-1)?.streaming).toBeUndefined();
  });
});
