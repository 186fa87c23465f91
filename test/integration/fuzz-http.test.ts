import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOCAL_APP } from '../../src/dev/local-slack.ts';
import { textReply } from '../../src/dev/model/scripted.ts';
import { type Bot, startBot } from '../fakes/bot.ts';
import { inThread } from '../fakes/slack-thread.ts';
import { watchCrashes } from '../fuzz/crashes.ts';
import { sendFuzzed } from '../fuzz/http.ts';

const SEED = 20261121;
/** `npm run bench -- chaos` sends 10,000. */
const COUNT = 2_000;

let bot: Bot;
let port: number;
beforeAll(async () => {
  bot = await startBot({ brain: () => textReply('Use an outbox.'), mode: 'http', apps: 0 });
  ({ port } = await bot.startApp());
});
afterAll(() => bot.close());

it(`${COUNT} requests of every odd kind (seed ${SEED}) bring no 5xx, and the bot still answers`, async () => {
  const crashes = watchCrashes();
  const { answers, faults } = await sendFuzzed(port, LOCAL_APP.signingSecret, COUNT, SEED);
  const { ts } = bot.slack.say({
    user: 'ada',
    channel: 'architecture',
    text: '@Architect @backend which outbox?',
  });
  await inThread(bot.slack, 'architecture', ts).said('Use an outbox.');
  crashes.stop();
  expect(faults).toEqual([]);
  expect(crashes.seen).toEqual([]);
  expect(answers.get(200)).toBeGreaterThan(COUNT / 2);
}, 180_000);

it('words of somebody whom the workspace does not know are acknowledged, and asked of no model', async () => {
  const before = bot.model.requests().length;
  const ack = await bot.slack.deliver({
    kind: 'events_api',
    name: 'message',
    payload: {
      type: 'event_callback',
      team_id: 'T0LIGHTHOUSE',
      authorizations: [{ enterprise_id: null, team_id: 'T0LIGHTHOUSE', is_enterprise_install: false }],
      event: {
        type: 'message',
        user: 'U0NOBODY',
        channel: 'C0ARCHITECTURE',
        ts: '1800000000.000100',
        text: `<@${LOCAL_APP.botUserId}> @backend design a shop`,
      },
    },
  });
  expect(ack.kind).toBe('acked');
  expect(bot.model.requests()).toHaveLength(before);
});
