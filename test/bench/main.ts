import { spawnSync } from 'node:child_process';

const BENCHES: Record<string, () => Promise<void>> = {
  ack: async () => (await import('./ack.ts')).ack(),
  pictures: async () => (await import('./pictures.ts')).pictures(),
  receipt: async () => (await import('./receipt.ts')).receipt(),
  route: async () => (await import('./route.ts')).route(),
};

/**
 * `npm run bench` runs all, `npm run bench -- NAME` one. Figures are ratios within one run, never a verdict. Each part
 * has a process of its own, so that none counts what another has loaded.
 */
const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in BENCHES));
const [only] = names;
if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark ${unknown}: ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exitCode = 64;
} else if (only !== undefined && names.length === 1) {
  await BENCHES[only]?.();
} else {
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', import.meta.filename, name], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
}
