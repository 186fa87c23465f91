import { type KeysOptions, watchKeys } from '../../chaos/keys.ts';

/** What is left in Redis once the retention times, set to seconds, are over. */
export async function chaosKeys({ keepMs = 60_000, ...options }: KeysOptions = {}): Promise<void> {
  const { deeds, problems, full, left, eternal, more } = await watchKeys({
    keepMs,
    goneWithinMs: 3 * keepMs,
    ...options,
  });
  const total = ({ counts }: typeof full) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const lines: [string, string | number][] = [
    ['deeds', deeds],
    ['kept-for', `${keepMs / 1000} s`],
    ['keys-when-all-was-done', total(full)],
    ['kinds-when-all-was-done', full.counts.size],
    ['keys-at-the-end', total(left)],
    ['kinds-that-grew', more.length],
    ['kinds-without-time-to-live', eternal.length],
  ];
  process.stdout.write('keys: what stays in Redis of conversations whose time is over\n');
  for (const [name, value] of lines) process.stdout.write(`  ${name} ${value}\n`);
  for (const line of [...problems, ...eternal, ...more]) process.stdout.write(`  ! ${line}\n`);
  if (problems.length + eternal.length + more.length > 0) process.exitCode = 1;
}
