import { afterEach, describe, expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { LOCAL_APP, startLocalSlack } from '../../src/dev/local-slack.ts';
import { createAppServices } from '../../src/services.ts';
import { lookInto } from '../chaos/redis-state.ts';
import { type Delays, startSlowProxy } from '../chaos/slow-proxy.ts';
import { testRedisUrl } from '../fakes/redis.ts';
import { shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

const releases: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

/** An app with a slow network in front of its Redis. */
async function startFar() {
  const redisUrl = new URL(await testRedisUrl());
  const proxy = await startSlowProxy(Number(redisUrl.port));
  const slack = await startLocalSlack({ limits: 'off', timing: { retryDelaysMs: [] } });
  const config = parseConfig(
    {
      PORT: '0',
      HOST: '127.0.0.1',
      REDIS_URL: `redis://127.0.0.1:${proxy.port}${redisUrl.pathname}`,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: LOCAL_APP.botToken,
      SLACK_SIGNING_SECRET: LOCAL_APP.signingSecret,
      LOG_LEVEL: 'silent',
    },
    'app',
  );
  const services = await createAppServices(config);
  const app = await startApp(services);
  const inside = await lookInto(redisUrl.href);
  releases.push(inside.close, proxy.close, slack.close, services.close, app.close);
  slack.setRequestUrl(`http://127.0.0.1:${app.port}/slack/events`);
  const command = (text: string) =>
    slack.command({ user: 'ada', channel: 'architecture', command: '/architect', text });
  // Who somebody is, and the scripts, are known from here on.
  await until(async () => {
    await command('@backend warm up the kitchen service');
    return (await inside.threads()).length > 0;
  }, 'a command to be kept');
  return {
    slow: (delays: Delays) => proxy.slow(delays),
    command,
    told: (words: RegExp) => slack.ephemerals({ user: 'ada' }).some((m) => shows(m, words)),
    isKept: async (words: string) => (await inside.threads()).some((state) => state.includes(words)),
  };
}

describe('while Redis answers too late', () => {
  it.each<[string, Delays]>([
    ['to everything', { replyMs: 2_500 }],
    ['both ways', { requestMs: 1_200, replyMs: 1_200 }],
  ])('%s, a command is refused, and nothing comes of it', async (_name, delays) => {
    const far = await startFar();
    far.slow(delays);
    // A command right after a prompt answer is sent all the same, and its sender told that it is not sure.
    let attempt = 0;
    await until(async () => {
      attempt += 1;
      await far.command(`@backend design the service number ${attempt}.`);
      return far.told(/nothing was kept/);
    }, 'a command to be refused');
    far.slow({});
    await until(async () => {
      await far.command('@backend design the accepted service');
      return far.isKept('accepted service');
    }, 'a later command to be kept');
    expect(await far.isKept(`service number ${attempt}.`)).toBe(false);
  });

  it('to a change alone, the sender is told that it is not sure, and then that it was kept', async () => {
    const far = await startFar();
    far.slow({ changedMs: 2_500 });
    await far.command('@backend design the doubtful service');
    expect(far.told(/not sure yet/)).toBe(true);
    await until(() => far.told(/I have what you sent/), 'the word');
    expect(await far.isKept('doubtful service')).toBe(true);
  });

  it('and a change comes to it too late, the sender is told that it was not kept, and it was not', async () => {
    const far = await startFar();
    far.slow({ changeMs: 2_500 });
    await far.command('@backend design the doubtful service');
    expect(far.told(/not sure yet/)).toBe(true);
    await until(() => far.told(/was not kept. Please send it again/), 'the word');
    expect(await far.isKept('doubtful service')).toBe(false);
  });
});
