import { describe, expect, it } from 'vitest';
import { planReply } from '../../../src/adapters/slack/blocks.ts';
import { createSlackChat } from '../../../src/adapters/slack/chat.ts';
import { createPictures } from '../../../src/adapters/slack/pictures.ts';
import { createSingleWorkspace } from '../../../src/adapters/slack/workspaces.ts';
import type { Fault } from '../../../src/dev/slack/control.ts';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { SAMPLE_DESIGN } from '../../core/design/sample-design.ts';
import { APP, ARCHITECTURE, BOT_TOKEN, MANIFEST, start } from '../../dev/slack/setup.ts';
import { createFakeWords } from '../../fakes/slack-words.ts';
import { unguarded } from '../../fakes/unguarded.ts';
import { UNPACED } from '../../fakes/unpaced.ts';
import { walk } from './check.ts';
import { PICTURE, PNG, present } from './presented.ts';

const TEAM = 'T0LIGHTHOUSE';
const DESIGN = present(SAMPLE_DESIGN, { picture: PICTURE });
const [SCREEN, ...REST] = planReply(DESIGN);
const WAIT = { timeout: 15_000 };
const PIXEL = { name: 'diagram.png', mediaType: 'image/png', content: PNG, encoding: 'base64' as const };

async function inSlack(options: Parameters<typeof start>[0] = {}) {
  const slack = await start(options);
  const workspaces = createSingleWorkspace(BOT_TOKEN, slack.apiUrl, UNPACED);
  const { ts } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: '@Architect design it' });
  const where = {
    platform: 'slack' as const,
    workspaceId: TEAM,
    channelId: ARCHITECTURE,
    direct: false,
    rootId: ts,
  };
  return {
    slack,
    workspaces,
    chat: createSlackChat(workspaces, UNPACED, { words: createFakeWords() }),
    where,
  };
}

/** What the bot has shown: its messages without the person's. */
function shown(slack: SlackStandIn) {
  return slack.messages({ channel: ARCHITECTURE }).filter((message) => message.user === APP.botUserId);
}

function imagesOf(blocks: unknown) {
  return [...walk(blocks)].filter((node) => node.type === 'image');
}

function calls(slack: SlackStandIn, method: string): number {
  return slack.traffic().filter((entry) => entry.name === method).length;
}

function part() {
  if (!SCREEN) throw new Error('no part');
  return SCREEN;
}

describe('the picture of a design', () => {
  it('is shown inside the message, by a file that no other message shows', async () => {
    const { slack, chat, where } = await inSlack();
    await chat.post(where, part(), 'key', unguarded);
    const [message, ...more] = shown(slack);
    expect(more).toEqual([]);
    const [image] = imagesOf(message?.blocks);
    const [file] = slack.files();
    expect(image).toMatchObject({ slack_file: { id: file?.id }, alt_text: PICTURE.altText });
    expect([file?.data.toString('base64'), file?.altText, file?.shares]).toEqual([PNG, PICTURE.altText, []]);
  });

  it('is uploaded once, however often the message is updated', async () => {
    const { slack, chat, where } = await inSlack();
    const ref = await chat.post(
      where,
      { kind: 'message', id: 'm0', content: { text: 'wait', blocks: [] } },
      'key',
      unguarded,
    );
    for (let i = 0; i < 3; i++) await chat.update(where, ref, part(), unguarded);
    expect(slack.files()).toHaveLength(1);
    const [message, ...more] = shown(slack);
    expect(more).toEqual([]);
    expect(imagesOf(message?.blocks)).toMatchObject([{ slack_file: { id: slack.files()[0]?.id } }]);
  });

  it('that is not ready in time is given up', async () => {
    const { workspaces } = await inSlack({ timing: { fileProcessingMs: 60_000 } });
    const pictures = createPictures(50);
    expect(await pictures.prepare(await workspaces.get(TEAM), [PIXEL])).toEqual({
      ids: [undefined],
      isLate: true,
    });
  });

  it.each<[string, Fault[]]>([
    [
      'an upload that fails once',
      [{ method: 'files.getUploadURLExternal', times: 1, kind: { do: 'status', status: 503 } }],
    ],
    ['a lost answer', [{ method: 'files.completeUploadExternal', times: 1, kind: { do: 'drop_after' } }]],
    ['a lost question', [{ method: 'files.info', times: 1, kind: { do: 'drop_before' } }]],
  ])('survives %s', async (_, faults) => {
    const { slack, chat, where } = await inSlack();
    slack.faults.set(faults);
    await chat.post(where, part(), 'key', unguarded);
    expect(imagesOf(shown(slack)[0]?.blocks)).toHaveLength(1);
  });

  it('that Slack is slow to take is said in words for now', async () => {
    const { slack, chat, where } = await inSlack();
    const wait = { kind: 'message' as const, id: 'm0', content: { text: 'wait', blocks: [] } };
    const ref = await chat.post(where, wait, 'key', unguarded);
    slack.faults.set([{ method: 'upload', times: 1, kind: { do: 'delay', ms: 9_000 } }]);
    expect(await chat.update(where, ref, part(), unguarded)).toBe('in-words');
    expect(imagesOf(shown(slack)[0]?.blocks)).toEqual([]);
    expect(await chat.update(where, ref, part(), unguarded)).toBe('whole');
    expect(imagesOf(shown(slack)[0]?.blocks)).toHaveLength(1);
  }, 30_000);

  it.each<[string, Fault[]]>([
    [
      'Slack takes no upload',
      [{ method: 'files.getUploadURLExternal', kind: { do: 'error', error: 'file_upload_disabled' } }],
    ],
    ['the file is gone', [{ method: 'files.info', kind: { do: 'error', error: 'file_not_found' } }]],
    [
      'the message is refused with it',
      [{ method: 'chat.postMessage', times: 1, kind: { do: 'error', error: 'invalid_blocks' } }],
    ],
  ])('is said in words where %s, with all the rest of the message', async (_, faults) => {
    const { slack, chat, where } = await inSlack();
    slack.faults.set(faults);
    const { messageId, channelId } = await chat.post(where, part(), 'key', unguarded);
    const [message] = shown(slack);
    expect(imagesOf(message?.blocks)).toEqual([]);
    slack.faults.set(
      faults.map((fault) =>
        fault.method === 'chat.postMessage' ? { ...fault, method: 'chat.update' } : fault,
      ),
    );
    expect(await chat.update(where, { messageId, channelId }, part(), unguarded)).toBe('whole');
    expect(JSON.stringify(message?.blocks)).toContain(PICTURE.altText);
    for (const type of ['table', 'actions', 'context_actions']) {
      expect([...walk(message?.blocks)].map((node) => node.type)).toContain(type);
    }
  });

  it('is said in words where the app may not read files', async () => {
    const bot = MANIFEST.oauth_config.scopes.bot.filter((scope) => scope !== 'files:read');
    const app = { ...APP, manifest: { ...MANIFEST, oauth_config: { scopes: { bot } } } };
    const { slack, chat, where } = await inSlack({ app });
    await chat.post(where, part(), 'key', unguarded);
    expect(JSON.stringify(shown(slack)[0]?.blocks)).toContain(PICTURE.altText);
  });

  it('stays in the form of the message that old workspaces take', async () => {
    const { slack, chat, where } = await inSlack();
    slack.setOld(true);
    await chat.post(where, part(), 'key', unguarded);
    const [message] = shown(slack);
    expect(imagesOf(message?.blocks)).toHaveLength(1);
    expect([...walk(message?.blocks)].map((node) => node.type)).not.toContain('table');
  });

  it('is said in words to a person alone', async () => {
    const { slack, chat, where } = await inSlack();
    await chat.tell(where, 'U0ADA', DESIGN);
    expect(calls(slack, 'files.getUploadURLExternal')).toBe(0);
    expect(JSON.stringify(slack.ephemerals({ user: 'ada' })[0]?.blocks)).toContain(PICTURE.altText);
  });
});

describe('the files of a design', () => {
  it('all arrive under their names, an empty one as well', async () => {
    const { slack, chat, where } = await inSlack();
    const empty = { name: 'empty.yaml', mediaType: 'application/yaml', content: '' };
    const files = [...DESIGN.files, empty];
    for (const [i, planned] of planReply({ ...DESIGN, files }).entries()) {
      if (planned.kind === 'files') await chat.post(where, planned, `key${i}`, unguarded);
    }
    await expect
      .poll(() => shown(slack).flatMap((message) => (message.files ?? []).map((file) => file.name)), WAIT)
      .toEqual(['diagram-full.png', 'diagram.svg', 'design.md', 'design.zip', 'empty.yaml']);
    const data = new Map(slack.files().map((file) => [file.name, file.data]));
    expect(data.get('design.zip')?.toString('base64')).toBe('UEsFBgAA');
    expect(REST.at(-1)?.kind).toBe('files');
  });
});
