import { afterEach, describe, expect, it } from 'vitest';
import { scriptedBrain } from '../../src/dev/model/scripted.ts';
import type { Fault } from '../../src/dev/slack/control.ts';
import { type Bot, startBot } from '../fakes/bot.ts';
import { handIn } from '../fakes/brains.ts';
import { inThread, shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const faults: [string, Fault][] = [
  [
    'loses the answer to a post',
    { method: 'chat.postMessage', kind: { do: 'drop_after' }, times: 1, after: 1 },
  ],
  ['loses the answer to an update', { method: 'chat.update', kind: { do: 'drop_after' }, times: 2 }],
  [
    'limits the rate',
    { method: 'chat.postMessage', kind: { do: 'rate_limit', retryAfterSeconds: 1 }, times: 2 },
  ],
  [
    'loses the answer to an upload',
    { method: 'files.completeUploadExternal', kind: { do: 'drop_after' }, times: 1 },
  ],
  [
    'limits the rate of uploads',
    { method: 'upload', kind: { do: 'rate_limit', retryAfterSeconds: 1 }, after: 1, times: 2 },
  ],
];

describe('when Slack', () => {
  it.each(faults)('%s, the design is there once and whole', async (_name, fault) => {
    bot = await startBot({
      brain: scriptedBrain([handIn()]),
    });
    const { slack } = bot;
    slack.faults.set([fault]);
    const { ts } = slack.say({
      user: 'ada',
      channel: 'architecture',
      text: '@Architect @backend an order service',
    });
    const thread = inThread(slack, 'architecture', ts);
    const shared = () => slack.files().filter((file) => file.shares.length > 0);
    await until(() => shared().some((file) => file.name === 'design.zip'), 'the files', 25_000);
    const shown = thread.replies().filter((m) => shows(m, 'Who pays refunds?'));
    expect(shown).toHaveLength(1);
    const names = shared().flatMap((file) => file.shares.map(() => file.name));
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(expect.arrayContaining(['design.md', 'order.yaml', 'diagram-full.png']));
    await until(() => thread.replies().every((m) => !shows(m, 'is working on it')), 'no receipt left open');
  });
});
