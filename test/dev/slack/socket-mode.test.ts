import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { connect, eventsOf } from './app-side.ts';
import { APP_TOKEN, ARCHITECTURE, call, start } from './setup.ts';

describe('Socket Mode', () => {
  it('hands each payload to one of two connections, in turn', async () => {
    const slack = await start();
    const [one, two] = [await connect(slack), await connect(slack)];
    for (let count = 0; count < 6; count += 1) {
      slack.say({ user: 'ada', channel: ARCHITECTURE, text: `message ${count}` });
    }
    await expect.poll(() => eventsOf(one.got).length + eventsOf(two.got).length).toBe(6);
    const texts = [...eventsOf(one.got), ...eventsOf(two.got)].map(
      (envelope) => envelope.payload?.event?.text,
    );
    expect(new Set(texts).size).toBe(6);
    expect(eventsOf(one.got)).toHaveLength(3);
  });

  it('sends an event again that is not acknowledged, with the number and the reason', async () => {
    const slack = await start({ timing: { ackTimeoutMs: 30, retryDelaysMs: [5, 5, 5] } });
    const { got } = await connect(slack, false);
    slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'hello' });
    await expect.poll(() => eventsOf(got).length).toBe(4);
    expect(eventsOf(got).map((envelope) => envelope.retry_attempt)).toEqual([0, 1, 2, 3]);
    expect(eventsOf(got).map((envelope) => envelope.retry_reason)).toEqual([
      '',
      'timeout',
      'timeout',
      'timeout',
    ]);
    expect(new Set(eventsOf(got).map((envelope) => envelope.payload?.event_id)).size).toBe(1);
  });

  it('gives what a lost connection had not acknowledged to the next one', async () => {
    const slack = await start();
    const dying = await connect(slack, false);
    slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'hello' });
    await expect.poll(() => eventsOf(dying.got).length).toBe(1);
    const next = await connect(slack);
    dying.socket.terminate();
    await expect
      .poll(() => eventsOf(next.got))
      .toMatchObject([{ retry_attempt: 1, retry_reason: 'connection_failed' }]);
  });

  it('sends nothing more over a connection it asked to reconnect', async () => {
    const slack = await start();
    const old = await connect(slack);
    slack.sockets.disconnect('refresh_requested');
    await expect
      .poll(() => old.got.at(-1))
      .toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
    const fresh = await connect(slack);
    slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'hello' });
    await expect.poll(() => eventsOf(fresh.got).length).toBe(1);
    expect(eventsOf(old.got)).toEqual([]);
  });

  it('accepts a ticket once and ten connections at most', async () => {
    const slack = await start();
    for (let count = 0; count < 10; count += 1) await connect(slack);
    expect(slack.sockets.connections()).toBe(10);
    const { body } = await call(slack, 'apps.connections.open', {}, APP_TOKEN);
    const refused = new WebSocket(String(body.url));
    await expect(
      new Promise((resolve, reject) => refused.on('open', resolve).on('error', reject)),
    ).rejects.toThrow('403');
  });

  it('tells the person that a command found nobody or no answer in time', async () => {
    const slack = await start({ timing: { ackTimeoutMs: 20 } });
    const ask = { user: 'ada', channel: 'general', command: '/architect', text: 'hi' };
    expect(await slack.command(ask)).toMatchObject({
      ok: false,
      error: expect.stringContaining('dispatch_failed'),
    });
    await connect(slack, false);
    expect(await slack.command(ask)).toMatchObject({
      ok: false,
      error: expect.stringContaining('operation_timeout'),
    });
  });
});
