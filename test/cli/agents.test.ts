import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'agents-'));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

describe('npm run agents', () => {
  it('lists our architects, id first', async () => {
    const { status, stdout, stderr } = await runCli('agents.ts');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const rows = stdout.trim().split('\n').slice(1);
    expect(rows.map((row) => row.split(/\s{2,}/).slice(0, 3))).toEqual([
      ['backend', 'Backend Microservices Architect', 'sonnet'],
      ['cloudphone', 'Cloud Phone Platform Architect', 'sonnet'],
      ['decomposition', 'Microservices Architect', 'sonnet'],
      ['fastapi', 'FastAPI Microservices Architect', 'haiku'],
      ['faultmaven', 'Microservice Architect', 'sonnet'],
    ]);
  });

  it('exits 0 with warnings and shows where they are', async () => {
    const { status, stdout } = await runCli('agents.ts', ['test/fixtures/agents/foreign']);
    expect(status).toBe(0);
    expect(stdout).toContain('\nplain-command.md:3: warning: ');
  });

  it('exits 1 with an error and still lists the others', async () => {
    await writeFile(path.join(dir, 'bad.md'), '---js\nthrow 1\n---\n');
    await writeFile(path.join(dir, 'good.md'), 'Help.');
    const { status, stdout } = await runCli('agents.ts', [dir]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^good\b/m);
    expect(stdout).toMatch(/^bad\.md:1: error: /m);
  });

  it('exits 66 in one line when the folder is not there', async () => {
    const { status, stdout, stderr } = await runCli('agents.ts', [path.join(dir, 'none')]);
    expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      status: 66,
      stdout: '',
      lines: 1,
    });
  });
});
