/** Loaded one by one: what one of them needs is no part of another's memory. */
const BENCHES: Record<string, () => Promise<void>> = {
  ack: async () => (await import('./ack.ts')).ack(),
  pictures: async () => (await import('./pictures.ts')).pictures(),
  receipt: async () => (await import('./receipt.ts')).receipt(),
  route: async () => (await import('./route.ts')).route(),
};

/** `npm run bench` runs all, `npm run bench -- NAME` one. Figures are ratios within one run, never a verdict. */
const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark ${unknown}: ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exitCode = 64;
} else {
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) await BENCHES[name]?.();
}
