import { spawnSync } from 'node:child_process';

const BENCHES: Record<string, () => Promise<void>> = {
  ack: async () => (await import('./ack.ts')).ack(),
  'ack-teams': async () => (await import('./ack-teams.ts')).ackTeams(),
  'chaos-big': async () => (await import('./chaos/big.ts')).chaosBig(),
  'chaos-blocked': async () => (await import('./chaos/blocked.ts')).chaosBlocked(),
  'chaos-fuzz': async () => (await import('./chaos/fuzz.ts')).fuzz(),
  'chaos-events': async () => (await import('./chaos/events.ts')).chaosEvents(),
  'chaos-keys': async () => (await import('./chaos/keys.ts')).chaosKeys(),
  'chaos-kills': async () => (await import('./chaos/kills.ts')).chaosKills(),
  'chaos-points': async () => (await import('./chaos/points.ts')).chaosPoints(),
  'chaos-redis': async () => (await import('./chaos/redis.ts')).chaosRedis(),
  'chaos-restarts': async () => (await import('./chaos/restarts.ts')).chaosRestarts(),
  'chaos-slack': async () => (await import('./chaos/slack.ts')).chaosSlack(),
  'chaos-soak': async () => (await import('./chaos/soak.ts')).chaosSoak(),
  digests: async () => (await import('./digests.ts')).digests(),
  pictures: async () => (await import('./pictures.ts')).pictures(),
  receipt: async () => (await import('./receipt.ts')).receipt(),
  route: async () => (await import('./route.ts')).route(),
};

/** Hours of kills, restarts and lost answers: only when they are asked for. */
const isChaos = (name: string) => name.startsWith('chaos-');

/**
 * `npm run bench` runs all but chaos, `npm run bench -- NAME` one, `npm run bench -- chaos` all of chaos. Figures of
 * speed are ratios within one run, never a verdict; a promise that is broken is status 1. Each part has a process of its
 * own, so that none counts what another has loaded.
 */
const asked = process.argv.slice(2);
const all = Object.keys(BENCHES);
const names = asked.flatMap((name) => (name === 'chaos' ? all.filter(isChaos) : [name]));
const unknown = names.find((name) => !(name in BENCHES));
const [only] = names;
if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark ${unknown}: ${['chaos', ...all].join(', ')}.\n`);
  process.exitCode = 64;
} else if (only !== undefined && names.length === 1) {
  await BENCHES[only]?.();
} else {
  for (const name of names.length > 0 ? names : all.filter((name) => !isChaos(name))) {
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', import.meta.filename, name], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
}
