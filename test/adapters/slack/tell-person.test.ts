import { describe, expect, it } from 'vitest';
import { revealed } from '../../../src/adapters/slack/offer.ts';
import type { TellOptions } from '../../../src/core/chat/chat.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { Fault } from '../../../src/dev/slack/control.ts';
import { APP, ARCHITECTURE } from '../../dev/slack/setup.ts';
import { shows, visible } from '../../fakes/slack-thread.ts';
import { createFakeWords } from '../../fakes/slack-words.ts';
import { inSlack } from './in-slack.ts';

const WORDS = 'The design is at its second version.';
const NOTICE = { kind: 'notice' as const, markdown: WORDS };

type Screen = Awaited<ReturnType<typeof inSlack>>;

const seenBy = ({ slack }: Screen) => {
  const direct = slack.openDm({ user: 'ada' }).channel;
  const own = slack.messages({ channel: direct }).filter(({ user }) => user === APP.botUserId);
  return { passing: slack.ephemerals({ user: 'ada' }).map(visible), direct: own, channel: direct };
};

/** What a person does: where the words are not to be seen, they take the offer. */
async function look(screen: Screen): Promise<string[]> {
  const { passing, direct, channel } = seenBy(screen);
  const offer = direct.find((message) => shows(message, 'Show it'));
  if (offer && !passing.some((words) => words.includes(WORDS))) {
    const action_id = 'architect:show-words';
    expect(await screen.slack.click({ user: 'ada', channel, ts: offer.ts, action_id })).toEqual({ ok: true });
  }
  const { passing: now, direct: after } = seenBy(screen);
  return [...now, ...after.map(visible)].filter((words) => words.includes(WORDS));
}

function tell(screen: Screen, options?: TellOptions): Promise<void> {
  return screen.chat.tell(screen.where, 'U0ADA', NOTICE, options);
}

/** With the way back that a command left. */
async function inSlackWithHandle(): Promise<{ screen: Screen; handle: string }> {
  let handle: string | undefined;
  const screen = await inSlack((inbound) => {
    if (inbound.kind === 'command') handle = inbound.handle;
    return { replies: [] };
  });
  await screen.slack.command({ user: 'ada', channel: ARCHITECTURE, command: '/architect', text: 'help' });
  if (handle === undefined) throw new Error('the command left none');
  return { screen, handle };
}

const FAULTS = {
  'is lost after it was carried out': { do: 'drop_after' },
  'is lost before': { do: 'drop_before' },
  'fails with a 500': { do: 'status', status: 500 },
  'is answered with something else': { do: 'garbage' },
  'has to wait': { do: 'rate_limit', retryAfterSeconds: 1 },
} satisfies Record<string, Fault['kind']>;

describe('a private word', () => {
  it('is shown where the person is, and nowhere else', async () => {
    const screen = await inSlack();
    await tell(screen);
    expect(seenBy(screen)).toMatchObject({ passing: [expect.stringContaining(WORDS)], direct: [] });
  });

  it('is shown by the way back that a command left', async () => {
    const { screen, handle } = await inSlackWithHandle();
    await tell(screen, { handle });
    expect(seenBy(screen)).toMatchObject({ passing: [expect.stringContaining(WORDS)], direct: [] });
    expect(screen.slack.traffic().filter(({ name }) => name === 'chat.postEphemeral')).toEqual([]);
  });

  describe.each(['chat.postEphemeral', 'response_url'])('by %s', (method) => {
    it.each(Object.entries(FAULTS))('that %s is read once, whoever lost it', async (name, kind) => {
      const { screen, handle } = await inSlackWithHandle();
      screen.slack.faults.set([{ method, kind, times: 1 }]);
      await tell(screen, method === 'response_url' ? { handle } : {});
      // What was surely not shown is said again rather than offered.
      expect(seenBy(screen).direct).toHaveLength(name === 'has to wait' ? 0 : 1);
      expect(await look(screen)).toHaveLength(1);
    });
  });

  it('that Slack hangs on is offered at once when the program has to end', async () => {
    const screen = await inSlack(undefined, { lateMs: 120_000 });
    screen.slack.faults.set([{ method: 'chat.postEphemeral', kind: { do: 'delay_before', ms: 30_000 } }]);
    await tell(screen, { signal: AbortSignal.abort() });
    expect(await look(screen)).toHaveLength(1);
  }, 20_000);

  it('whose offer may still come is not offered again by a program that has to end', async () => {
    const screen = await inSlack(undefined, { lateMs: 120_000 });
    screen.slack.faults.set([
      { method: 'chat.postEphemeral', kind: { do: 'drop_before' }, times: 1 },
      { method: 'chat.postMessage', kind: { do: 'drop_before' }, times: 1 },
    ]);
    const ending = new AbortController();
    const told = tell(screen, { signal: ending.signal });
    const posts = () => screen.slack.traffic().filter(({ name }) => name === 'chat.postMessage').length;
    await expect.poll(posts, { timeout: 15_000 }).toBe(1);
    ending.abort();
    await expect(told).rejects.toThrow('slack-unavailable');
    expect(posts()).toBe(1);
  });

  it('is not told anew by a program that ends while it waits for what may still come', async () => {
    const screen = await inSlack(undefined, { lateMs: 120_000 });
    const once = { key: 'key', since: Date.now(), isAgain: true as const };
    await expect(tell(screen, { once, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect(seenBy(screen)).toMatchObject({ passing: [], direct: [] });
  });

  it('that somebody began to tell is offered, once', async () => {
    const screen = await inSlack();
    const options = { once: { key: 'key', since: Date.now() - 60_000, isAgain: true as const } };
    await tell(screen, options);
    await tell(screen, options);
    expect(seenBy(screen)).toMatchObject({ passing: [], direct: [{}] });
    expect(await look(screen)).toHaveLength(1);
    await tell(screen, options);
    expect(seenBy(screen).direct).toHaveLength(1);
  });

  it('that somebody told directly before is not offered as well', async () => {
    const screen = await inSlack();
    const once = { key: 'key', since: Date.now() };
    await tell(screen, { once: { ...once, lasting: true } });
    await tell(screen, { once: { ...once, isAgain: true } });
    await tell(screen, { once: { ...once, lasting: true, isAgain: true } });
    expect(seenBy(screen).direct.map(visible)).toEqual([expect.stringContaining(WORDS)]);
  });

  it.each(['chat.postEphemeral', 'chat.postMessage'])(
    'that a program may not say any more is not said, though it might have before a pause (%s)',
    async (method) => {
      const screen = await inSlack();
      const wait = { do: 'rate_limit', retryAfterSeconds: 1 } as const;
      screen.slack.faults.set([{ method, kind: wait, times: 1 }]);
      let asked = 0;
      const guard = async () => {
        asked += 1;
        if (asked > 1) throw new AppError('not-held', { retry: 'backoff' });
      };
      const lasting = { key: 'key', since: Date.now(), lasting: true as const };
      const options = method === 'chat.postMessage' ? { guard, once: lasting } : { guard };
      await expect(tell(screen, options)).rejects.toThrow('not-held');
      expect(seenBy(screen)).toMatchObject({ passing: [], direct: [] });
    },
  );

  it('names the time and the place it was said in, and has no button that would act elsewhere', async () => {
    const screen = await inSlack();
    screen.slack.faults.set([{ method: 'chat.postEphemeral', kind: { do: 'drop_before' }, times: 1 }]);
    await screen.chat.tell(screen.where, 'U0ADA', { kind: 'digest-list', schedules: [] });
    const { channel, direct } = seenBy(screen);
    const ts = direct[0]?.ts ?? '';
    await screen.slack.click({ user: 'ada', channel, ts, action_id: 'architect:show-words' });
    const [shown] = seenBy(screen).direct;
    expect(shown?.text).toMatch(/^<!date\^\d+\^.*UTC>, <#C0ARCHITECTURE>:\n/);
    expect(shown?.text).toContain('digest weekly mon 09:00');
    expect(shown?.blocks ?? []).toEqual([]);
  });

  it('is shown to nobody but the person it is for', async () => {
    const words = createFakeWords();
    await words.keep('id', { personId: 'U0ADA', text: WORDS });
    const reveal = { id: 'id', channelId: 'D0BOB', messageId: '1.2' };
    expect(await revealed(words, { ...reveal, personId: 'U0BOB' })).toBeUndefined();
    expect(await revealed(words, { ...reveal, personId: 'U0ADA' })).toMatchObject({ text: WORDS });
  });

  it.each(Object.entries(FAULTS))('whose offer %s is offered once', async (_, kind) => {
    const screen = await inSlack();
    screen.slack.faults.set([
      { method: 'chat.postEphemeral', kind: { do: 'drop_before' }, times: 1 },
      { method: 'chat.postMessage', kind, times: 1 },
    ]);
    await tell(screen);
    expect(seenBy(screen).direct).toHaveLength(1);
    expect(await look(screen)).toHaveLength(1);
  });

  it('goes along with its offer when it can’t be kept', async () => {
    const screen = await inSlack();
    screen.words.isAway = true;
    screen.slack.faults.set([{ method: 'chat.postEphemeral', kind: { do: 'drop_before' }, times: 1 }]);
    await tell(screen);
    expect(seenBy(screen).direct.map(visible)).toEqual([expect.stringContaining(WORDS)]);
  });

  it('that is not kept any more says so', async () => {
    const screen = await inSlack();
    screen.slack.faults.set([{ method: 'chat.postEphemeral', kind: { do: 'drop_before' }, times: 1 }]);
    await tell(screen);
    screen.words.forget();
    await look(screen);
    expect(seenBy(screen).direct.map(visible).join()).toContain('not kept any more');
  });

  it('that can’t be read just now stays offered, and Slack says so at the button', async () => {
    const screen = await inSlack();
    screen.slack.faults.set([{ method: 'chat.postEphemeral', kind: { do: 'drop_before' }, times: 1 }]);
    await tell(screen);
    screen.words.isAway = true;
    const { channel, direct } = seenBy(screen);
    const press = { user: 'ada', channel, ts: direct[0]?.ts ?? '', action_id: 'architect:show-words' };
    expect(await screen.slack.click(press)).toMatchObject({ ok: false });
    screen.words.isAway = false;
    expect(await look(screen)).toHaveLength(1);
  });
});
