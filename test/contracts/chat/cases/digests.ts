import { expect } from 'vitest';
import { textReply } from '../../../../src/dev/model/scripted.ts';
import { asks, handIn, narrating } from '../../../fakes/brains.ts';
import { until } from '../../../fakes/until.ts';
import { aCase, type Case, SHARED, UNTHREADED } from '../case.ts';
import type { Talk } from '../desk.ts';
import { type Scene, wordsOf } from '../scene.ts';

const DIGEST = /Architecture digest ·/;
const DISCUSSION = /From the digest/;
const TITLE = 'Food delivery for one city';
const LATER = 'Parking for one airport';

/** A member asks for a design, and it is made. */
async function design({ script, begin, seat }: Scene, title = TITLE): Promise<void> {
  script(handIn({ title }));
  await begin(seat.asker, `@cloudphone design ${title}`).said(title);
}

/** An agent asks a member something, and nobody answers. */
async function leaveOpen({ script, ask }: Scene): Promise<void> {
  script(asks());
  await ask().said('Who takes the payment?');
}

export const digestsOf = ({ desk, seat, kind }: Scene) => desk.begun(seat, kind, seat.asker, DIGEST);

/** Resolves with the digest of that number. */
const digestOf = (scene: Scene, number = 1): Promise<Talk> =>
  until(() => digestsOf(scene)[number - 1], `digest ${number}`);

/** Somebody wants one now, in words; resolves when all of it is there. */
async function askForDigest(scene: Scene, number = 1): Promise<Talk> {
  await scene.command(scene.seat.asker, 'digest now');
  const digest = await digestOf(scene, number);
  await scene.untilQuiet();
  return digest;
}

export const DIGESTS: readonly Case[] = [
  aCase('a digest tells what happened, with links to it, and a second one says nothing', async (scene) => {
    const { begin, seat, desk, told, requests } = scene;
    scene.draws(true);
    await design(scene);
    scene.think(narrating(`${TITLE} was designed.`));
    begin(seat.asker, 'digest now');
    const digest = await digestOf(scene);
    const text = await digest.said(TITLE);
    expect(text).toContain('1 design');
    expect(text).toMatch(/was designed\.[\s\S]*written by a model/);
    await until(() => digest.pictures() === 1, 'the picture');
    const led = digest.links().map((url) => desk.linked(seat.asker, url) ?? `nowhere: ${url}`);
    expect(led).toEqual([expect.stringContaining('Orders, kitchens and couriers')]);
    const asked = requests().length;
    begin(seat.asker, 'digest now');
    await told(seat.asker, /Nothing happened here since the last digest/);
    expect(digestsOf(scene)).toHaveLength(1);
    expect(requests()).toHaveLength(asked);
  }),

  aCase(
    'an item of a digest is discussed in a conversation of its own, once',
    async (scene) => {
      const { seat, desk, kind, script, requests } = scene;
      await design(scene);
      const digest = await askForDigest(scene);
      await digest.said(TITLE);
      script('Start with the couriers.');
      await digest.pressTwice(seat.other, 'Discuss');
      const discussions = () => desk.begun(seat, kind, seat.asker, DISCUSSION);
      const talk = await until(() => discussions()[0], 'the discussion');
      await talk.said('Start with the couriers.');
      expect(wordsOf(requests().slice(-1))).toContain(TITLE);
      const asked = requests().length;
      await digest.press(seat.asker, 'Discuss');
      await talk.said('Start with the couriers.');
      expect(discussions()).toHaveLength(1);
      expect(requests()).toHaveLength(asked);
    },
    UNTHREADED,
  ),

  ...(
    [
      ['Done', /Done – by/],
      ['Not for us', /Not for us – by/],
    ] as const
  ).map(([label, shown]) =>
    aCase(
      `an item that somebody says is “${label}” shows who did, and is in no later digest`,
      async (scene) => {
        const { seat, desk } = scene;
        await leaveOpen(scene);
        const digest = await askForDigest(scene);
        await digest.said(/questions wait for/);
        await digest.pressTwice(seat.other, label);
        await digest.said(shown);
        await until(() => !digest.hasButton(label), 'the buttons to be gone');
        await design(scene, LATER);
        const next = await askForDigest(scene, 2);
        expect(await next.said(LATER)).not.toContain('questions wait');
        expect(desk.begun(seat, scene.kind, seat.asker, DISCUSSION)).toEqual([]);
      },
      UNTHREADED,
    ),
  ),

  aCase(
    'what nobody dealt with is still open in the next digest',
    async (scene) => {
      await leaveOpen(scene);
      const digest = await askForDigest(scene);
      await digest.said(/questions wait for/);
      await design(scene, LATER);
      const next = await askForDigest(scene, 2);
      expect(await next.said(LATER)).toMatch(/Still open from before[\s\S]*questions wait for/);
    },
    UNTHREADED,
  ),

  aCase(
    'who mentions the bot below a digest is answered by an agent that has read it',
    async (scene) => {
      const { seat, script, requests } = scene;
      await design(scene);
      const digest = await askForDigest(scene);
      await digest.said(TITLE);
      script('The couriers.');
      digest.say(seat.other, '@backend which of these comes first?');
      await digest.said('The couriers.');
      expect(wordsOf(requests().slice(-1))).toContain(TITLE);
    },
    UNTHREADED,
  ),

  aCase(
    'what people say to each other below a digest is answered by nobody',
    async (scene) => {
      const { seat, script, requests } = scene;
      await design(scene);
      const digest = await askForDigest(scene);
      await digest.said(TITLE);
      const asked = requests().length;
      digest.sayAmongPeople(
        seat.other,
        'How should the courier service read the events of the order service?',
      );
      script('The couriers.');
      digest.say(seat.asker, '@backend which of these comes first?');
      await digest.said('The couriers.');
      expect(requests()).toHaveLength(asked + 1);
    },
    SHARED.filter((kind) => kind !== 'thread'),
  ),

  aCase(
    'a digest is posted when it is due, once, though all programs ended since it was set',
    async (scene) => {
      const { command, seat, told, restart } = scene;
      await design(scene);
      await command(seat.asker, 'digest weekly mon 09:00 UTC');
      await told(seat.asker, /Saved: a digest/);
      scene.think(() => textReply('-'));
      await scene.digestIsDue('weekly');
      await restart();
      const digest = await digestOf(scene);
      await digest.said(TITLE);
      await scene.digestIsDone('weekly');
      await restart();
      expect(digestsOf(scene)).toHaveLength(1);
    },
    UNTHREADED,
  ),

  aCase(
    'a digest of a time in which nothing happened is a line where that was chosen, and else nothing',
    async (scene) => {
      const { begin, seat, told, desk, requests } = scene;
      begin(seat.asker, 'digest daily 09:00 UTC');
      await told(seat.asker, /Saved: a digest/);
      await scene.digestIsDue('daily');
      await scene.digestIsDone('daily');
      expect(digestsOf(scene)).toEqual([]);
      begin(seat.asker, 'digest');
      await told(seat.asker, /Every day at/);
      await desk.pressPrivately(seat.asker, 'Change…');
      expect(await desk.saveDigest(seat.asker, { when: 'weekly 1', heartbeat: 'yes' })).toEqual([]);
      await scene.digestIsDue('weekly');
      const digest = await digestOf(scene);
      await digest.said('Nothing happened in this time.');
      await scene.digestIsDone('weekly');
      expect(digestsOf(scene)).toHaveLength(1);
      expect(requests()).toHaveLength(0);
    },
    UNTHREADED,
  ),
];
