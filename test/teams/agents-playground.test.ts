import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startAgentsPlayground } from '../../src/dev/agents-playground.ts';

const ENDPOINT = 'http://127.0.0.1:3978/api/messages';

/** As npx does: the server is a child of what was started. It tells what it was started with. */
const SERVER = `
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
const [mode, ...args] = process.argv.slice(2);
if (mode === 'parent') spawn(process.execPath, [import.meta.filename, 'child', ...args], { stdio: 'ignore' });
else {
  const config = readFileSync('.m365agentsplayground.yml', 'utf8');
  const answer = JSON.stringify({ args, config, folder: process.cwd() });
  createServer((_, res) => res.end(answer)).listen(Number(args[args.indexOf('-p') + 1]), '127.0.0.1');
}
setInterval(() => {}, 1000);
`;

let dir: string;

async function program(source: string): Promise<string[]> {
  const file = path.join(dir, 'program.mjs');
  await writeFile(file, source);
  return [process.execPath, file];
}

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'architect-playground-test-'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

describe('the Teams playground', () => {
  it('speaks to the bot with the people that it insists on, and ends with all its processes and files', async () => {
    const playground = await startAgentsPlayground(ENDPOINT, [...(await program(SERVER)), 'parent']);
    try {
      const start = await playground.start;
      if (start.kind !== 'up') throw new Error(`it is ${start.kind}`);
      const told = (await (await fetch(start.url)).json()) as {
        args: string[];
        config: string;
        folder: string;
      };
      expect(told.args).toEqual(
        expect.arrayContaining(['-e', ENDPOINT, '-c', 'msteams', '--disable-telemetry']),
      );
      const { users, team, currentUser } = parse(told.config);
      expect([users.length, team.channels.length]).toEqual([5, 1]);
      const ids = [currentUser, ...users].map(({ aadObjectId }) => aadObjectId);
      expect(new Set(ids).size).toBe(6);

      await playground.close();
      await expect(fetch(start.url)).rejects.toThrow();
      expect(told.folder).not.toBe(process.cwd());
      await expect(writeFile(path.join(told.folder, 'x'), '')).rejects.toThrow();
    } finally {
      await playground.close();
    }
  });

  it('that ends at once has failed', async () => {
    const playground = await startAgentsPlayground(ENDPOINT, await program('process.exitCode = 1;'));
    expect(await playground.start).toEqual({ kind: 'failed' });
    await playground.close();
  });

  it('whose program is not there has failed', async () => {
    const playground = await startAgentsPlayground(ENDPOINT, [path.join(dir, 'no-such-program')]);
    expect(await playground.start).toEqual({ kind: 'failed' });
    await playground.close();
  });

  it('that is closed before it is up says so, and not that it failed', async () => {
    const playground = await startAgentsPlayground(ENDPOINT, await program('setInterval(() => {}, 1000);'));
    await playground.close();
    expect(await playground.start).toEqual({ kind: 'closed' });
  });
});
