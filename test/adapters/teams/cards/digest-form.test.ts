import { describe, expect, it } from 'vitest';
import { decodeSettings } from '../../../../src/adapters/teams/actions.ts';
import { readDigestForm } from '../../../../src/adapters/teams/cards/digest-form.ts';
import { buildForm } from '../../../../src/adapters/teams/cards/forms.ts';
import type { Form } from '../../../../src/core/chat/reply.ts';
import { readDigestValues } from '../../../../src/core/digest/read-digest-values.ts';
import type { Schedule } from '../../../../src/core/digest/schedule.ts';
import { findButton, valuesOf } from '../../../../src/dev/teams/card-inputs.ts';
import { SETTING } from '../../slack/digests.ts';
import { NASTY } from '../../slack/given.ts';
import { cardProblems, ofType } from './check.ts';

type DigestForm = Extract<Form, { kind: 'digest-form' }>;

const SECTIONS = ['designs', 'decisions', 'drafts'].map((id) => ({ id, title: `About ${id}` }));

const FORM: DigestForm = {
  kind: 'digest-form',
  channelId: '19:abc@thread.tacv2',
  openedBy: 'invoke-19:abc@thread.tacv2-digest',
  zone: 'Europe/Berlin',
  ownerId: '29:ada',
  sections: SECTIONS,
};

/** What a client sends of the form when these inputs are changed. */
function submit(form: DigestForm, changed: Record<string, string> = {}): Record<string, string> {
  const { inputs } = findButton([buildForm(form)], { title: 'Save' });
  return valuesOf(inputs, changed);
}

describe('the form of a digest on Teams', () => {
  it('is a card that every client reads, whatever is in it', () => {
    const many = Array.from({ length: 60 }, (_, n) => ({ id: `s${n}`, title: `${NASTY} ${n}` }));
    for (const form of [
      FORM,
      { ...FORM, sections: many },
      { ...FORM, sections: [], zone: 'x'.repeat(500) },
    ]) {
      expect(cardProblems(buildForm(form))).toEqual([]);
    }
  });

  it('knows its channel and what opened it', () => {
    const [save] = ofType(buildForm(FORM), 'Action.Execute');
    expect(decodeSettings(save)).toMatchObject({
      form: 'digest',
      channelId: FORM.channelId,
      openedBy: FORM.openedBy,
    });
  });

  it('says at first what most would choose, on the clocks of who asked', () => {
    expect(readDigestForm(submit(FORM))).toEqual({
      when: 'weekly 1',
      time: '09:00',
      zone: 'Europe/Berlin',
      owner: '29:ada',
      sections: 'designs,decisions,drafts',
      heartbeat: '',
    });
  });

  it.each<[string, Schedule]>([
    ['daily', { period: 'daily', hour: 0, minute: 5, zone: 'UTC' }],
    ['weekly 7', { period: 'weekly', weekday: 7, hour: 23, minute: 59, zone: 'Asia/Kolkata' }],
    ['monthly 31', { period: 'monthly', day: 31, hour: 8, minute: 30, zone: 'America/New_York' }],
  ])('that is sent as it was opened sets what held: %s', (when, schedule) => {
    const setting = { ...SETTING, schedule, ownerId: '29:bob', heartbeat: true, without: ['drafts'] };
    const values = readDigestForm(submit({ ...FORM, setting }));
    expect(values).toMatchObject({ when, heartbeat: 'yes', sections: 'designs,decisions' });
    expect(readDigestValues(values, SECTIONS)).toEqual({
      schedule,
      ownerId: '29:bob',
      heartbeat: true,
      without: ['drafts'],
    });
  });

  it('offers whoever is told now, and whoever fills it in', () => {
    const ownersOf = (form: DigestForm) =>
      ofType(buildForm(form), 'Input.ChoiceSet').find(({ id }) => id === 'owner')?.choices;
    expect(ownersOf(FORM)).toEqual([{ title: 'Me', value: '29:ada' }]);
    expect(ownersOf({ ...FORM, setting: { ...SETTING, ownerId: '29:ada' } })).toHaveLength(1);
    expect(ownersOf({ ...FORM, setting: { ...SETTING, ownerId: '29:bob' } })).toEqual([
      { title: 'As it is now', value: '29:bob' },
      { title: 'Me', value: '29:ada' },
    ]);
  });

  it('gives back what was chosen in it; boxes of which none is ticked say nothing', () => {
    const changed = {
      when: 'monthly 30',
      time: '17:45',
      zone: ' Europe/Paris ',
      sections: 'drafts',
      heartbeat: 'yes',
    };
    expect(readDigestForm(submit(FORM, changed))).toEqual({
      when: 'monthly 30',
      time: '17:45',
      zone: 'Europe/Paris',
      owner: '29:ada',
      sections: 'drafts',
      heartbeat: 'yes',
    });
    const { sections: _, ...without } = submit(FORM);
    expect(readDigestForm(without)).toMatchObject({ sections: '', heartbeat: '' });
    for (const odd of [undefined, 'x', { when: 1 }])
      expect(readDigestForm(odd)).toEqual({ sections: '', heartbeat: '' });
  });
});
