import { type EverythingOptions, runEverything } from '../../chaos/slack-everything.ts';
import { type CellPlan, type CellResult, FAULTS } from '../../chaos/slack-faults.ts';

/** Each Slack call of a full run meets each fault, once and twice in a row; what people see must be the same. */
export async function chaosSlack(options: EverythingOptions = {}): Promise<void> {
  const startedAt = performance.now();
  let planned = 0;
  const choose = (cells: CellPlan[]) => {
    const chosen = (options.choose ?? withoutRepetition)(cells);
    planned = chosen.length;
    return chosen;
  };
  process.stdout.write('slack: every call of a full run, with every fault\n');
  const results = await runEverything({
    ...options,
    choose,
    onResult: (result) => {
      for (const problem of result.problems) process.stdout.write(`  ! ${nameOf(result)}: ${problem}\n`);
    },
  });
  const met = results.filter(({ isMet }) => isMet);
  const count = (of: readonly CellResult[], is: RegExp) =>
    of.filter(({ problems }) => problems.some((problem) => is.test(problem))).length;
  const lines: [string, string | number][] = [
    ['calls', new Set(met.map(({ run, method, index }) => `${run} ${method} ${index}`)).size],
    ['methods', new Set(met.map(({ method }) => method)).size],
    ['runs', results.length],
    ['runs-that-met-their-fault', met.length],
    ['lost', count(results, /^lost|never/)],
    ['doubled', count(results, /^doubled/)],
    ['other-problems', count(results, /^(?!lost|doubled)(?!.*never)/)],
    ['took', `${((performance.now() - startedAt) / 1000).toFixed(0)} s`],
  ];
  for (const [name, value] of lines) process.stdout.write(`  ${name} ${value}\n`);
  for (const fault of Object.keys(FAULTS)) {
    const own = met.filter((result) => result.fault === fault);
    const bad = own.filter(({ problems }) => problems.length > 0).length;
    process.stdout.write(`  ${fault.replaceAll(' ', '-')} ${own.length - bad} of ${own.length} as ever\n`);
  }
  const isBroken = results.some(({ problems }) => problems.length > 0);
  if (isBroken || results.length < planned) process.exitCode = 1;
}

/** A design has many uploads that differ in nothing: of these every third meets a fault twice in a row. */
const UPLOADS = new Set(['upload', 'files.getUploadURLExternal']);

function withoutRepetition(cells: CellPlan[]): CellPlan[] {
  return cells.filter(({ method, times, index }) => times === 1 || !UPLOADS.has(method) || index % 3 === 0);
}

const nameOf = ({ run, method, index, fault, times }: CellPlan): string =>
  `${run} run, ${method} no. ${index + 1}, ${fault}${times > 1 ? ` ${times} times` : ''}`;
