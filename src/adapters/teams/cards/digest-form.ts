import { z } from 'zod';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { Form } from '../../../core/chat/reply.ts';
import {
  changingOf,
  DIGEST_FIELDS,
  FORM_WORDS,
  filledIn,
  WHEN_CHOICES,
  YES,
  ZONE_CHARS,
} from '../../../core/chat/wording/digest-form.ts';
import { encodeSettings } from '../actions.ts';
import type { CardElement } from '../render/card.ts';
import { literal } from '../render/safe-text.ts';
import { actionSet, list, standOf } from './elements.ts';

type DigestForm = Extract<Form, { kind: 'digest-form' }>;

const FIELDS = DIGEST_FIELDS;
const NO = 'no';

/** When a channel gets its digest and what is in it, filled in with what holds now. */
export function digestInputs(form: DigestForm): CardElement[] {
  const { channelId, openedBy } = form;
  const now = filledIn(form);
  const { token } = standOf({ threadId: channelId, turn: 0 }, 'digest', openedBy);
  const days = WHEN_CHOICES.map(({ value, label }) => ({ value, title: label }));
  return [
    list(FIELDS.when, FORM_WORDS.when, days, now.when),
    { type: 'Input.Time', id: FIELDS.time, label: FORM_WORDS.time, value: now.time },
    {
      type: 'Input.Text',
      id: FIELDS.zone,
      label: `${FORM_WORDS.zone}. ${FORM_WORDS.zoneHint}`,
      value: literal(clipText(now.zone, ZONE_CHARS)),
      maxLength: ZONE_CHARS,
    },
    list(FIELDS.owner, FORM_WORDS.owner, ownerChoices(form), now.ownerId),
    ...sectionsInput(form, now.sections),
    {
      type: 'Input.Toggle',
      id: FIELDS.heartbeat,
      label: FORM_WORDS.quiet,
      title: FORM_WORDS.heartbeat,
      valueOn: YES,
      valueOff: NO,
      value: now.heartbeat ? YES : NO,
    },
    actionSet({
      type: 'Action.Execute',
      title: 'Save',
      style: 'positive',
      ...encodeSettings({ form: 'digest', channelId, openedBy, token, ...changingOf(form) }),
    }),
  ];
}

/** Pickers of people give ids that a bot can't speak to, so it is whoever is told now or whoever fills this in. */
function ownerChoices({ setting, ownerId }: DigestForm): { value: string; title: string }[] {
  const me = { value: ownerId, title: 'Me' };
  const held = setting?.ownerId;
  return held === undefined || held === ownerId ? [me] : [{ value: held, title: 'As it is now' }, me];
}

function sectionsInput({ sections }: DigestForm, chosen: readonly string[]): CardElement[] {
  if (sections.length === 0) return [];
  return [
    {
      type: 'Input.ChoiceSet',
      id: FIELDS.sections,
      label: FORM_WORDS.sections,
      style: 'expanded',
      isMultiSelect: true,
      wrap: true,
      choices: sections.map(({ id, title }) => ({
        title: literal(cleanText(title).trim()) || id,
        value: id,
      })),
      value: chosen.join(','),
    },
  ];
}

const VALUE_CHARS = 2_000;
const inputsSchema = z.record(z.string(), z.unknown());

/** What was filled in, by field. Clients leave out boxes of which none is ticked. */
export function readDigestForm(data: unknown): Record<string, string> {
  const inputs = inputsSchema.safeParse(data).data ?? {};
  const read = (id: string): string => {
    const value = inputs[id];
    return typeof value === 'string' ? value.trim().slice(0, VALUE_CHARS) : '';
  };
  const { sections, heartbeat, ...others } = FIELDS;
  const said = Object.values(others).flatMap((id): [string, string][] =>
    read(id) === '' ? [] : [[id, read(id)]],
  );
  return {
    ...Object.fromEntries(said),
    [sections]: read(sections),
    [heartbeat]: read(heartbeat) === YES ? YES : '',
  };
}
