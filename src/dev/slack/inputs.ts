import { isRecord, type Json, toList, toRecord } from './json.ts';
import { SlackError } from './slack-error.ts';
import { elementsOf } from './views.ts';
import type { Workspace } from './world.ts';

/** What a test or the page fills into an element: its value, its values, or what Slack would send of it. */
export type Filled = string | string[] | Json;

/** By block id, then action id. */
export type FilledValues = Record<string, Record<string, Filled>>;

/** Where Slack puts the chosen value of elements that hold a single text. */
const TEXT_FIELD: Record<string, string> = {
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
};

const LIST_FIELD: Record<string, string> = {
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
};

const INITIAL_TEXT = [
  'initial_value',
  'initial_date',
  'initial_time',
  'initial_user',
  'initial_conversation',
  'initial_channel',
];
const ONE_OPTION = new Set(['static_select', 'external_select', 'radio_buttons', 'overflow']);
const MANY_OPTIONS = new Set(['checkboxes', 'multi_static_select', 'multi_external_select']);
const STATELESS = new Set([
  'button',
  'workflow_button',
  'overflow',
  'feedback_buttons',
  'icon_button',
  'image',
]);

/** The part of an action or of `state.values` that says what was chosen; throws for an option that isn't there. */
export function fillElement(element: Json, filled: Filled | undefined): Json {
  const type = String(element.type);
  if (isRecord(filled)) {
    const { action_id: _action, block_id: _block, action_ts: _at, ...chosen } = filled;
    return { ...chosen, type };
  }
  if (MANY_OPTIONS.has(type)) {
    const values = filled === undefined ? undefined : [filled].flat();
    const initial = toList(element.initial_options);
    return { type, selected_options: values?.map((value) => option(element, value)) ?? initial };
  }
  if (ONE_OPTION.has(type)) {
    const value = [filled].flat()[0];
    const initial = element.initial_option ?? null;
    return { type, selected_option: value === undefined ? initial : option(element, value) };
  }
  const listField = LIST_FIELD[type];
  if (listField) return { type, [listField]: filled === undefined ? [] : [filled].flat() };
  if (type === 'datetimepicker') {
    const initial = element.initial_date_time ?? null;
    return { type, selected_date_time: filled === undefined ? initial : Number(filled) };
  }
  const field = TEXT_FIELD[type] ?? 'value';
  const initial = INITIAL_TEXT.map((name) => element[name]).find((value) => typeof value === 'string');
  return { type, [field]: [filled].flat()[0] ?? initial ?? null };
}

function option(element: Json, value: string): unknown {
  const groups = toList(element.option_groups).map(toRecord);
  const all = [...toList(element.options), ...groups.flatMap((group) => toList(group.options))];
  const found = all.find((entry) => toRecord(entry).value === value);
  if (!found && element.options !== undefined) throw new SlackError('option_not_found');
  return found ?? { value };
}

/** `state.values` of a surface: what was filled in now, before, or at the start. Remembers it for the next action. */
export function readState(
  workspace: Workspace,
  surface: { id: string; user: string; blocks: unknown },
  given: FilledValues = {},
): Json {
  const key = `${surface.id}/${surface.user}`;
  const before = toRecord(workspace.inputs.get(key));
  const state: Record<string, Json> = {};
  for (const { blockId, element } of elementsOf(surface.blocks)) {
    if (STATELESS.has(String(element.type))) continue;
    const actionId = String(element.action_id);
    const known = toRecord(before[blockId])[actionId];
    const filled = given[blockId]?.[actionId] ?? (isRecord(known) ? known : undefined);
    const values = state[blockId] ?? {};
    values[actionId] = fillElement(element, filled);
    state[blockId] = values;
  }
  workspace.inputs.set(key, state);
  return state;
}

/** Slack's own check before a form is sent: required inputs that are empty, lengths that do not fit. */
export function checkInputs(blocks: unknown, state: Json): Record<string, string> | undefined {
  const errors: Record<string, string> = {};
  for (const { blockId, block, element } of elementsOf(blocks)) {
    if (block.type !== 'input') continue;
    const entry = toRecord(toRecord(state[blockId])[String(element.action_id)]);
    const { type: _type, ...chosen } = entry;
    const value = Object.values(chosen)[0];
    const isMissing = value === null || value === undefined || value === '' || isEmptyList(value);
    if (isMissing && block.optional !== true) errors[blockId] = 'Please complete this required field.';
    if (typeof value !== 'string' || value === '') continue;
    const least = Number(element.min_length ?? 0);
    const most = Number(element.max_length ?? 3_000);
    if (value.length < least) errors[blockId] = `Please enter at least ${least} characters.`;
    if (value.length > most) errors[blockId] = `Please enter at most ${most} characters.`;
  }
  return Object.keys(errors).length > 0 ? errors : undefined;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
