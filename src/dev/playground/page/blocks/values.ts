import { isRecord, type Json, textOf, toRecord, toRecords, toText } from '../json.ts';

/** Slack's `state.values`: by block id, then by action id. */
export type Values = Record<string, Record<string, Json>>;

type Field = { initial: string; selected: string };

const FIELDS: Record<string, Field> = {
  static_select: { initial: 'initial_option', selected: 'selected_option' },
  external_select: { initial: 'initial_option', selected: 'selected_option' },
  radio_buttons: { initial: 'initial_option', selected: 'selected_option' },
  users_select: { initial: 'initial_user', selected: 'selected_user' },
  channels_select: { initial: 'initial_channel', selected: 'selected_channel' },
  conversations_select: { initial: 'initial_conversation', selected: 'selected_conversation' },
  multi_static_select: { initial: 'initial_options', selected: 'selected_options' },
  multi_external_select: { initial: 'initial_options', selected: 'selected_options' },
  checkboxes: { initial: 'initial_options', selected: 'selected_options' },
  multi_users_select: { initial: 'initial_users', selected: 'selected_users' },
  multi_channels_select: { initial: 'initial_channels', selected: 'selected_channels' },
  multi_conversations_select: { initial: 'initial_conversations', selected: 'selected_conversations' },
  datepicker: { initial: 'initial_date', selected: 'selected_date' },
  timepicker: { initial: 'initial_time', selected: 'selected_time' },
  datetimepicker: { initial: 'initial_date_time', selected: 'selected_date_time' },
  plain_text_input: { initial: 'initial_value', selected: 'value' },
  email_text_input: { initial: 'initial_value', selected: 'value' },
  url_text_input: { initial: 'initial_value', selected: 'value' },
  number_input: { initial: 'initial_value', selected: 'value' },
};

/** The field that holds what was chosen in an element of this type; undefined for buttons and menus, which hold nothing. */
export function selectedField(type: string): string | undefined {
  return FIELDS[type]?.selected;
}

/** Where an element's value lives; Slack makes both ids up when they are left out, the index stands in for that. */
export function blockIdOf(block: Json, index: number): string {
  return toText(block.block_id) || `block-${index}`;
}

/** What Slack sends for an element that nobody touched. */
export function initialValue(element: Json): Json | undefined {
  const type = toText(element.type);
  const field = FIELDS[type];
  if (!field) return undefined;
  const isMany = type.startsWith('multi_') || type === 'checkboxes';
  return { type, [field.selected]: element[field.initial] ?? (isMany ? [] : null) };
}

/** Every element of the blocks with its value: what was chosen, else what the blocks say at first. */
export function collectValues(blocks: Json[], chosen: Values): Values {
  const values: Values = {};
  eachElement(blocks, (blockId, element) => {
    const actionId = toText(element.action_id);
    const value = chosen[blockId]?.[actionId] ?? initialValue(element);
    if (value && actionId) values[blockId] = { ...values[blockId], [actionId]: value };
  });
  return values;
}

function eachElement(blocks: Json[], visit: (blockId: string, element: Json) => void): void {
  for (const [index, block] of blocks.entries()) {
    const blockId = blockIdOf(block, index);
    for (const key of ['accessory', 'element']) {
      const element = block[key];
      if (isRecord(element)) visit(blockId, element);
    }
    if (block.type === 'actions') {
      for (const element of toRecords(block.elements)) visit(blockId, element);
    }
    eachElement(toRecords(block.child_blocks), visit);
  }
}

/** What Slack's client itself refuses before a form is sent, by block id. */
export function findInputErrors(blocks: Json[], values: Values): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [index, block] of blocks.entries()) {
    Object.assign(errors, findInputErrors(toRecords(block.child_blocks), values));
    if (block.type !== 'input') continue;
    const blockId = blockIdOf(block, index);
    const element = toRecord(block.element);
    const value = values[blockId]?.[toText(element.action_id)] ?? initialValue(element) ?? {};
    const problem = inputProblem(element, value, block.optional === true);
    if (problem) errors[blockId] = problem;
  }
  return errors;
}

function inputProblem(element: Json, value: Json, isOptional: boolean): string | undefined {
  const type = toText(element.type);
  const chosen = value[selectedField(type) ?? 'value'];
  const isEmpty = chosen === null || chosen === undefined || chosen === '' || isEmptyList(chosen);
  if (isEmpty) return isOptional ? undefined : 'Please fill in this field';
  if (typeof chosen !== 'string') return undefined;
  const least = element.min_length;
  const most = element.max_length;
  if (typeof least === 'number' && chosen.length < least) return `At least ${least} characters, please`;
  if (typeof most === 'number' && chosen.length > most) return `At most ${most} characters, please`;
  if (type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(chosen)) return 'This is no email address';
  if (type === 'url_text_input' && !URL.canParse(chosen)) return 'This is no web address';
  return type === 'number_input' ? numberProblem(element, chosen) : undefined;
}

function numberProblem(element: Json, chosen: string): string | undefined {
  const number = Number(chosen);
  if (Number.isNaN(number)) return 'This is no number';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'A whole number, please';
  if (element.min_value !== undefined && number < Number(element.min_value)) {
    return `Not less than ${String(element.min_value)}, please`;
  }
  if (element.max_value !== undefined && number > Number(element.max_value)) {
    return `Not more than ${String(element.max_value)}, please`;
  }
  return undefined;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

export type Option = { value: string; label: string; description: string; url: string; raw: Json };

export function toOption(raw: Json): Option {
  return {
    value: toText(raw.value),
    label: textOf(raw.text),
    description: textOf(raw.description),
    url: toText(raw.url),
    raw,
  };
}
