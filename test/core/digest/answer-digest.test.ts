import { expect, it } from 'vitest';
import type { PersonInbound } from '../../../src/core/chat/inbound.ts';
import type { Place } from '../../../src/core/chat/message.ts';
import { answerDigest } from '../../../src/core/digest/answer-digest.ts';
import type { DigestSetting } from '../../../src/core/digest/digest-store.ts';
import { spanOf } from '../../../src/core/digest/make-digest.ts';

const PLACE: Place = { platform: 'slack', workspaceId: 'T1', channelId: 'C1', direct: false };
const OF_ADA: DigestSetting = {
  place: PLACE,
  schedule: { period: 'daily', hour: 9, minute: 0, zone: 'UTC' },
  ownerId: 'UADA',
  heartbeat: true,
  without: ['drafts'],
  setAt: 1,
};

const said = (authorId: string): PersonInbound => ({
  kind: 'command',
  keys: ['k1'],
  place: PLACE,
  author: { id: authorId, external: false },
  text: 'digest daily 10:00',
});

it('who moves a digest of somebody else keeps its owner, and is not told to have chosen one', async () => {
  const deps = {
    digests: { list: async () => [{ setting: OF_ADA }] },
    sections: [],
    isMember: async () => true,
    isPerson: async () => true,
  };
  const deed = { kind: 'set', when: { period: 'daily', hour: 10, minute: 0 } } as const;
  const { settings, replies } = await answerDigest(deps, {
    inbound: said('UBEN'),
    deed,
    zone: undefined,
    now: 2,
  });
  expect(settings?.digests?.daily).toMatchObject({ ownerId: 'UADA', heartbeat: true, without: ['drafts'] });
  const [reply] = replies;
  expect(reply).toMatchObject({ markdown: expect.stringMatching(/Whoever is chosen for that is told/) });
});

it('a form that was opened for one digest moves it, and leaves the others', async () => {
  const weekly = { period: 'weekly', weekday: 1, hour: 9, minute: 0, zone: 'UTC' } as const;
  const deps = {
    digests: { list: async () => [{ setting: OF_ADA }, { setting: { ...OF_ADA, schedule: weekly } }] },
    sections: [{ id: 'drafts', title: 'Drafts' }],
    isMember: async () => true,
    isPerson: async () => true,
  };
  const values = { when: 'monthly 1', time: '08:00', zone: 'UTC', owner: 'UADA', sections: 'drafts' };
  const asked = { inbound: said('UADA'), zone: undefined, now: 2 };
  const moved = await answerDigest(deps, { ...asked, deed: { kind: 'form', changing: 'daily', values } });
  expect(moved.settings?.digests).toMatchObject({ daily: null, monthly: { schedule: { day: 1 } } });
  expect(moved.settings?.digests).not.toHaveProperty('weekly');
  expect(moved.replies).toMatchObject([
    {
      markdown: expect.stringMatching(/instead of every day at 09:00.*still one every Monday/),
    },
  ]);
  const onto = await answerDigest(deps, {
    ...asked,
    deed: { kind: 'form', changing: 'weekly', values: { ...values, when: 'daily', time: '09:00' } },
  });
  expect(onto.settings).toBeUndefined();
  expect(onto.mistakes).toEqual({ when: expect.stringMatching(/daily digest here already/) });
  const added = await answerDigest(deps, { ...asked, deed: { kind: 'form', values } });
  expect(Object.keys(added.settings?.digests ?? {})).toEqual(['monthly']);
});

it('a digest that is moved goes on with what was not told yet', async () => {
  const told = { untilAt: 500, told: ['k1'] };
  const deps = {
    digests: { list: async () => [{ setting: OF_ADA, progress: { slotAt: 400, ...told } }] },
    sections: [{ id: 'drafts', title: 'Drafts' }],
    isMember: async () => true,
    isPerson: async () => true,
  };
  const values = { when: 'weekly 1', time: '08:00', zone: 'UTC', owner: 'UADA', sections: 'drafts' };
  const deed = { kind: 'form', changing: 'daily', values } as const;
  const { settings } = await answerDigest(deps, { inbound: said('UADA'), deed, zone: undefined, now: 600 });
  const moved = settings?.digests?.weekly;
  if (!moved) throw new Error('not moved');
  expect(spanOf(moved, undefined, 9_000, [])).toMatchObject({ sinceAt: 500, told: ['k1'] });
  expect(spanOf(moved, { slotAt: 1, untilAt: 100, told: [] }, 9_000, [])).toMatchObject({ sinceAt: 500 });
  expect(spanOf(moved, { slotAt: 800, untilAt: 800, told: ['k2'] }, 9_000, [])).toMatchObject({
    sinceAt: 800,
    told: ['k2'],
  });
});

it('the form of each digest is opened by its own button, and an empty one for another', async () => {
  const weekly = { period: 'weekly', weekday: 1, hour: 9, minute: 0, zone: 'UTC' } as const;
  const deps = {
    digests: { list: async () => [{ setting: OF_ADA }, { setting: { ...OF_ADA, schedule: weekly } }] },
    sections: [],
    isMember: async () => true,
    isPerson: async () => true,
  };
  const open = async (which?: 'daily' | 'weekly' | 'new') => {
    const deed = { kind: 'open' as const, ...(which === undefined ? {} : { which }) };
    const { form, replies } = await answerDigest(deps, {
      inbound: said('UADA'),
      deed,
      zone: undefined,
      now: 2,
    });
    return form ?? replies[0];
  };
  expect(await open('weekly')).toMatchObject({ setting: { schedule: weekly } });
  expect(await open('daily')).toMatchObject({ setting: OF_ADA });
  expect(await open()).toMatchObject({ kind: 'digest-list', schedules: [{}, {}] });
  const another = await open('new');
  expect(another).not.toHaveProperty('setting');
  expect(another).toMatchObject({ suggested: 'monthly' });
});

it.each([
  ['set in words', { kind: 'set', when: { period: 'daily', hour: 10, minute: 0 } }],
  ['asked for at once', { kind: 'now' }],
  ['looked for in the form', { kind: 'open' }],
] as const)('one %s where the bot is not is refused with the way to invite it', async (_how, deed) => {
  const deps = {
    digests: { list: async () => [] },
    sections: [],
    isMember: async () => false,
    isPerson: async () => true,
  };
  const decision = await answerDigest(deps, { inbound: said('UADA'), deed, zone: undefined, now: 2 });
  expect(decision.settings).toBeUndefined();
  expect(decision.form).toBeUndefined();
  expect(decision.replies).toMatchObject([{ kind: 'notice', markdown: expect.stringContaining('/invite') }]);
});
