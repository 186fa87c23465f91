import { Agent } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { keys } from '../../../src/adapters/redis/keys.ts';
import { LOCAL_APP } from '../../../src/dev/local-slack.ts';
import { handIn } from '../../fakes/brains.ts';
import { makeDue } from '../../fakes/digest-clock.ts';
import { shows } from '../../fakes/slack-thread.ts';
import { until } from '../../fakes/until.ts';
import { watchCrashes } from '../../fuzz/crashes.ts';
import { damageDigests, pressesOn } from '../../fuzz/digests.ts';
import { send } from '../../fuzz/requests.ts';
import { CHANNEL_KEY, type Channel, openChannel, PLACE } from './a-channel.ts';

const SEED = 20261121;
const PRESSES = 600;
const DAMAGES = 25;
const TITLE = 'Food delivery for one city';
const LATER = 'Parking for one airport';

let channel: Channel | undefined;
afterEach(async () => {
  await channel?.close();
  channel = undefined;
});

describe('what is wrong about digests', { timeout: 120_000 }, () => {
  it(`${PRESSES} presses on a digest with wild options bring no 5xx, and each item is dealt with once (seed ${SEED})`, async () => {
    const crashes = watchCrashes();
    const given = await openChannel({ mode: 'http', apps: 0 });
    channel = given;
    const { port } = await given.bot.startApp();
    given.script(handIn(), ...Array.from({ length: 20 }, () => 'Let us see.'));
    await given.ask('@cloudphone design food delivery').said(TITLE);
    await given.command('digest now');
    const digest = await given.digest(1);
    const found = await given.store.find(PLACE, digest.ts);
    const id = found?.state.id ?? '';
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const answers = new Map<unknown, number>();
    const faults: unknown[] = [];
    const presses = fc.sample(pressesOn(id, PLACE.channelId), { numRuns: PRESSES, seed: SEED }).values();
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (const press of presses) {
          const payload = encodeURIComponent(Buffer.from(JSON.stringify(press) ?? '').toString());
          const status = await send(agent, port, LOCAL_APP.signingSecret, {
            method: 'POST',
            path: '/slack/events',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: `payload=${payload}`,
            signed: 'rightly',
            sent: 1,
          });
          answers.set(status, (answers.get(status) ?? 0) + 1);
          if (Number(status) >= 500) faults.push([status, press]);
        }
      }),
    );
    agent.destroy();
    await given.untilQuiet();
    const after = await given.store.find(PLACE, digest.ts);
    expect(after?.state.digest?.settled).toHaveLength(1);
    const discussions = given.slack
      .messages({ channel: 'architecture' })
      .filter((one) => one.ts === (one.thread_ts ?? one.ts) && shows(one, 'From the digest'));
    expect(discussions).toHaveLength(1);
    crashes.stop();
    expect(faults.slice(0, 3)).toEqual([]);
    expect(answers.get(200)).toBeGreaterThan(PRESSES / 2);
    expect(crashes.seen).toEqual([]);
  });

  it(`settings and progress damaged in ${DAMAGES} ways harm no other digest (seed ${SEED})`, async () => {
    const crashes = watchCrashes();
    const given = await openChannel();
    channel = given;
    given.script(handIn());
    await given.ask('@cloudphone design food delivery').said(TITLE);
    for (let n = 0; n < DAMAGES; n++) {
      await damageDigests(given.redis, 'C0GENERAL', SEED + n);
      await damageDigests(given.redis, PLACE.channelId, SEED + n);
      for (const words of ['digest list', 'digest', 'digest off weekly', 'digest monthly 1 09:00 UTC']) {
        const answered = given.told().length + given.slack.viewStack('ada').length;
        await given.command(words);
        await until(
          () => given.told().length + given.slack.viewStack('ada').length > answered,
          `an answer to “${words}”`,
        );
        // Of several it shows the list, which has their buttons.
        if (given.slack.viewStack('ada').length > 0) await given.slack.closeView({ user: 'ada' });
      }
    }
    // Keys of another type than ours.
    await given.redis.del(keys.digests('slack:T0LIGHTHOUSE:C0GENERAL'));
    await given.redis.set(keys.digests('slack:T0LIGHTHOUSE:C0GENERAL'), 'x');
    await given.redis.del(keys.digests(CHANNEL_KEY));
    // What was damaged may have been right by chance, and the first design told.
    given.script(handIn({ title: LATER }));
    await given.ask('@cloudphone design parking').said(LATER);
    await given.command('digest weekly mon 09:00 UTC');
    await makeDue(given.redis, PLACE, 'weekly');
    await until(() => given.digests().some((one) => shows(one, LATER)), 'the digest', 30_000);
    crashes.stop();
    expect(crashes.seen).toEqual([]);
  });
});
