import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

describe('npm run route', () => {
  it('answers each line in its order', async () => {
    const input = `\uFEFF${line({ id: 'a', text: 'How do we split our monolith?' })}\r\n${line({ id: 7, text: 'thanks!' })}`;
    const { status, stdout, stderr } = await runCli('route.ts', [], input);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const rows = stdout
      .trim()
      .split('\n')
      .map((row): unknown => JSON.parse(row));
    expect(rows).toEqual([
      { id: 'a', agent: 'decomposition', score: expect.any(Number) },
      { id: 7, agent: 'none', score: expect.any(Number) },
    ]);
  });

  it('names bad lines by their number, answers the others, and exits 65', async () => {
    const input = `{"id":"a"}\nno json\n[]\n${line({ id: 'b', text: 'Kafka consumer lag' })}`;
    const { status, stdout, stderr } = await runCli('route.ts', [], input);
    expect(status).toBe(65);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr.match(/line \d+/g)).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it('is content with no input, and exits 66 without a folder', async () => {
    expect(await runCli('route.ts')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect((await runCli('route.ts', ['/nowhere/agents'])).status).toBe(66);
  });
});
