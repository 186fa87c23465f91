import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/core/chat/command.ts';
import type { Ran } from '../cli/run-cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const APP_ID = '0F5E6A2B-52b6-4c6e-9a9b-7d1c0a5e1c11';
const HOST = 'bot.example.com';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'architect-package-'));
  await cp(path.join(ROOT, 'teams'), path.join(dir, 'teams'), {
    recursive: true,
    filter: (file) => !file.endsWith('.zip'),
  });
});

afterEach(() => rm(dir, { recursive: true, force: true }));

/** As `npm run teams:package` does, in a folder of its own and with no other environment than that. */
function run(args: string[] = [], env: Record<string, string> = {}): Promise<Ran> {
  const script = path.join(ROOT, 'src/dev/teams-package.ts');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script, ...args], {
      cwd: dir,
      env: { PATH: process.env.PATH, ...env },
    });
    const ran: Ran = { status: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      ran.stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      ran.stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ ...ran, status }));
  });
}

async function unpack(file: string) {
  const files = unzipSync(await readFile(path.join(dir, file)));
  const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json']));
  return { names: Object.keys(files).sort(), files, manifest };
}

async function editManifest(edit: (text: string) => string): Promise<void> {
  const file = path.join(dir, 'teams/manifest.json');
  await writeFile(file, edit(await readFile(file, 'utf8')));
}

const expectOneLine = ({ stdout, stderr }: Ran, ...words: string[]) => {
  expect(stdout).toBe('');
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  for (const word of words) expect(stderr).toContain(word);
};

describe('the app package', () => {
  it('holds the manifest of that bot on that host, and both icons as they are', async () => {
    const ran = await run(['--app-id', APP_ID, '--host', HOST, '--out', 'app.zip']);
    expect(ran).toEqual({ status: 0, stdout: 'app.zip\n', stderr: '' });

    const { names, files, manifest } = await unpack('app.zip');
    expect(names).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(manifest.id).toBe(APP_ID.toLowerCase());
    expect(manifest.bots[0].botId).toBe(APP_ID.toLowerCase());
    expect(manifest.validDomains).toEqual([HOST]);
    expect(manifest.developer.websiteUrl).toBe(`https://${HOST}/`);
    for (const icon of ['color.png', 'outline.png']) {
      expect(Buffer.from(files[icon] ?? []).equals(await readFile(path.join(ROOT, 'teams', icon)))).toBe(
        true,
      );
    }
  });

  it('takes the bot and the host from the environment', async () => {
    const ran = await run([], { MicrosoftAppId: APP_ID, PUBLIC_URL: `https://${HOST}:8443/architect` });
    expect(ran).toEqual({ status: 0, stdout: `${path.join('teams', 'architect.zip')}\n`, stderr: '' });
    const { manifest } = await unpack('teams/architect.zip');
    expect([manifest.bots[0].botId, manifest.validDomains]).toEqual([APP_ID.toLowerCase(), [HOST]]);
  });

  it('asks for nothing but a bot that is mentioned: no permission, no sign-in', async () => {
    await run(['--app-id', APP_ID, '--host', HOST]);
    const { manifest } = await unpack('teams/architect.zip');
    expect(manifest.bots[0]).toMatchObject({
      scopes: ['personal', 'team', 'groupChat'],
      supportsFiles: true,
    });
    for (const asked of ['authorization', 'permissions', 'webApplicationInfo', 'devicePermissions']) {
      expect(manifest).not.toHaveProperty(asked);
    }
  });

  it.each([
    ['an unknown option', ['--app', APP_ID], 64, ['usage']],
    ['an option without its value', ['--host'], 64, ['usage']],
    ['an id that is none', ['--app-id', 'architect', '--host', HOST], 64, ['--app-id']],
    ['an address for a host', ['--app-id', APP_ID, '--host', `https://${HOST}/`], 64, ['--host']],
    ['a host of this machine', ['--app-id', APP_ID, '--host', 'localhost'], 64, ['--host']],
    ['no id at all', ['--host', HOST], 78, ['MicrosoftAppId']],
    ['no host at all', ['--app-id', APP_ID], 78, ['PUBLIC_URL']],
    [
      'a folder that is not there',
      ['--app-id', APP_ID, '--host', HOST, '--out', 'no/a.zip'],
      73,
      ['no/a.zip'],
    ],
  ])('%s is refused with a line', async (_, args, status, words) => {
    const ran = await run(args);
    expect(ran.status).toBe(status);
    expectOneLine(ran, ...words);
  });

  it.each([
    [
      'a word of Teams that is no such',
      (text: string) => text.replace('"groupChat"', '"groupchat"'),
      '/bots/0/scopes/2',
    ],
    [
      'a short description that is long',
      (text: string) => text.replace('Answers', 'Answers '.repeat(12)),
      '/description/short',
    ],
    [
      'a field that is not known',
      (text: string) => text.replace('"version"', '"versions"'),
      'teams/manifest.json',
    ],
    [
      'a version that there is not',
      (text: string) => text.replace('"manifestVersion": "1.25"', '"manifestVersion": "0.9"'),
      'manifestVersion',
    ],
    ['a place that nothing fills', (text: string) => text.replace('BOT_ID', 'BOT'), '{{BOT}}'],
    ['no JSON', (text: string) => text.slice(1), 'no JSON'],
  ])('a manifest with %s is refused, and nothing is written', async (_, edit, word) => {
    await editManifest(edit);
    const ran = await run(['--app-id', APP_ID, '--host', HOST]);
    expect(ran.status).toBe(65);
    expectOneLine(ran, word);
    await expect(readFile(path.join(dir, 'teams/architect.zip'))).rejects.toThrow();
  });

  it('is refused with an icon of another size', async () => {
    await cp(path.join(dir, 'teams/color.png'), path.join(dir, 'teams/outline.png'));
    const ran = await run(['--app-id', APP_ID, '--host', HOST]);
    expect(ran.status).toBe(65);
    expectOneLine(ran, 'outline.png', '32');
  });
});

describe('the command menu', () => {
  it('offers nothing that the bot does not take', async () => {
    const manifest = JSON.parse(await readFile(path.join(ROOT, 'teams/manifest.json'), 'utf8'));
    const kinds = manifest.bots[0].commandLists.map(({ commands }: { commands: { title: string }[] }) =>
      commands.map(({ title }) => [title, parseCommand(title, 'chat').kind]),
    );
    const [personal, shared] = kinds.map((list: [string, string][]) => Object.fromEntries(list));
    const words = {
      agents: 'agents',
      help: 'help',
      digest: 'digest',
      status: 'status',
      stop: 'stop',
      retry: 'retry',
      skip: 'skip',
    };
    // Chosen from the menu, these two are completed before they are sent.
    const begun = { use: 'usage', choose: 'usage' };
    const question = { 'Design a food delivery platform for one city': 'ask' };
    expect(personal).toEqual({ ...question, ...words, ...begun });
    expect(shared).toEqual({ ...question, ...words, ...begun });
  });
});

describe('the outline icon', () => {
  it('is white on nothing', async () => {
    const png = (await readFile(path.join(ROOT, 'teams/outline.png'))).toString('base64');
    const image = `<image width="32" height="32" href="data:image/png;base64,${png}"/>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">${image}</svg>`;
    const { pixels } = new Resvg(svg).render();
    const kinds = new Set<string>();
    for (let i = 0; i < pixels.length; i += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(i, i + 4);
      // Colours are given as they are, or weighed with their opacity.
      const isWhite = red === green && green === blue && (red === alpha || red === 255);
      kinds.add(alpha === 0 ? 'nothing' : isWhite ? 'white' : `${red} ${green} ${blue} ${alpha}`);
    }
    expect([...kinds].sort()).toEqual(['nothing', 'white']);
  });
});
