import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { cleanText, clipText } from '../../core/chat/prose/text.ts';
import type { Form } from '../../core/chat/reply.ts';
import {
  changingOf,
  DIGEST_FIELDS,
  FORM_WORDS,
  filledIn,
  WHEN_CHOICES,
  YES,
  ZONE_CHARS,
} from '../../core/chat/wording/digest-form.ts';
import { encodeSettings } from './actions.ts';
import { plainText } from './blocks/elements.ts';
import { slackId } from './ids.ts';
import { BUTTON_CHARS } from './render/limits.ts';

type DigestForm = Extract<Form, { kind: 'digest-form' }>;

/** Slack takes no more check boxes in a group, no more options in a list, and no longer value of one. */
const MOST_BOXES = 10;
const MOST_OPTIONS = 100;
const VALUE_CHARS = 150;

const FIELDS = DIGEST_FIELDS;

/** When a channel gets its digest and what is in it, filled in with what holds now. */
export function buildDigestForm(form: DigestForm): ModalView {
  const now = filledIn(form);
  const days = WHEN_CHOICES.map(toOption);
  const day = days.find(({ value }) => value === now.when);
  const yes = toOption({ value: YES, label: FORM_WORDS.heartbeat });
  return {
    type: 'modal',
    ...encodeSettings('digest', { ...form, ...changingOf(form) }),
    title: plainText(FORM_WORDS.title),
    submit: plainText('Save'),
    close: plainText('Cancel'),
    blocks: [
      field('when', FORM_WORDS.when, {
        type: 'static_select',
        action_id: FIELDS.when,
        options: days,
        ...(day ? { initial_option: day } : {}),
      }),
      field('time', FORM_WORDS.time, {
        type: 'timepicker',
        action_id: FIELDS.time,
        initial_time: now.time,
      }),
      {
        ...field('zone', FORM_WORDS.zone, {
          type: 'plain_text_input',
          action_id: FIELDS.zone,
          initial_value: clipText(cleanText(now.zone), ZONE_CHARS),
          max_length: ZONE_CHARS,
        }),
        hint: plainText(FORM_WORDS.zoneHint),
      },
      field('owner', FORM_WORDS.owner, {
        type: 'users_select',
        action_id: FIELDS.owner,
        ...(isPerson(now.ownerId) ? { initial_user: now.ownerId } : {}),
      }),
      ...sectionsField(form, now.sections),
      {
        ...field('heartbeat', FORM_WORDS.quiet, {
          type: 'checkboxes',
          action_id: FIELDS.heartbeat,
          options: [yes],
          ...(now.heartbeat ? { initial_options: [yes] } : {}),
        }),
        optional: true,
      },
    ],
  };
}

/** Check boxes, or a list where those would be too many. */
function sectionsField({ sections }: DigestForm, chosen: readonly string[]): InputBlock[] {
  const options = sections
    .filter(({ id }) => id.length <= VALUE_CHARS)
    .slice(0, MOST_OPTIONS)
    .map(({ id, title }) => toOption({ value: id, label: cleanText(title).trim() || id }));
  if (options.length === 0) return [];
  const ticked = options.filter(({ value }) => value !== undefined && chosen.includes(value));
  const choices = {
    action_id: FIELDS.sections,
    options,
    ...(ticked.length > 0 ? { initial_options: ticked } : {}),
  };
  const type = options.length <= MOST_BOXES ? 'checkboxes' : 'multi_static_select';
  return [field('sections', FORM_WORDS.sections, { type, ...choices })];
}

/** The field and its element bear one name, by which errors and values are known. */
function field(id: keyof typeof FIELDS, label: string, element: InputBlock['element']): InputBlock {
  return { type: 'input', block_id: FIELDS[id], label: plainText(label), element };
}

function toOption({ value, label }: { value: string; label: string }): PlainTextOption {
  return { text: plainText(clipText(label, BUTTON_CHARS)), value };
}

function isPerson(id: string): boolean {
  return /^[UW][A-Z0-9]{2,}$/.test(id);
}

const option = z.object({ value: z.string().max(VALUE_CHARS) });
const stateSchema = z.object({
  value: z.string().max(VALUE_CHARS).nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).max(MOST_OPTIONS).nullish(),
  selected_time: z.string().max(VALUE_CHARS).nullish(),
  selected_user: slackId.nullish(),
});
const valuesSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/**
 * What was filled in, by field. A field that says nothing is not in it, but for boxes of which none is ticked: several
 * ticked ones are parted by commas.
 */
export function readDigestForm(values: unknown): Record<string, string> {
  const parsed = valuesSchema.safeParse(values).data ?? {};
  return Object.fromEntries(
    Object.values(FIELDS).flatMap((id): [string, string][] => {
      const state = stateSchema.safeParse(parsed[id]?.[id]).data;
      if (!state) return [];
      const { selected_options: ticked } = state;
      if (ticked) return [[id, ticked.map(({ value }) => value).join(',')]];
      const said = state.selected_option?.value ?? state.selected_time ?? state.selected_user ?? state.value;
      return said == null ? [] : [[id, said.trim()]];
    }),
  );
}
