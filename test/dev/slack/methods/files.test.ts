import { describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../../src/dev/slack/stand-in.ts';
import { clientOf } from '../client.ts';
import { ARCHITECTURE, call, outcome, start } from '../setup.ts';

function thread(slack: SlackStandIn): { channel: string; thread_ts: string } {
  const { ts } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: '@Architect hello' });
  return { channel: ARCHITECTURE, thread_ts: ts };
}

describe('files', () => {
  async function upload(slack: SlackStandIn, bytes: string, name = 'a.png'): Promise<string> {
    const { body } = await call(slack, 'files.getUploadURLExternal', {
      filename: name,
      length: bytes.length,
    });
    const response = await fetch(String(body.upload_url), { method: 'POST', body: bytes });
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
    const slack = await start({ timing: { fileProcessingMs: 60 } });
    const id = await upload(slack, 'bytes');
    await call(slack, 'files.completeUploadExternal', { files: [{ id }] });
    const blocks = [{ type: 'image', alt_text: 'a', slack_file: { id } }];
    const post = () => outcome(slack, 'chat.postMessage', { channel: ARCHITECTURE, text: 'x', blocks });
    expect(await post()).toBe('invalid_blocks');
    const client = clientOf(slack);
    await expect.poll(async () => (await client.files.info({ file: id })).file?.mimetype).toBe('image/png');
    expect(await post()).toBe('ok');
  });
});
