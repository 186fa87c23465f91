import { quantile } from '../load.ts';

/** Lines of `name value` under a heading. */
export function print(heading: string, lines: readonly [string, string | number][]): void {
  process.stdout.write(`${heading}\n`);
  for (const [name, value] of lines) process.stdout.write(`  ${name} ${value}\n`);
}

/** Of times in milliseconds. */
export function spread(name: string, times: readonly number[]): [string, string | number][] {
  const sorted = times.toSorted((a, b) => a - b);
  if (sorted.length === 0) return [];
  return [
    [`${name}-p50-ms`, Math.round(quantile(sorted, 0.5))],
    [`${name}-p99-ms`, Math.round(quantile(sorted, 0.99))],
    [`${name}-max-ms`, Math.round(sorted.at(-1) ?? 0)],
  ];
}

/** What is wrong, a line each; anything makes the part fail. */
export function complain(problems: readonly string[]): void {
  for (const problem of problems.slice(0, 50)) process.stdout.write(`  ! ${problem}\n`);
  if (problems.length > 50) process.stdout.write(`  ! and ${problems.length - 50} more\n`);
  if (problems.length > 0) process.exitCode = 1;
}
