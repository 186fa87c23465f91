import { startDevRedis } from '../../src/dev/redis.ts';
import { TENANT } from '../../src/dev/teams/default-world.ts';
import { startTeamsStandIn } from '../../src/dev/teams/stand-in.ts';
import { startAppProcess } from '../fakes/processes.ts';
import { openLoop } from './load.ts';

const PEOPLE = 200;
const RATE = 100;
const FOR_MS = 10_000;
/** Of a process that has just started, the first ones tell nothing. */
const WARMUP_MS = 3_000;
/** Teams is answered within this time, whatever follows from what somebody said. */
const WITHIN_MS = 250;

/**
 * How fast words in Teams are acknowledged: they are parsed, their author is looked up (once a person), and kept, before
 * the answer. Without credentials, as no key of Microsoft's can be had here; what a signature adds is measured by itself.
 */
export async function ackTeams(): Promise<void> {
  const redis = await startDevRedis({ appendOnly: true });
  const handles = Array.from({ length: PEOPLE }, (_, i) => `person${i}`);
  const people = handles.map((handle) => ({ handle, name: `A person, ${handle}` }));
  const teams = await startTeamsStandIn({
    limits: 'off',
    bot: { anonymous: true },
    world: { tenants: [{ id: TENANT, domain: 'lighthouse.example', people }] },
  });
  const app = await startAppProcess({
    HOST: '127.0.0.1',
    REDIS_URL: redis.url,
    TEAMS_ANONYMOUS: 'true',
    SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
    LOG_LEVEL: 'error',
  });
  try {
    teams.setBotUrl(`${app.url}/api/messages`);
    const took: number[] = [];
    const off = teams.onEvent((event) => {
      if (event.kind === 'traffic' && event.entry.direction === 'to-app') took.push(event.entry.ms);
    });
    const say = async (i: number) => {
      const text = `design a food delivery platform for city ${i}`;
      const { id } = teams.conversation({ user: handles[i % PEOPLE] ?? '' });
      const person = teams.person(handles[i % PEOPLE] ?? '');
      const ack = await teams.deliver({
        type: 'message',
        id: `${1_700_000_000_000 + i}`,
        timestamp: new Date().toISOString(),
        channelId: 'msteams',
        serviceUrl: teams.serviceUrl,
        from: { id: person.id, name: person.name },
        recipient: { id: `28:${teams.bot.appId}`, name: 'Architect' },
        conversation: { id, tenantId: TENANT, conversationType: 'personal' },
        text,
        textFormat: 'plain',
      });
      return ack.kind === 'answered' && ack.status === 200;
    };
    let said = 0;
    await openLoop(() => say(said++), RATE, WARMUP_MS);
    took.length = 0;
    const { p50, p99, failed } = await openLoop(() => say(said++), RATE, FOR_MS);
    off();
    const slowest = Math.max(...took);
    process.stdout.write(`\nack-teams: words of ${PEOPLE} people at ${RATE}/s, ${redis.name}\n`);
    process.stdout.write('| p50 ms | p99 ms | slowest ms | failed |\n|---|---|---|---|\n');
    process.stdout.write(`| ${[p50, p99, slowest].map((ms) => ms.toFixed(1)).join(' | ')} | ${failed} |\n`);
    if (failed > 0 || p99 > WITHIN_MS) process.exitCode = 1;
  } finally {
    app.child.kill('SIGTERM');
    await teams.close();
    await redis.close();
  }
}
