import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readActivity } from '../../../src/adapters/teams/activity.ts';
import { createConsents } from '../../../src/adapters/teams/consent.ts';
import { createDownloads } from '../../../src/adapters/teams/downloads.ts';
import { createFileSource, type FileSource } from '../../../src/adapters/teams/file-source.ts';
import { LINK_FOR_MS } from '../../../src/adapters/teams/files.ts';
import { type Consent, parseConsent } from '../../../src/adapters/teams/parse-consent.ts';
import { threadIdOf } from '../../../src/adapters/teams/thread-id.ts';
import type { ChatFile } from '../../../src/core/chat/chat.ts';
import type { Place } from '../../../src/core/chat/message.ts';
import type { ShowDeps } from '../../../src/core/delivery/show.ts';
import type { ThreadState } from '../../../src/core/thread/state.ts';
import type { ThreadStore } from '../../../src/core/thread/store.ts';
import { createSignedLinks } from '../../../src/signed-links.ts';
import { startBot } from '../../dev/teams/setup.ts';
import { FOOTER } from '../slack/given.ts';
import { PUBLIC_URL, startChat, surely } from './outbound.ts';

const ZIP: ChatFile = {
  name: 'design (1).zip',
  mediaType: 'application/zip',
  content: 'UEsDBA==',
  encoding: 'base64',
};
const TEXT: ChatFile = { name: 'questions.md', mediaType: 'text/markdown', content: '# Fragen: größer?' };

const keyIn = (place: Place) => `${threadIdOf(place, '1700000000000')}/t1:end/files-0`;

async function serve(source: FileSource, now: () => number = Date.now) {
  const links = createSignedLinks('a secret of the tests', now);
  const server = createServer(createDownloads({ links, source }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { links, url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` };
}

describe('files in a channel', () => {
  it('are links that hand out just that file, to be saved, for an hour', async () => {
    const clock = { now: Date.now() };
    const { teams, chat, hear, kept } = await startChat({ now: () => clock.now });
    const place = await hear('ada', 'planning');
    const key = keyIn(place);
    await chat.post(place, { kind: 'files', id: 'files-0', files: [TEXT, ZIP] }, key, surely);
    const shown = JSON.stringify(teams.messages({ user: 'ada', in: 'planning' }));
    const tokens = [...shown.matchAll(/https:\/\/architect\.example\/files\/([\w.-]+)/g)].map(
      ([, token]) => token,
    );
    expect(tokens).toHaveLength(2);
    const source: FileSource = async (of, name) =>
      name === ZIP.name && of === key ? ZIP : kept.read(of, name);
    const { url } = await serve(source, () => clock.now);
    const [zip, text] = await Promise.all(tokens.map((token) => fetch(`${url}/files/${token}`)));
    expect(await zip?.text()).toBe(Buffer.from(ZIP.content, 'base64').toString('utf8'));
    expect(await text?.text()).toBe(TEXT.content);
    expect(Object.fromEntries(zip?.headers ?? [])).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="design__1_.zip"; filename*=UTF-8''design%20%281%29.zip`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    clock.now += LINK_FOR_MS;
    const late = await fetch(`${url}/files/${tokens[0]}`);
    expect([late.status, await late.text()]).toEqual([404, '']);
  });

  it('are had by nothing but a link that was made for them', async () => {
    const asked: string[] = [];
    const { links, url } = await serve(async (key) => {
      asked.push(key);
      return ZIP;
    });
    const later = Date.now() + 60_000;
    const right = links.sign('file', ['key', ZIP.name], later);
    const [body = '', signature = ''] = right.split('.');
    const other = Buffer.from(JSON.stringify(['file', ['other', ZIP.name], later])).toString('base64url');
    const wrong = [
      '',
      'x',
      body,
      `${body}.`,
      `.${signature}`,
      `${other}.${signature}`,
      `${right}.x`,
      `${right}/..`,
      `${body}.${Buffer.from(signature, 'base64url').reverse().toString('base64url')}`,
      links.sign('offer', ['key', ZIP.name], later),
      links.sign('file', { key: 'key' }, later),
      createSignedLinks('another secret', Date.now).sign('file', ['key', ZIP.name], later),
      'A'.repeat(5_000),
    ];
    for (const token of wrong) {
      const answer = await fetch(`${url}/files/${token}`);
      expect([answer.status, await answer.text()]).toEqual([404, '']);
    }
    expect((await fetch(`${url}/files/${right}`, { method: 'POST' })).status).toBe(404);
    expect(asked).toEqual([]);
    expect((await fetch(`${url}/files/${right}`)).status).toBe(200);
  });

  it('are named where there is no address for links', async () => {
    const { teams, chat, hear } = await startChat({ publicUrl: undefined });
    const place = await hear('ada', 'planning');
    await chat.post(place, { kind: 'files', id: 'files-0', files: [TEXT] }, keyIn(place), surely);
    const shown = JSON.stringify(teams.messages({ user: 'ada', in: 'planning' }));
    expect(shown).toContain(TEXT.name);
    expect(shown).not.toContain('https://architect');
  });
});

/** A chat whose offers are answered. */
async function startOffers({ file }: { file: ChatFile | undefined } = { file: ZIP }) {
  const running = await startChat();
  const { teams, chat, links, files, hear } = running;
  const seen: Consent[] = [];
  const consents = createConsents({
    links,
    source: async () => file,
    files,
    replace: chat.replace,
    tell: chat.tell,
    serviceUrls: 'loopback',
  });
  await startBot(teams, (body) => {
    const activity = readActivity(body);
    const consent = activity && parseConsent(activity);
    if (consent?.kind === 'consent') seen.push(consent);
    return { status: 200, body: {} };
  });
  const place = await hear('ada');
  const offer = async () => {
    const part = { kind: 'files', id: 'files-0', files: [TEXT, ZIP] } as const;
    return (await chat.post(place, { ...part, files: [...part.files] }, keyIn(place), surely)).messageId;
  };
  const answer = async (message: string, action: 'accept' | 'decline') => {
    await teams.answerConsent({ user: 'ada', message, action });
    const consent = seen.at(-1);
    if (!consent) throw new Error('no consent came');
    return { consent, done: consents(consent) };
  };
  return { ...running, consents, offer, answer };
}

describe('files in a chat of one', () => {
  it('are uploaded once the person agrees, as often as Teams says so', async () => {
    const { teams, consents, offer, answer } = await startOffers();
    const message = await offer();
    const { consent, done } = await answer(message, 'accept');
    await done;
    expect(teams.files()).toMatchObject([{ name: ZIP.name, data: Buffer.from(ZIP.content, 'base64') }]);
    const shown = teams.messages({ user: 'ada' });
    expect(shown).toMatchObject([
      { id: message, attachments: [{ contentType: 'application/vnd.microsoft.teams.card.file.info' }] },
    ]);
    await consents(consent);
    expect(teams.files()).toHaveLength(1);
    expect(teams.messages({ user: 'ada' })).toEqual(shown);
  });

  it('are asked for again where the drive did not take them', async () => {
    const { teams, consents, offer, answer } = await startOffers();
    teams.faults.set([{ method: 'upload', kind: { do: 'status', status: 503 }, times: 1 }]);
    const { consent, done } = await answer(await offer(), 'accept');
    await expect(done).rejects.toThrow();
    expect(teams.messages({ user: 'ada' })).toHaveLength(2);
    await consents(consent);
    expect(teams.files()).toHaveLength(1);
  });

  it('are links once the person does not', async () => {
    const { teams, offer, answer } = await startOffers();
    const { done } = await answer(await offer(), 'decline');
    await done;
    expect(teams.files()).toEqual([]);
    expect(JSON.stringify(teams.messages({ user: 'ada' }))).toContain(`${PUBLIC_URL}/files/`);
  });

  it('are never those of another conversation, whatever an offer was made to carry', async () => {
    const { teams, links, hear, consents, offer, answer } = await startOffers();
    const { consent, done } = await answer(await offer(), 'accept');
    await done;
    const elsewhere = keyIn(await hear('ada', 'planning'));
    const forged = [
      { token: links.sign('offer', [elsewhere, ZIP.name, 1]) },
      { token: links.sign('file', [keyIn(consent.place), ZIP.name, 1]) },
      { token: 'x' },
      null,
    ];
    const before = teams.traffic().length;
    // Declined, so that nothing but the offer itself could keep it from being answered.
    const answered = { accepted: false as const };
    for (const context of forged) await consents({ ...consent, context, answer: answered });
    expect(teams.traffic()).toHaveLength(before);
  });

  it('are said to be gone where they are', async () => {
    const { teams, offer, answer } = await startOffers({ file: undefined });
    const message = await offer();
    const { done } = await answer(message, 'accept');
    await done;
    expect(teams.messages({ user: 'ada' })).toMatchObject([{ id: message, attachments: [], cards: [{}] }]);
    expect(teams.files()).toEqual([]);
  });

  it('go to no address that is not a drive of Microsoft', async () => {
    const { teams, chat, links, files, offer, answer } = await startOffers();
    const strict = createConsents({
      links,
      files,
      source: async () => ZIP,
      replace: chat.replace,
      tell: chat.tell,
      serviceUrls: 'internet',
    });
    const { consent, done } = await answer(await offer(), 'accept');
    await done;
    if (!consent.answer.accepted) throw new Error('not accepted');
    const { upload } = consent.answer;
    const before = teams.traffic().filter(({ name }) => name === 'upload').length;
    for (const [n, uploadUrl] of [
      upload.uploadUrl,
      'https://sharepoint.com.example/x',
      'http://a.sharepoint.com/x',
    ].entries()) {
      const foreign = {
        ...consent,
        answer: { accepted: true as const, upload: { ...upload, uploadUrl, uniqueId: `${n}` } },
      };
      await expect(strict(foreign)).rejects.toMatchObject({ code: 'teams-address' });
    }
    expect(teams.traffic().filter(({ name }) => name === 'upload')).toHaveLength(before);
  });
});

describe('a file that was offered', () => {
  it('is made anew from what the turn brought, once for all who ask', async () => {
    const markdown = 'words, and words. '.repeat(60_000);
    let read = 0;
    const threadId = 'teams:t:c:1';
    const store = {
      load: async (id: string) =>
        id === threadId ? { state: { id } as ThreadState, version: 1 } : undefined,
      outcome: async (_: string, turn: number) => {
        read += 1;
        return turn === 2 ? { kind: 'answer' as const, markdown, footer: FOOTER } : undefined;
      },
    } as unknown as ThreadStore;
    const show = { store, agents: () => [], now: Date.now } as unknown as ShowDeps;
    const source = createFileSource({ store, show, kept: { read: async () => undefined } });
    const key = `${threadId}/t2:end/files-0`;
    const [first, second] = await Promise.all([source(key, 'answer.md'), source(key, 'answer.md')]);
    expect(first?.content).toBe(markdown);
    expect(second).toBe(first);
    expect(read).toBe(1);
    expect(await source(key, 'other.md')).toBeUndefined();
    expect(await source(`${threadId}/t1:end/files-0`, 'answer.md')).toBeUndefined();
    expect(await source('teams:t:c:9/t2:end/files-0', 'answer.md')).toBeUndefined();
    expect(await source('', 'answer.md')).toBeUndefined();
  });
});
