import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import { freePort } from './redis.ts';

/** Its licence allows to evaluate it and not to hand it on, so npx gets it when it is asked for. */
const COMMAND = ['npx', '--yes', '@microsoft/m365agentsplayground@0.2.28'];
/** It is 15 MB, which a slow line may take a while for. */
const UP_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 250;
const END_WITHIN_MS = 5_000;

/** `failed`: npx could not get it, or it ended. */
type Start = { kind: 'up'; url: string } | { kind: 'failed' } | { kind: 'closed' };

export type AgentsPlayground = {
  /** Settles once it answers, or never will. Never rejects. */
  start: Promise<Start>;
  /** Ends it and all that it started. */
  close(): Promise<void>;
};

/**
 * The Microsoft 365 Agents Playground, a Teams of this machine alone, whose people write to the bot at `endpoint`. It
 * comes up on its own time: nothing else has to wait for it.
 */
export async function startAgentsPlayground(
  endpoint: string,
  [program = '', ...before]: readonly string[] = COMMAND,
): Promise<AgentsPlayground> {
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), 'architect-teams-'));
  await writeFile(join(dir, '.m365agentsplayground.yml'), stringify(WORLD));
  const args = [...before, '-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
  // npx runs it as a child of its own, so the whole group is what has to end.
  const child = spawn(program, args, { cwd: dir, stdio: 'ignore', detached: true });
  let isClosed = false;
  const over = new AbortController();
  const kill = () => signalGroup(child, 'SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').then(
    () => over.abort(),
    () => over.abort(),
  );
  const url = `http://127.0.0.1:${port}`;
  return {
    start: waitUntilUp(url, over.signal).then((isUp): Start => {
      if (isClosed) return { kind: 'closed' };
      return isUp ? { kind: 'up', url } : { kind: 'failed' };
    }),
    async close() {
      isClosed = true;
      over.abort();
      await endGroup(child);
      await ended;
      process.removeListener('exit', kill);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function waitUntilUp(url: string, signal: AbortSignal): Promise<boolean> {
  const lateAt = performance.now() + UP_WITHIN_MS;
  while (!signal.aborted && performance.now() < lateAt) {
    const answers = await fetch(url, { signal }).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return true;
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
  return false;
}

async function endGroup(child: ChildProcess): Promise<void> {
  const killAt = performance.now() + END_WITHIN_MS;
  for (let isThere = signalGroup(child, 'SIGTERM'); isThere; isThere = signalGroup(child, 0)) {
    if (performance.now() > killAt) {
      signalGroup(child, 'SIGKILL');
      return;
    }
    await wait(50);
  }
}

/** Whether there was anybody left to be told. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

const TENANT = '7d1c0a5e-52b6-4c6e-9a9b-0f5e6a2b1c01';

/** With another number of `users` than five, or of channels than one, it ends without a word. */
const WORLD = {
  version: '0.1.1',
  tenantId: TENANT,
  bot: { id: '7d1c0a5e-52b6-4c6e-9a9b-0f5e6a2b1c11', name: 'Architect' },
  currentUser: person(0, 'Ada', 'Moreno'),
  users: [
    person(1, 'Bob', 'Lindqvist'),
    person(2, 'Chen', 'Wei'),
    person(3, 'Dana', 'Okafor'),
    person(4, 'Gus', 'Brandt'),
    person(5, 'Eve', 'Novak'),
  ],
  personalChat: { id: 'personal-chat' },
  groupChat: { id: 'planning-chat', name: 'Planning' },
  team: {
    id: 'lighthouse-team',
    name: 'Lighthouse',
    aadGroupId: '7d1c0a5e-52b6-4c6e-9a9b-0f5e6a2b1c21',
    channels: [{ id: 'architecture-channel', name: 'architecture' }],
  },
};

function person(number: number, givenName: string, surname: string) {
  const email = `${givenName.toLowerCase()}@lighthouse.example`;
  return {
    id: `user-${number}`,
    name: `${givenName} ${surname}`,
    // Its own spelling.
    userPrincipleName: email,
    aadObjectId: `7d1c0a5e-52b6-4c6e-9a9b-0f5e6a2b1c3${number}`,
    givenName,
    surname,
    email,
  };
}
