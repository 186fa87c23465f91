import { expect } from 'vitest';
import { until } from '../../../fakes/until.ts';
import { aCase, type Case, UNTHREADED } from '../case.ts';
import { digestsOf } from './digests.ts';

const MISTAKES: [words: string, right: RegExp][] = [
  [
    'digest daily 09:00 Mars/Phobos',
    /Mars\/Phobos[\s\S]*no IANA time zone[\s\S]*digest daily 09:00 \w+\/\w+/,
  ],
  ['digest daily 09:00 Europe/Berlim', /digest daily 09:00 Europe\/Berlin/],
  ['digest daily 25:00', /25:00[\s\S]*digest daily 09:00 Europe\/Berlin/],
  ['digest weekly foo', /foo[\s\S]*digest weekly mon 09:00 Europe\/Berlin/],
  ['digest weekly mon', /digest weekly mon 09:00 Europe\/Berlin/],
  ['digest monthly 32 09:00', /32[\s\S]*digest monthly 1 09:00 Europe\/Berlin/],
  ['digest wekly', /weekly[\s\S]*digest weekly mon 09:00 Europe\/Berlin/],
  ['digest off yearly', /yearly[\s\S]*digest off/],
  ['digest now please', /digest now/],
];

export const DIGEST_SCHEDULES: readonly Case[] = [
  aCase(
    'a schedule is set, listed, replaced and ended in words, and only who asked sees it',
    async (scene) => {
      const { command, seat, told, kind, desk, requests } = scene;
      await command(seat.asker, 'digest list');
      await told(seat.asker, /There is none here yet/);
      await command(seat.asker, 'digest weekly mon 09:00 Europe/Berlin');
      await told(seat.asker, /every Monday at 09:00 \(Europe\/Berlin\)[\s\S]*first on Mon/);
      await command(seat.asker, 'digest daily 07:45 America/New_York');
      await told(seat.asker, /07:45 \(America\/New_York\)/);
      await command(seat.asker, 'digest weekly fri 16:30 Asia/Tokyo');
      await told(seat.asker, /every Friday at 16:30 \(Asia\/Tokyo\)[\s\S]*first on Fri/);
      await command(seat.asker, 'digest list');
      const list = await told(seat.asker, /Every Friday at 16:30/);
      expect(list).toMatch(/07:45[\s\S]*16:30/);
      expect(list).not.toContain('Monday');
      await command(seat.asker, 'digest off weekly');
      await told(seat.asker, /The weekly digest has ended/);
      await command(seat.asker, 'digest off weekly');
      await told(seat.asker, /There is no weekly digest here/);
      await command(seat.asker, 'digest off');
      await told(seat.asker, /The daily digest has ended/);
      await command(seat.asker, 'digest off');
      await told(seat.asker, /There is no digest here/);
      if (kind !== 'direct') {
        const shown = desk.begun(seat, kind, seat.asker, /Saved|ended/);
        expect(shown).toEqual([]);
      }
      expect(requests()).toHaveLength(0);
    },
    UNTHREADED,
  ),

  aCase('the form of the digest keeps what is saved, and stays open where it is wrong', async (scene) => {
    const { begin, seat, told, desk, requests } = scene;
    begin(seat.asker, 'digest');
    await told(seat.asker, /There is none here yet/);
    await desk.pressPrivately(seat.asker, 'Set one…');
    const choices = { when: 'weekly 3', time: '08:15', heartbeat: 'yes' };
    const wrong = await desk.saveDigest(seat.asker, { ...choices, zone: 'Europe/Berlim' });
    expect(wrong).toEqual([expect.stringMatching(/Berlim[\s\S]*Europe\/Berlin/)]);
    expect(await desk.saveDigest(seat.asker, { ...choices, zone: 'Europe/Berlin' })).toEqual([]);
    await told(seat.asker, /Saved: a digest every Wednesday at 08:15 \(Europe\/Berlin\)/);
    begin(seat.asker, 'digest list');
    await told(seat.asker, /Every Wednesday at 08:15[\s\S]*posted even when nothing happened/i);
    await desk.pressPrivately(seat.asker, 'Change…');
    expect(await desk.saveDigest(seat.asker, { time: '10:00' })).toEqual([]);
    await told(seat.asker, /Saved: a digest every Wednesday at 10:00 \(Europe\/Berlin\)/);
    expect(requests()).toHaveLength(0);
  }),

  aCase('each digest of several has a form of its own, and another one an empty form', async (scene) => {
    const { begin, seat, told, desk } = scene;
    begin(seat.asker, 'digest weekly mon 09:00 UTC');
    await told(seat.asker, /Saved: a digest every Monday/);
    begin(seat.asker, 'digest list');
    await told(seat.asker, /Every Monday at 09:00/);
    await desk.pressPrivately(seat.asker, 'Add another…');
    expect(await desk.saveDigest(seat.asker, { when: 'daily', time: '07:00', zone: 'UTC' })).toEqual([]);
    await told(seat.asker, /Saved: a digest every day at 07:00 \(UTC\), [\s\S]*still one every Monday/);
    begin(seat.asker, 'digest list');
    await told(seat.asker, /Every day at 07:00[\s\S]*Every Monday at 09:00/);
    await desk.pressPrivately(seat.asker, 'Change the weekly one…');
    expect(await desk.saveDigest(seat.asker, { when: 'monthly 31' })).toEqual([]);
    await told(seat.asker, /Saved: a digest .*last day.* instead of every Monday at 09:00/);
    begin(seat.asker, 'digest off weekly');
    await told(seat.asker, /There is no weekly digest here/);
  }),

  aCase(
    'the command alone opens the form of the digest',
    async ({ command, seat, desk, told }) => {
      await command(seat.asker, 'digest');
      expect(await desk.saveDigest(seat.asker, { when: 'daily', time: '06:00', zone: 'Nowhere' })).toEqual([
        expect.stringContaining('zone: '),
      ]);
      expect(await desk.saveDigest(seat.asker, { when: 'daily', time: '06:00', zone: 'UTC' })).toEqual([]);
      await told(seat.asker, /Saved: a digest every day at 06:00 \(UTC\)/);
    },
    ['channel', 'group'],
  ),

  aCase(
    'words that are no schedule are answered once, in private, with the right form',
    async ({ command, seat, desk, kind, requests }) => {
      for (const [words, right] of MISTAKES) {
        const before = desk.privately(seat.asker).length;
        await command(seat.asker, words);
        await until(() => desk.privately(seat.asker).length > before, `an answer to “${words}”`);
        const answers = desk.privately(seat.asker).slice(before);
        expect(answers).toEqual([expect.stringMatching(right)]);
      }
      if (kind !== 'direct') expect(desk.begun(seat, kind, seat.asker, /digest/)).toEqual([]);
      expect(requests()).toHaveLength(0);
    },
    UNTHREADED,
  ),

  aCase(
    'a guest gets no digest and sets none',
    async (scene) => {
      const { command, seat, told } = scene;
      for (const words of ['digest now', 'digest daily 09:00 UTC', 'digest off']) {
        await command(seat.guest, words);
        await told(seat.guest, /members/);
      }
      await command(seat.asker, 'digest list');
      await told(seat.asker, /There is none here yet/);
      expect(digestsOf(scene)).toEqual([]);
    },
    ['channel', 'group'],
  ),
];
