import { describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../../src/dev/slack/stand-in.ts';
import { clientOf } from '../client.ts';
import { APP, ARCHITECTURE, call, MANIFEST, outcome, start } from '../setup.ts';

function thread(slack: SlackStandIn): { channel: string; thread_ts: string } {
  const { ts } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: '@Architect hello' });
  return { channel: ARCHITECTURE, thread_ts: ts };
}

const WAIT = { timeout: 15_000 };

/** Empty until Slack has looked into the file. */
async function typeOf(slack: SlackStandIn, id: string): Promise<string | undefined> {
  return (await clientOf(slack).files.info({ file: id })).file?.mimetype;
}

describe('files', () => {
  const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

  async function upload(slack: SlackStandIn, bytes: string | Buffer, name = 'a.png'): Promise<string> {
    const { body } = await call(slack, 'files.getUploadURLExternal', {
      filename: name,
      length: bytes.length,
    });
    const response = await fetch(String(body.upload_url), {
      method: 'POST',
      body: new Uint8Array(Buffer.from(bytes)),
    });
    expect(response.status).toBe(200);
    return String(body.file_id);
  }

  it("come by the client's own upload as a message of the bot in the thread", async () => {
    const slack = await start();
    const where = thread(slack);
    await clientOf(slack).files.uploadV2({
      channel_id: ARCHITECTURE,
      thread_ts: where.thread_ts,
      file: Buffer.from('<svg/>'),
      filename: 'map.svg',
      alt_text: 'A map',
    });
    await expect
      .poll(() => slack.messages({ channel: ARCHITECTURE }).at(-1))
      .toMatchObject({
        subtype: 'file_share',
        user: 'U0ARCHITECT',
        thread_ts: where.thread_ts,
        files: [{ name: 'map.svg', altText: 'A map', size: 6 }],
      });
    expect(slack.files().map((file) => file.data.toString())).toEqual(['<svg/>']);
    const shown = await fetch(slack.url + slack.files()[0]?.url);
    expect([shown.headers.get('content-type'), await shown.text()]).toEqual(['image/svg+xml', '<svg/>']);
  });

  it('have exactly the announced length', async () => {
    const slack = await start();
    const { body } = await call(slack, 'files.getUploadURLExternal', { filename: 'a.md', length: 3 });
    const response = await fetch(String(body.upload_url), { method: 'POST', body: 'four' });
    expect(response.status).toBe(400);
    const complete = { files: [{ id: body.file_id }], channel_id: ARCHITECTURE };
    expect(await outcome(slack, 'files.completeUploadExternal', complete)).toBe('file_not_found');
  });

  it('are completed once, into a thread whose root is a root', async () => {
    const slack = await start();
    const { thread_ts: root } = thread(slack);
    const reply = slack.say({ user: 'bob', channel: ARCHITECTURE, text: 'reply', thread: root });
    const complete = { files: [{ id: await upload(slack, 'bytes') }], channel_id: ARCHITECTURE };
    const into = (ts: string) =>
      outcome(slack, 'files.completeUploadExternal', { ...complete, thread_ts: ts });
    expect(await into(reply.ts)).toBe('invalid_thread_ts');
    expect(await into(root)).toBe('ok');
    expect(await into(root)).toBe('file_update_failed');
  });

  it('can be shown in a block only when they have been processed', async () => {
    for (const [fileProcessingMs, expected] of [
      [60_000, 'invalid_blocks'],
      [1, 'ok'],
    ] as const) {
      const slack = await start({ timing: { fileProcessingMs } });
      const id = await upload(slack, PNG);
      await call(slack, 'files.completeUploadExternal', { files: [{ id }] });
      if (expected === 'ok') await expect.poll(() => typeOf(slack, id), WAIT).toBe('image/png');
      const blocks = [{ type: 'image', alt_text: 'a', slack_file: { id } }];
      const message = { channel: ARCHITECTURE, text: 'x', blocks };
      expect(await outcome(slack, 'chat.postMessage', message)).toBe(expected);
      expect(slack.messages({ channel: ARCHITECTURE })).toHaveLength(expected === 'ok' ? 1 : 0);
      const shown = await fetch(`${slack.url}/_control/files/${id}/picture`);
      expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG);
    }
  });

  it.each([
    ['that is not there', undefined],
    ['that only bears the name of a picture', 'text'],
    ['of a kind that is no picture to Slack', '<svg/>'],
  ])('cannot be shown in a block: one %s', async (_, bytes) => {
    const slack = await start({ timing: { fileProcessingMs: 1 } });
    const name = bytes === '<svg/>' ? 'a.svg' : 'a.png';
    const id = bytes === undefined ? 'F0NOWHERE' : await upload(slack, bytes, name);
    if (bytes !== undefined) {
      await call(slack, 'files.completeUploadExternal', { files: [{ id }] });
      await expect.poll(() => typeOf(slack, id), WAIT).toMatch(/image/);
    }
    const blocks = [{ type: 'image', alt_text: 'a', slack_file: { id } }];
    const message = { channel: ARCHITECTURE, text: 'x', blocks };
    expect(await outcome(slack, 'chat.postMessage', message)).toBe('invalid_blocks');
    expect(await outcome(slack, 'chat.postEphemeral', { ...message, user: 'U0ADA' })).not.toBe('ok');
  });

  it('are not told of without the scope to read them', async () => {
    const scopes = MANIFEST.oauth_config.scopes.bot.filter((scope) => scope !== 'files:read');
    const manifest = { ...MANIFEST, oauth_config: { scopes: { bot: scopes } } };
    const slack = await start({ app: { ...APP, manifest } });
    const id = await upload(slack, PNG);
    await call(slack, 'files.completeUploadExternal', { files: [{ id }] });
    expect(await outcome(slack, 'files.info', { file: id })).toBe('missing_scope');
  });
});
