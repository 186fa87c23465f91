import { describe, expect, it } from 'vitest';
import { decodeForm, decodeSettings } from '../../../src/adapters/slack/actions.ts';
import { readDigestForm } from '../../../src/adapters/slack/digest-form.ts';
import { buildForm } from '../../../src/adapters/slack/form.ts';
import { parseSlack } from '../../../src/adapters/slack/parse.ts';
import type { Form } from '../../../src/core/chat/reply.ts';
import { readDigestValues } from '../../../src/core/digest/read-digest-values.ts';
import type { Schedule } from '../../../src/core/digest/schedule.ts';
import { checkInputs, type Filled, fillElement } from '../../../src/dev/slack/inputs.ts';
import { toRecord } from '../../../src/dev/slack/json.ts';
import { problemsOf } from './check.ts';
import { SETTING } from './digests.ts';
import { NASTY } from './given.ts';

type DigestForm = Extract<Form, { kind: 'digest-form' }>;

const SECTIONS = ['designs', 'decisions', 'drafts'].map((id) => ({ id, title: `About ${id}` }));

const FORM: DigestForm = {
  kind: 'digest-form',
  channelId: 'C1ABC',
  openedBy: 'press-1',
  zone: 'Europe/Berlin',
  ownerId: 'U1ADA',
  sections: SECTIONS,
};

/** What Slack sends of the form when these fields are changed. */
function submit(form: DigestForm, changed: Record<string, Filled> = {}) {
  const { blocks } = buildForm(form);
  const state = Object.fromEntries(
    blocks.flatMap((block) => {
      if (!('element' in block) || block.block_id === undefined) return [];
      const id = block.block_id;
      return [[id, { [id]: fillElement(toRecord(block.element), changed[id]) }]];
    }),
  );
  return { state, refused: checkInputs(blocks, state) };
}

const setting = (schedule: Schedule, more: Partial<typeof SETTING> = {}): DigestForm => ({
  ...FORM,
  setting: { ...SETTING, ...more, schedule },
});

describe('the form of a digest', () => {
  it('is one that Slack opens, whatever is in it', () => {
    const many = Array.from({ length: 130 }, (_, n) => ({ id: `s${n}`, title: `${NASTY} ${n}` }));
    const strange = { zone: 'x'.repeat(500), ownerId: '29:somebody' };
    for (const form of [
      FORM,
      { ...FORM, sections: many },
      { ...FORM, sections: [] },
      { ...FORM, ...strange },
    ]) {
      const view = buildForm(form);
      expect(problemsOf(view.blocks, 'modal')).toEqual([]);
      expect(view.title.text.length).toBeLessThanOrEqual(24);
    }
  });

  it('knows its channel and what opened it, and is no other form', () => {
    const { callback_id, private_metadata } = buildForm(FORM);
    expect(decodeSettings(callback_id, private_metadata)).toEqual({
      form: 'digest',
      channelId: 'C1ABC',
      openedBy: 'press-1',
    });
    expect(decodeForm(callback_id, private_metadata)).toBeUndefined();
  });

  it('says at first what most would choose, on the clocks of who asked', () => {
    expect(readDigestForm(submit(FORM).state)).toEqual({
      when: 'weekly 1',
      time: '09:00',
      zone: 'Europe/Berlin',
      owner: 'U1ADA',
      sections: 'designs,decisions,drafts',
      heartbeat: '',
    });
  });

  it.each<[string, Schedule]>([
    ['daily', { period: 'daily', hour: 0, minute: 5, zone: 'UTC' }],
    ['weekly 7', { period: 'weekly', weekday: 7, hour: 23, minute: 59, zone: 'Asia/Kolkata' }],
    ['monthly 1', { period: 'monthly', day: 1, hour: 8, minute: 30, zone: 'America/New_York' }],
    ['monthly 31', { period: 'monthly', day: 31, hour: 8, minute: 30, zone: 'America/New_York' }],
  ])('that is sent as it was opened sets what held: %s', (when, schedule) => {
    const form = setting(schedule, { ownerId: 'U2BOB', heartbeat: true, without: ['drafts'] as never[] });
    const values = readDigestForm(submit(form).state);
    expect(values).toMatchObject({ when, heartbeat: 'yes', sections: 'designs,decisions' });
    expect(readDigestValues(values, SECTIONS)).toEqual({
      schedule,
      ownerId: 'U2BOB',
      heartbeat: true,
      without: ['drafts'],
    });
  });

  it('gives back what was chosen in it, and nothing that is not offered', () => {
    const changed = {
      when: 'monthly 30',
      time: '17:45',
      zone: ' Europe/Paris ',
      owner: 'U2BOB',
      sections: ['drafts'],
      heartbeat: ['yes'],
    };
    expect(readDigestForm(submit(FORM, changed).state)).toEqual({
      when: 'monthly 30',
      time: '17:45',
      zone: 'Europe/Paris',
      owner: 'U2BOB',
      sections: 'drafts',
      heartbeat: 'yes',
    });
    expect(readDigestForm(submit(FORM, { sections: [] }).state)).toMatchObject({ sections: '' });
    expect(submit(FORM, { sections: [] }).refused).toHaveProperty('sections');
    expect(readDigestForm({ when: { when: { selected_option: { value: 'x'.repeat(151) } } } })).toEqual({});
    for (const odd of [undefined, null, 'x', { when: 1 }, { when: { when: [] } }])
      expect(readDigestForm(odd)).toEqual({});
  });

  it('comes back as the digest’s, and that of the channel as the channel’s', () => {
    const view = buildForm(FORM);
    const body = {
      type: 'view_submission',
      user: { id: 'U1ADA', team_id: 'T1ABC' },
      view: { id: 'V1', ...view, state: { values: submit(FORM).state } },
    };
    const parsed = parseSlack(JSON.parse(JSON.stringify(body)), { teamId: 'T1ABC', botUserId: 'U0BOT' });
    expect(parsed).toMatchObject({
      kind: 'settings',
      form: 'digest',
      openedBy: 'press-1',
      place: { channelId: 'C1ABC' },
      values: { when: 'weekly 1', owner: 'U1ADA' },
    });
    const other = { ...body, view: { ...body.view, callback_id: 'architect:settings' } };
    expect(parseSlack(other, { teamId: 'T1ABC', botUserId: 'U0BOT' })).toMatchObject({
      form: 'channel',
      values: {},
    });
  });
});
