import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const INSTALL_TIMEOUT_MS = 120_000;

/** Installs Redis where that is ours to do: as root on Debian. Elsewhere, and when it fails, the fallback serves. */
export async function installRedis(): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const options = { timeout: INSTALL_TIMEOUT_MS };
  try {
    await run('apt-get', ['update', '-qq'], options);
    // At this run level the package does not start a server of its own.
    const quiet = ['RUNLEVEL=1', 'DEBIAN_FRONTEND=noninteractive'];
    const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'redis-server'];
    await run('env', [...quiet, ...install], options);
  } catch {
    process.stdout.write('redis-server could not be installed.\n');
  }
}
