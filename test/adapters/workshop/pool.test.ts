import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '../../../src/adapters/workshop/pool.ts';
import { toAppError } from '../../../src/core/errors.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const MISBEHAVE = new URL('./threads/misbehave.ts', import.meta.url);
const BROKEN = new URL('./threads/broken.ts', import.meta.url);
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => toAppError(error).code,
  );

const pools: Pool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

function poolOf(
  file: URL,
  options: { timeoutMs?: number; memoryMb?: number; idleMs?: number; mostTasks?: number } = {},
) {
  const pool = createPool(file, { memoryMb: 64, timeoutMs: 20_000, ...options });
  pools.push(pool);
  return pool;
}

describe('a pool of one thread', () => {
  it('answers from TypeScript, and keeps its thread from task to task', async () => {
    const pool = poolOf(MISBEHAVE);
    expect(await pool.run('answer')).toBe('here');
    expect(await pool.run('id')).toBe(await pool.run('id'));
  });

  it('takes a fresh thread after so many tasks, and loses none of them', async () => {
    const pool = poolOf(MISBEHAVE, { mostTasks: 2 });
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => pool.run<number>('id')));
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[1]);
    expect(new Set(ids).size).toBe(3);
  });

  it('rejects a task that never ends, and answers the next one', async () => {
    const pool = poolOf(MISBEHAVE);
    const spun = pool.run('spin', { timeoutMs: 50 });
    const next = pool.run('answer');
    expect(await failure(spun)).toBe('thread-timeout');
    expect(await next).toBe('here');
  });

  it('rejects a task that fills its memory, and answers the next one', async () => {
    const pool = poolOf(MISBEHAVE);
    expect(await failure(pool.run('fill'))).toBe('thread-memory');
    expect(await pool.run('answer')).toBe('here');
  });

  it('blames no other task when a thread that is being ended runs out of memory as well', async () => {
    const pool = poolOf(MISBEHAVE);
    for (const timeoutMs of [40, 120, 200]) {
      expect(await failure(pool.run('fill', { timeoutMs }))).toMatch(/^thread-(timeout|memory)$/);
      expect(await pool.run('answer')).toBe('here');
    }
  });

  it('does not count the time in which others run', async () => {
    const pool = poolOf(MISBEHAVE, { timeoutMs: 2_000 });
    const slow = [1, 2, 3].map(() => pool.run('spin', { timeoutMs: 700 }));
    const last = pool.run('answer');
    expect(await Promise.all(slow.map(failure))).toEqual(Array(3).fill('thread-timeout'));
    expect(await last).toBe('here');
  });

  it('passes on what a task throws, and keeps the thread', async () => {
    const pool = poolOf(MISBEHAVE);
    const id = await pool.run('id');
    expect(await failure(pool.run('throw'))).toBe('thread-failed');
    expect(await pool.run('id')).toBe(id);
  });

  it('says at once when the file of its thread can not be loaded', async () => {
    const pool = poolOf(BROKEN);
    expect(await failure(pool.run('answer'))).toBe('thread-failed');
    expect(await failure(pool.run('answer'))).toBe('thread-failed');
  });

  it('rejects what runs, waits and comes when it is closed', async () => {
    const pool = poolOf(MISBEHAVE);
    await pool.run('answer');
    const running = pool.run('spin');
    const waiting = pool.run('answer');
    await Promise.resolve();
    await pool.close();
    const codes = await Promise.all([running, waiting, pool.run('answer')].map(failure));
    expect(codes).toEqual(['thread-closed', 'thread-closed', 'thread-closed']);
  });

  it('ends the task of whoever gives up, and answers the next one', async () => {
    const pool = poolOf(MISBEHAVE);
    await pool.run('answer');
    const stop = new AbortController();
    const spun = [pool.run('spin', { signal: stop.signal }), pool.run('spin', { signal: stop.signal })];
    const next = pool.run('answer');
    stop.abort();
    expect(await Promise.all(spun.map(failure))).toEqual(['aborted', 'aborted']);
    expect(await next).toBe('here');
  });

  it('says which failure may pass', async () => {
    const pool = poolOf(MISBEHAVE);
    await expect(pool.run('throw')).rejects.toMatchObject({ code: 'thread-failed', retry: 'backoff' });
    await expect(pool.run('spin', { timeoutMs: 20 })).rejects.toMatchObject({ retry: 'never' });
    await pool.close();
    await expect(pool.run('answer')).rejects.toMatchObject({ code: 'thread-closed', retry: 'backoff' });
  });

  it('ends an idle thread, and starts another for the next task', async () => {
    const pool = poolOf(MISBEHAVE, { idleMs: 1 });
    const first = await pool.run('id');
    await expect.poll(() => pool.run('id'), { timeout: 20_000 }).not.toBe(first);
  });

  it('lets a process end that forgot to close it', async () => {
    const pool = path.join(root, 'src/adapters/workshop/pool.ts');
    const code = `import { createPool } from ${JSON.stringify(pool)};
      const pool = createPool(new URL(${JSON.stringify(MISBEHAVE.href)}), { memoryMb: 64, timeoutMs: 20000, idleMs: 600000 });
      process.stdout.write(await pool.run('answer'));`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      cwd: root,
    });
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
    });
    const status = await new Promise((resolve) => child.once('exit', resolve));
    expect({ said, status }).toEqual({ said: 'here', status: 0 });
  });
});
