import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAgentCatalog } from '../../../src/adapters/files/agent-catalog.ts';
import type { AgentProblem } from '../../../src/core/agents/agent.ts';
import type { AgentCatalog } from '../../../src/core/agents/catalog.ts';

let dir: string;
let catalog: AgentCatalog | undefined;
let problems: AgentProblem[];

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'agents-'));
  problems = [];
  await mkdir(path.join(dir, '_shared'));
  await save('one.md', '---\nname: pair\nincludes: [_shared/rules.md]\n---\nFirst.');
  await save('two.md', '---\nname: pair\n---\nSecond.');
  await save('_shared/rules.md', 'Be brief.');
});

afterEach(async () => {
  await catalog?.close();
  catalog = undefined;
  await rm(dir, { recursive: true, force: true });
});

const save = (file: string, text: string) => writeFile(path.join(dir, file), text);
const ids = () => catalog?.list().map(({ id }) => id);
const textOf = (id: string) => catalog?.find(id)?.instructions;
const open = async (pollMs = 50) => {
  catalog = await createAgentCatalog(dir, { onProblem: (problem) => problems.push(problem), pollMs });
  return catalog;
};

describe('the catalog', () => {
  it('rejects a folder that is not there', async () => {
    await expect(createAgentCatalog(path.join(dir, 'none'), { onProblem: () => {} })).rejects.toThrow();
  });

  it('has a saved file soon, without the poll', async () => {
    await open(3_600_000);
    await save('two.md', '---\nname: pair\n---\nSecond, changed.');
    await vi.waitFor(() => expect(textOf('two')).toBe('Second, changed.'), 5_000);
  });

  it('has new files, changed includes, and files that took the place of another', async () => {
    await open();
    const before = catalog?.find('one')?.hash;
    await save('_shared/rules.md', 'Be thorough.');
    await vi.waitFor(() => expect(textOf('one')).toBe('Be thorough.\n\nFirst.'), 5_000);
    expect(catalog?.find('one')?.hash).not.toBe(before);
    await save('new.md.tmp', 'Third.');
    await rename(path.join(dir, 'new.md.tmp'), path.join(dir, 'new.md'));
    await vi.waitFor(() => expect(ids()).toEqual(['new', 'one', 'two']), 5_000);
  });

  it('keeps the last good version of a file that became bad, says so once, and takes it back when mended', async () => {
    await open();
    const good = catalog?.find('one');
    await save('one.md', '---\nmodel: [wrong]\n---\nFirst.');
    await vi.waitFor(() => expect(problems).toHaveLength(1), 5_000);
    await save('two.md', '---\nname: pair\n---\nSecond, changed.');
    await vi.waitFor(() => expect(textOf('two')).toBe('Second, changed.'), 5_000);
    expect(catalog?.find('one')).toEqual(good);
    expect(problems).toMatchObject([{ file: 'one.md', line: 2, severity: 'error' }]);

    await save('one.md', '---\nname: pair\n---\nMended.');
    await vi.waitFor(() => expect(textOf('one')).toBe('Mended.'), 5_000);
    await save('one.md', '---\nmodel: [wrong]\n---\nFirst.');
    await vi.waitFor(() => expect(problems).toHaveLength(2), 5_000);
  });

  it('forgets a file that was removed', async () => {
    await open();
    await rm(path.join(dir, 'two.md'));
    await vi.waitFor(() => expect(ids()).toEqual(['pair']), 5_000);
  });

  it('keeps its agents while the folder is away, and goes on when it is back', async () => {
    await open();
    await rename(dir, `${dir}-away`);
    await vi.waitFor(() => expect(problems).toMatchObject([{ file: '.', severity: 'error' }]), 5_000);
    expect(ids()).toEqual(['one', 'two']);
    await rename(`${dir}-away`, dir);
    await save('two.md', 'Back.');
    await vi.waitFor(
      () => expect(catalog?.list().some(({ instructions }) => instructions === 'Back.')).toBe(true),
      5_000,
    );
  });

  it('gives the same list as long as nothing changes', async () => {
    await open();
    const list = catalog?.list();
    await save('notes.txt', 'not an agent');
    await save('three.md', 'Third.');
    expect(catalog?.list()).toBe(list);
    await vi.waitFor(() => expect(catalog?.list()).not.toBe(list), 5_000);
  });
});
