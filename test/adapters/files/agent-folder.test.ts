import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgentFolder } from '../../../src/adapters/files/agent-folder.ts';
import { loadAgents } from '../../../src/core/agents/load-agents.ts';

let root: string;
let dir: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'agents-'));
  dir = path.join(root, 'agents');
  await mkdir(path.join(dir, '_shared'), { recursive: true });
  await writeFile(path.join(root, 'secret.md'), 'SECRET');
  await writeFile(path.join(dir, 'good.md'), '# Good\n\nHelp.');
});

afterEach(() => rm(root, { recursive: true, force: true }));

const load = () => loadAgents(createAgentFolder(dir));

describe('an agent folder', () => {
  it('lists Markdown files of its top level only', async () => {
    await writeFile(path.join(dir, '_shared', 'rules.md'), 'Rules');
    await writeFile(path.join(dir, '.hidden.md'), 'Hidden');
    await writeFile(path.join(dir, 'notes.txt'), 'Notes');
    await mkdir(path.join(dir, 'folder.md'));
    expect(await createAgentFolder(dir).list()).toEqual(['good.md']);
  });

  it('may itself be a link, and links inside of it may point inside', async () => {
    await symlink(path.join(dir, 'good.md'), path.join(dir, 'also.md'));
    await symlink(dir, path.join(root, 'link'));
    const { agents, problems } = await loadAgents(createAgentFolder(path.join(root, 'link')));
    expect(agents.map(({ id }) => id)).toEqual(['also', 'good']);
    expect(problems).toEqual([]);
  });

  it('rejects when it is not there', async () => {
    await expect(loadAgents(createAgentFolder(path.join(root, 'nowhere')))).rejects.toThrow();
  });

  const LEADS_OUT: [string, (bad: string) => Promise<unknown>][] = [
    ['an agent that is a link out of the folder', (bad) => symlink('../secret.md', bad)],
    [
      'a chain of links out of the folder',
      async (bad) => {
        await symlink('../../secret.md', path.join(dir, '_shared', 'one.md'));
        await symlink('_shared/one.md', bad);
      },
    ],
    [
      'an include that is a link out of the folder',
      async (bad) => {
        await symlink('../../secret.md', path.join(dir, '_shared', 'rules.md'));
        await writeFile(bad, '---\nincludes: [_shared/rules.md]\n---\nHelp.');
      },
    ],
    [
      'an include in a linked folder',
      async (bad) => {
        await symlink(root, path.join(dir, '_up'));
        await writeFile(bad, '---\nincludes: [_up/secret.md]\n---\nHelp.');
      },
    ],
    ['a link to a folder', (bad) => symlink(dir, bad)],
    ['a link to itself', (bad) => symlink('bad.md', bad)],
    ['a pipe', async (bad) => execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', bad])],
    [
      'a file of a gigabyte',
      async (bad) => {
        await writeFile(bad, '');
        await truncate(bad, 1024 ** 3);
      },
    ],
  ];

  it.each(LEADS_OUT)('%s: one error, nothing read, the good file loads', async (_name, make) => {
    await make(path.join(dir, 'bad.md'));
    const { agents, problems } = await load();
    expect(agents.map(({ id }) => id)).toEqual(['good']);
    expect(problems).toMatchObject([{ file: 'bad.md', severity: 'error' }]);
    expect(JSON.stringify({ agents, problems })).not.toContain('SECRET');
  });
});
