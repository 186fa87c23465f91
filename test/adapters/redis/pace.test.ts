import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeRedis, createPatientRedis } from '../../../src/adapters/redis/connection.ts';
import { createSharedPace } from '../../../src/adapters/redis/pace.ts';
import { createLocalPace } from '../../../src/core/delivery/local-pace.ts';
import type { Pace } from '../../../src/core/delivery/pace.ts';
import { describePace } from '../../core/delivery/pace-contract.ts';
import { testRedisUrl } from '../../fakes/redis.ts';

let connections: [Redis, Redis];
beforeAll(async () => {
  const url = await testRedisUrl();
  connections = [createPatientRedis(url), createPatientRedis(url)];
  await Promise.all(connections.map((redis) => redis.ping()));
});
afterAll(async () => void (await Promise.all(connections.map(closeRedis))));

/** Answers what no shared pace would: so it shows when it is asked. */
const ALONE: Pace = {
  take: async () => ({ waitMs: 77, putOffMs: async () => 0 }),
  spare: async () => true,
  heldMs: async () => 77,
  hold: async () => {},
};

describePace('the pace that processes share through Redis', () => {
  const clock = { now: 1_700_000_000_000 };
  const now = () => clock.now;
  const [first, second] = connections;
  return { processes: [createSharedPace(first, ALONE, now), createSharedPace(second, ALONE, now)], clock };
});

const RATE = { everyMs: 1_050, burst: 3 };
const OPTIONS = { overdraw: 0, mostMs: 30_000 };
const CHANNEL = {
  platform: 'slack' as const,
  workspaceId: 'T-own',
  method: 'chat.postMessage',
  channelId: 'C1',
};
const UPDATES = { platform: 'slack' as const, workspaceId: 'T-own', method: 'chat.update' };

async function useAll(pace: Pace): Promise<void> {
  await pace.take(CHANNEL, RATE, OPTIONS);
  await pace.take(CHANNEL, RATE, { ...OPTIONS, overdraw: 2 });
  await pace.hold(CHANNEL, 2_000);
  await pace.spare(UPDATES, { everyMs: 1_250, burst: 10 }, RATE, 'slack:T-own:C1:1.1');
  await pace.hold({ ...UPDATES, method: 'files.info' }, 1_000);
}

describe('the keys of a pace', () => {
  it('all vanish by themselves, within minutes, by the own clock of Redis', async () => {
    const [redis] = connections;
    await useAll(createSharedPace(redis, ALONE));
    const found = await redis.keys('architect:*T-own*');
    const ttls = await Promise.all(found.map((key) => redis.pttl(key)));
    expect(found).toHaveLength(5);
    expect(Math.min(...ttls)).toBeGreaterThan(0);
    expect(Math.max(...ttls)).toBeLessThanOrEqual(120_000);
  });

  it('of a channel share a hash tag, whatever its id', async () => {
    const [redis] = connections;
    await createSharedPace(redis, ALONE).take({ ...CHANNEL, channelId: 'C}{2' }, RATE, OPTIONS);
    expect(await redis.keys('architect:{slack:T-own:C%7D%7B2}:pace:*')).toHaveLength(1);
  });
});

describe('while Redis', () => {
  const alone = () => createLocalPace(() => 1_000_000);
  const waits = async (pace: Pace) => {
    const turns = [];
    for (let i = 0; i < 5; i++) turns.push(await pace.take(CHANNEL, RATE, OPTIONS));
    return turns.map(({ waitMs }) => waitMs);
  };

  it('is away, each process keeps a pace of its own, and obeys what it was told', async () => {
    const redis = new Redis({ port: 1, lazyConnect: true });
    const pace = createSharedPace(redis, alone());
    expect(await waits(pace)).toEqual([0, 0, 0, 1_050, 2_100]);
    await pace.hold(UPDATES, 9_000);
    expect(await pace.heldMs(UPDATES)).toBe(9_000);
    expect(await pace.spare(UPDATES, RATE, RATE, 'a')).toBe(false);
    redis.disconnect();
  });

  it('does not answer, work goes on, and it is not asked each time', async () => {
    const server = new URL(await testRedisUrl());
    let isMute = false;
    let asked = 0;
    const sockets = new Set<Socket>();
    const between = createServer((client) => {
      const redis = connect(Number(server.port), server.hostname);
      for (const socket of [client, redis]) sockets.add(socket.on('error', () => {}));
      client.on('data', (data) => {
        if (isMute) asked += 1;
        else redis.write(data);
      });
      redis.pipe(client);
    });
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
    const { port } = between.address() as AddressInfo;
    const redis = createPatientRedis(`redis://127.0.0.1:${port}`);
    await redis.ping();
    isMute = true;
    expect(await waits(createSharedPace(redis, alone()))).toEqual([0, 0, 0, 1_050, 2_100]);
    expect(asked).toBe(1);
    redis.disconnect();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => between.close(resolve));
  });

  it('goes away during a wait, the turn is not put off for ever', async () => {
    const redis = createPatientRedis(await testRedisUrl());
    await redis.ping();
    const pace = createSharedPace(redis, ALONE);
    for (let i = 0; i < 3; i++) await pace.take(CHANNEL, RATE, OPTIONS);
    const turn = await pace.take(CHANNEL, RATE, OPTIONS);
    redis.disconnect();
    expect(turn.waitMs).toBeGreaterThan(0);
    expect(await turn.putOffMs()).toBe(0);
  });
});
