import { isDeepStrictEqual } from 'node:util';
import { type Json, toList } from '../json.ts';
import {
  byType,
  type Check,
  chars,
  type Fields,
  type Findings,
  flag,
  integer,
  list,
  number,
  oneOf,
  pattern,
  report,
  shape,
  url,
} from './check.ts';
import { image } from './images.ts';
import { richText } from './rich-text.ts';
import { anyText, confirm, option, plainText } from './texts.ts';

const id = pattern(/^[A-Z][A-Z0-9]{2,}$/, 'a Slack id');
const plainOption = option(plainText(75));
const anyOption = option(anyText(75));
const placeholder = { placeholder: plainText(150) };
const dispatch = {
  dispatch_action_config: shape(
    {},
    {
      trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { least: 1, most: 2 }),
    },
  ),
};
const focus = { focus_on_load: flag };

/** An interactive element: its `action_id` is unique in the payload. */
function element(
  required: Fields,
  optional: Fields = {},
  also?: (value: Json, pointer: string, findings: Findings) => void,
): Check {
  return shape(required, { action_id: chars(1, 255), ...optional }, (value, pointer, findings) => {
    const actionId = value.action_id;
    if (typeof actionId === 'string') {
      if (findings.actionIds.has(actionId)) {
        report(findings, `${pointer}/action_id`, `action_id "${actionId}" already exists`);
      }
      findings.actionIds.add(actionId);
    }
    if (value.focus_on_load === true) {
      findings.focused += 1;
      if (findings.focused > 1)
        report(findings, `${pointer}/focus_on_load`, 'only one element may be focused');
    }
    also?.(value, pointer, findings);
  });
}

/** Whatever is chosen at the start must be one of the options. */
function choices(value: Json, pointer: string, findings: Findings): void {
  const groups = toList(value.option_groups);
  const all = [
    ...toList(value.options),
    ...groups.flatMap((group) => toList((group as Json | null)?.options)),
  ];
  const initial = [value.initial_option, ...toList(value.initial_options)].filter(
    (entry) => entry !== undefined,
  );
  for (const entry of initial) {
    if (!all.some((candidate) => isDeepStrictEqual(candidate, entry))) {
      report(findings, pointer, 'initial option must exactly match an option');
    }
  }
}

function fromOptionsOrGroups(value: Json, pointer: string, findings: Findings): void {
  if ((value.options === undefined) === (value.option_groups === undefined)) {
    report(findings, pointer, 'exactly one of options and option_groups is required');
  }
  choices(value, pointer, findings);
}

const options = list(plainOption, { least: 1, most: 100 });
const optionGroups = list(shape({ label: plainText(75), options }), { least: 1, most: 100 });
const filter = shape(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { least: 1, most: 4 }),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
);
const chosen = (required: Fields, optional: Fields, also?: typeof choices) =>
  element(required, { confirm, ...focus, ...placeholder, ...optional }, also);
const many = { max_selected_items: integer(1, 100) };

const button = element(
  { text: plainText(75) },
  {
    value: chars(0, 2_000),
    url: url(3_000),
    style: oneOf('primary', 'danger'),
    confirm,
    accessibility_label: chars(1, 75),
  },
);
const feedbackButton = shape(
  { text: plainText(75), value: chars(1, 2_000) },
  { accessibility_label: chars(1, 75) },
);
const tenOptions = list(anyOption, { least: 1, most: 10 });

/** Elements that sections and actions share; each block names those it takes. */
const INTERACTIVE = {
  button,
  workflow_button: element(
    { text: plainText(75), workflow: shape({ trigger: shape({ url: url(3_000) }, {}) }) },
    { style: oneOf('primary', 'danger'), accessibility_label: chars(1, 75), confirm },
  ),
  checkboxes: element({ options: tenOptions }, { initial_options: tenOptions, confirm, ...focus }, choices),
  radio_buttons: element({ options: tenOptions }, { initial_option: anyOption, confirm, ...focus }, choices),
  datepicker: chosen({}, { initial_date: pattern(/^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD') }),
  timepicker: chosen(
    {},
    { initial_time: pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm'), timezone: chars(1, 100) },
  ),
  overflow: element({ options: list(option(plainText(75), true), { least: 1, most: 5 }) }, { confirm }),
  static_select: chosen(
    {},
    { options, option_groups: optionGroups, initial_option: plainOption },
    fromOptionsOrGroups,
  ),
  external_select: chosen({}, { initial_option: plainOption, min_query_length: integer(0, 1_000) }),
  users_select: chosen({}, { initial_user: id }),
  conversations_select: chosen(
    {},
    {
      initial_conversation: id,
      default_to_current_conversation: flag,
      response_url_enabled: flag,
      filter,
    },
  ),
  channels_select: chosen({}, { initial_channel: id, response_url_enabled: flag }),
  multi_static_select: chosen(
    {},
    { options, option_groups: optionGroups, initial_options: options, ...many },
    fromOptionsOrGroups,
  ),
  multi_external_select: chosen(
    {},
    { initial_options: options, min_query_length: integer(0, 1_000), ...many },
  ),
  multi_users_select: chosen({}, { initial_users: list(id, { most: 100 }), ...many }),
  multi_conversations_select: chosen(
    {},
    {
      initial_conversations: list(id, { most: 100 }),
      default_to_current_conversation: flag,
      filter,
      ...many,
    },
  ),
  multi_channels_select: chosen({}, { initial_channels: list(id, { most: 100 }), ...many }),
};

const datetimepicker = element(
  {},
  { initial_date_time: integer(1_000_000_000, 9_999_999_999), confirm, ...focus },
);
const richTextInput = element(
  {},
  {
    initial_value: richText,
    min_lines: integer(1, 100),
    max_lines: integer(1, 100),
    ...focus,
    ...placeholder,
    ...dispatch,
  },
);

export const sectionAccessory: Check = byType({ ...INTERACTIVE, image: image() });

export const actionsElement: Check = byType({
  ...INTERACTIVE,
  datetimepicker,
  rich_text_input: richTextInput,
});

export const cardButton: Check = byType({ button });

const { button: _button, workflow_button: _workflowButton, overflow: _overflow, ...INPUTS } = INTERACTIVE;

export const inputElement: Check = byType({
  ...INPUTS,
  datetimepicker,
  rich_text_input: richTextInput,
  plain_text_input: element(
    {},
    {
      multiline: flag,
      initial_value: chars(0, 3_000),
      min_length: integer(0, 3_000),
      max_length: integer(1, 3_000),
      ...focus,
      ...placeholder,
      ...dispatch,
    },
  ),
  email_text_input: element({}, { initial_value: chars(0, 3_000), ...focus, ...placeholder, ...dispatch }),
  url_text_input: element({}, { initial_value: chars(0, 3_000), ...focus, ...placeholder, ...dispatch }),
  number_input: element(
    { is_decimal_allowed: flag },
    {
      initial_value: chars(0, 100),
      min_value: chars(0, 100),
      max_value: chars(0, 100),
      ...focus,
      ...placeholder,
      ...dispatch,
    },
  ),
  file_input: element({}, { filetypes: list(chars(1, 20), { most: 100 }), max_files: integer(1, 10) }),
});

export const contextElement: Check = byType({
  image: image(),
  plain_text: plainText(3_000),
  mrkdwn: anyText(3_000),
});

export const contextActionsElement: Check = byType({
  feedback_buttons: element({ positive_button: feedbackButton, negative_button: feedbackButton }),
  icon_button: element(
    { icon: oneOf('trash'), text: plainText(75) },
    {
      value: chars(0, 2_000),
      accessibility_label: chars(1, 75),
      visible_to_user_ids: list(id, { most: 100 }),
      confirm,
    },
  ),
});

export const rawNumber: Check = shape({ value: number, text: chars(1, 10_000) });
