import { afterEach, describe, expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { LOCAL_APP, startLocalSlack } from '../../src/dev/local-slack.ts';
import { freePort } from '../../src/dev/redis.ts';
import { createAppServices } from '../../src/services.ts';
import { shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

const releases: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

/** An app whose Redis is not there. */
async function startWithoutRedis() {
  const slack = await startLocalSlack({ limits: 'off', timing: { retryDelaysMs: [] } });
  releases.push(slack.close);
  const config = parseConfig(
    {
      PORT: '0',
      HOST: '127.0.0.1',
      REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: LOCAL_APP.botToken,
      SLACK_SIGNING_SECRET: LOCAL_APP.signingSecret,
      LOG_LEVEL: 'silent',
    },
    'app',
  );
  const services = await createAppServices(config);
  const app = await startApp(services);
  releases.push(services.close, app.close);
  slack.setRequestUrl(`http://127.0.0.1:${app.port}/slack/events`);
  return { slack, port: app.port };
}

describe('while Redis is away', () => {
  it('a command is answered privately within 2 s that nothing was kept', async () => {
    const { slack } = await startWithoutRedis();
    const started = performance.now();
    await slack.command({
      user: 'ada',
      channel: 'architecture',
      command: '/architect',
      text: 'design an order service',
    });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(slack.ephemerals({ user: 'ada' }).some((m) => shows(m, /nothing was kept/))).toBe(true);
    expect(slack.messages({ channel: 'architecture' })).toEqual([]);
  });

  it('a mention is not acknowledged, and its author is told so', async () => {
    const { slack } = await startWithoutRedis();
    slack.say({ user: 'ada', channel: 'architecture', text: '@Architect design an order service' });
    await until(
      () => slack.ephemerals({ user: 'ada' }).some((m) => shows(m, /could not take this in/)),
      'the word',
      2_000,
    );
    const deliveries = slack.traffic().filter((t) => t.direction === 'to-app');
    expect(deliveries.every((t) => !t.ok)).toBe(true);
  });

  it('the process lives, and says that it is not ready', async () => {
    const { port } = await startWithoutRedis();
    const [health, ready] = await Promise.all(
      ['healthz', 'readyz'].map((path) => fetch(`http://127.0.0.1:${port}/${path}`)),
    );
    expect([health?.status, ready?.status]).toEqual([200, 503]);
  });
});
