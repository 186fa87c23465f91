import { spawn } from 'node:child_process';

export type Ran = { status: number | null; stdout: string; stderr: string };

/** Runs a command of `src/cli` as package.json does. */
export function runCli(
  file: string,
  args: string[] = [],
  input = '',
  env: Record<string, string> = {},
): Promise<Ran> {
  const root = new URL('../..', import.meta.url).pathname;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', `src/cli/${file}`, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
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
    child.stdin.end(input);
  });
}
