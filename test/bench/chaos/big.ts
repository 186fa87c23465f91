import { type Big, type BigOptions, bigInputs } from '../../chaos/big-inputs.ts';

/** What a hostile or a very busy person may cost, over what the processes had before. */
const MOST_MB = 64;

/** Memory of an app and a worker under inputs that are as big, and as many, as a platform lets through. */
export async function chaosBig(options: BigOptions = {}): Promise<void> {
  process.stdout.write('big: memory over the baseline at its peak, in one app and one worker\n');
  const onResult = ({ name, appMb, workerMb, problems, tookMs }: Big) => {
    const took = `${(tookMs / 1000).toFixed(0)} s`;
    process.stdout.write(
      `  ${name} app +${appMb.toFixed(0)} MB, worker +${workerMb.toFixed(0)} MB, ${took}\n`,
    );
    for (const problem of problems) process.stdout.write(`  ! ${problem}\n`);
    if (problems.length > 0 || Math.max(appMb, workerMb) > MOST_MB) process.exitCode = 1;
  };
  await bigInputs({ ...options, onResult });
}
