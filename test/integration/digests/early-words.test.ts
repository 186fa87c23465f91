import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import type { Place } from '../../../src/core/chat/message.ts';
import { textReply } from '../../../src/dev/model/scripted.ts';
import { createWorkerServices, type WorkerServices } from '../../../src/services.ts';
import { createDigest } from '../../../workers/digest.ts';
import { aWeek } from '../../fakes/a-week.ts';
import { type Bot, startBot } from '../../fakes/bot.ts';
import { unpaced } from '../../fakes/with-platform.ts';

const PLACE: Place = {
  platform: 'slack',
  workspaceId: 'T0LIGHTHOUSE',
  channelId: 'C0ARCHITECTURE',
  direct: false,
};
const ID = 'slack:T0LIGHTHOUSE:C0ARCHITECTURE:weekly';
const HOLD = { signal: new AbortController().signal, isHeld: async () => true, isEnding: () => false };
const SLOT = Math.ceil(Date.now() / 60_000) * 60_000 + 30 * 60_000;

let bot: Bot;
let services: WorkerServices;
let now = 0;
let asked = 0;

async function start(words: { early: string; late: string }) {
  asked = 0;
  bot = await startBot({
    apps: 0,
    workers: 0,
    brain: () => {
      asked += 1;
      return textReply(asked === 1 ? words.early : words.late);
    },
  });
  services = await createWorkerServices(parseConfig(bot.env, 'worker'));
  await aWeek(services.store, PLACE, SLOT);
  const digest = createDigest(unpaced(services), () => now);
  // As after any deed: the first look finds that it is not due, and plans the one that counts.
  await digest.run(ID, HOLD);
  return digest;
}

async function saidOnTop(): Promise<string | undefined> {
  const outcome = await services.store.outcome(`slack:T0LIGHTHOUSE:C0ARCHITECTURE:digest-weekly-${SLOT}`, 0);
  return outcome?.kind === 'digest' ? outcome.words : undefined;
}

beforeEach(() => {
  now = SLOT - 30 * 60_000;
});
afterEach(async () => {
  await services.close();
  await bot.close();
});

describe('the words of a digest that is due soon', () => {
  it('are asked for once by batch, and stand on top of it', async () => {
    const digest = await start({
      early: 'Two designs wait for a choice.',
      late: 'Nobody should be asked again.',
    });
    await digest.prepare(HOLD.signal);
    await digest.prepare(HOLD.signal);
    now = SLOT + 1_000;
    await digest.run(ID, HOLD);
    expect(await saidOnTop()).toBe('Two designs wait for a choice.');
    expect(asked).toBe(1);
  });

  it('that do not hold against the digest are asked for anew', async () => {
    const digest = await start({
      early: 'Visit https://evil.example now.',
      late: 'Two designs wait for a choice.',
    });
    await digest.prepare(HOLD.signal);
    now = SLOT + 1_000;
    await digest.run(ID, HOLD);
    expect(await saidOnTop()).toBe('Two designs wait for a choice.');
    expect(asked).toBe(2);
  });

  it('are asked for when it is due, where the model knows no batches', async () => {
    const digest = await start({ early: 'Two designs wait for a choice.', late: 'Never.' });
    bot.model.faults.push({ kind: 'status', status: 404 });
    await digest.prepare(HOLD.signal);
    await digest.prepare(HOLD.signal);
    expect(asked).toBe(0);
    now = SLOT + 1_000;
    await digest.run(ID, HOLD);
    expect(await saidOnTop()).toBe('Two designs wait for a choice.');
  });

  it('are not asked for where nothing happened, nor long before', async () => {
    const digest = await start({ early: 'Early.', late: 'Late.' });
    now = SLOT - 3 * 3_600_000;
    await digest.prepare(HOLD.signal);
    now = SLOT - 30 * 60_000;
    expect(asked).toBe(0);
  });
});
