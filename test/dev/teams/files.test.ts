import { describe, expect, it } from 'vitest';
import { type Json, toRecord } from '../../../src/dev/slack/json.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { outcome, send, start, startBot } from './setup.ts';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';

const offer = (name = 'design.md', content: Json = {}): Json => ({
  attachments: [
    {
      contentType: CONSENT,
      name,
      content: {
        description: 'x',
        sizeInBytes: 5,
        acceptContext: { f: 1 },
        declineContext: { f: 2 },
        ...content,
      },
    },
  ],
});

async function accept(teams: TeamsStandIn): Promise<Json> {
  const bot = await startBot(teams);
  const { id } = teams.conversation({ user: 'ada' });
  const message = String((await send(teams, id, offer())).body.id);
  expect(await teams.answerConsent({ user: 'ada', message, action: 'accept' })).toEqual({ kind: 'done' });
  const [invoke] = bot.activities('invoke');
  expect(invoke).toMatchObject({
    name: 'fileConsent/invoke',
    value: { type: 'fileUpload', action: 'accept', context: { f: 1 } },
  });
  return toRecord(toRecord(invoke?.value).uploadInfo);
}

const put = (info: Json, body: string, range: string | null, headers: Record<string, string> = {}) =>
  fetch(String(info.uploadUrl), {
    method: 'PUT',
    body,
    headers: { ...headers, ...(range === null ? {} : { 'content-range': range }) },
  });

describe('a file', () => {
  it('is uploaded to where the person agreed to, and shown there', async () => {
    const teams = await start();
    const info = await accept(teams);
    const uploaded = await put(info, 'bytes', 'bytes 0-4/5');
    expect(uploaded.status).toBe(201);
    expect(teams.files()).toMatchObject([{ name: 'design.md', owner: teams.person('ada').id }]);
    expect(await (await fetch(String(info.contentUrl))).text()).toBe('bytes');
    const { contentUrl, name, uniqueId, fileType } = info;
    const shown = { contentType: INFO, contentUrl, name, content: { uniqueId, fileType } };
    const chat = teams.conversation({ user: 'ada' }).id;
    expect(outcome(await send(teams, chat, { attachments: [shown] }))).toBe('ok');
    const other = { ...shown, content: { uniqueId: 'x', fileType } };
    expect(outcome(await send(teams, chat, { attachments: [other] }))).toBe('BadArgument');
  });

  it('comes in parts, in their order', async () => {
    const teams = await start();
    const info = await accept(teams);
    expect((await put(info, 'es', 'bytes 3-4/5')).status).toBe(416);
    expect((await put(info, 'byt', 'bytes 0-2/5')).status).toBe(202);
    expect(teams.files()).toEqual([]);
    expect((await put(info, 'es', 'bytes 3-4/5')).status).toBe(201);
    expect(teams.files()[0]?.data.toString()).toBe('bytes');
    expect((await put(info, 'bytes', 'bytes 0-4/5')).status).toBe(404);
  });

  it('is refused without its length, with a wrong one, with a token, or to another address', async () => {
    const teams = await start();
    const info = await accept(teams);
    expect((await put(info, 'bytes', null)).status).toBe(400);
    expect((await put(info, 'bytes', 'bytes 0-9/10')).status).toBe(416);
    expect((await put(info, 'bytes', 'bytes 0-4/5', { authorization: 'Bearer x' })).status).toBe(401);
    expect((await put({ uploadUrl: `${info.uploadUrl}0` }, 'bytes', 'bytes 0-4/5')).status).toBe(404);
    expect((await fetch(String(info.uploadUrl))).status).toBe(405);
    expect(teams.files()).toEqual([]);
  });

  it('that is declined gets no address', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const { id } = teams.conversation({ user: 'ada' });
    const message = String((await send(teams, id, offer())).body.id);
    await teams.answerConsent({ user: 'ada', message, action: 'decline' });
    const [invoke] = bot.activities('invoke');
    expect(invoke?.value).toEqual({ type: 'fileUpload', action: 'decline', context: { f: 2 } });
  });

  it('is offered in one-to-one chats, with all that the card needs', async () => {
    const teams = await start();
    const chat = teams.conversation({ user: 'ada' }).id;
    const group = teams.conversation({ user: 'ada', in: 'planning' }).id;
    expect(outcome(await send(teams, group, offer()))).toBe('BadArgument');
    expect(outcome(await send(teams, chat, offer('')))).toBe('BadArgument');
    expect(outcome(await send(teams, chat, offer('a.md', { sizeInBytes: 0 })))).toBe('BadArgument');
    expect(outcome(await send(teams, chat, offer('a.md', { acceptContext: 'x' })))).toBe('BadArgument');
  });
});
