import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { cleanText, clipText } from '../../core/chat/prose/text.ts';
import type { Form } from '../../core/chat/reply.ts';
import { AT_END, END_AFTER_MS, formatTerm, REMIND_AFTER_MS } from '../../core/thread/channel-settings.ts';
import { encodeSettings } from './actions.ts';
import { plainText } from './blocks/elements.ts';
import { BUTTON_CHARS } from './render/limits.ts';

/** Slack takes no more options in a list, and no longer value of one. */
const MOST_OPTIONS = 100;
const VALUE_CHARS = 150;

const AUTO = 'auto';
const FIELDS = ['agent', 'remind', 'end', 'atEnd'] as const;
const AT_END_LABELS = {
  assume: 'Go on, and say what is assumed',
  close: 'Close the questions; “retry” asks them again',
};

type Choice = { label: string; value: string };

/** Everything a channel can choose for itself, filled in with what holds now. */
export function buildSettingsForm(form: Extract<Form, { kind: 'settings-form' }>): ModalView {
  const { remindAfterMs, endAfterMs, atEnd } = form.terms;
  return {
    type: 'modal',
    ...encodeSettings('channel', form),
    title: plainText('Channel settings'),
    submit: plainText('Save'),
    close: plainText('Cancel'),
    blocks: [
      field('agent', 'Who answers here', agentChoices(form), form.agent ?? AUTO),
      field(
        'remind',
        'Open questions: remind once after',
        REMIND_AFTER_MS.map(toChoice),
        String(remindAfterMs),
      ),
      field('end', 'If nobody answers for', END_AFTER_MS.map(toChoice), String(endAfterMs)),
      field(
        'atEnd',
        'Then',
        AT_END.map((value) => ({ value, label: AT_END_LABELS[value] })),
        atEnd,
      ),
    ],
  };
}

function toChoice(term: number | 'never'): Choice {
  return { value: String(term), label: term === 'never' ? 'Never' : formatTerm(term) };
}

/** The one that is set comes right after the router's choice, so that it is never among those that are too many. */
function agentChoices({ agents, agent }: Extract<Form, { kind: 'settings-form' }>): Choice[] {
  const isSet = (one: { id: string }): boolean => one.id === agent;
  const sorted = [...agents.filter(isSet), ...agents.filter((one) => !isSet(one))];
  const choices = sorted.map(({ id, title }) => ({ value: id, label: cleanText(title).trim() || id }));
  return [{ value: AUTO, label: 'The best one is chosen' }, ...choices]
    .filter(({ value }) => value.length <= VALUE_CHARS)
    .slice(0, MOST_OPTIONS);
}

/** What is set and not offered any more is shown as a choice to be made. */
function field(
  id: (typeof FIELDS)[number],
  label: string,
  choices: readonly Choice[],
  current: string,
): InputBlock {
  const options = choices.map(
    (choice): PlainTextOption => ({
      text: plainText(clipText(choice.label, BUTTON_CHARS)),
      value: choice.value,
    }),
  );
  const chosen = options.find((option) => option.value === current);
  return {
    type: 'input',
    block_id: id,
    label: plainText(label),
    element: {
      type: 'static_select',
      action_id: id,
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}

const valueSchema = z.object({ selected_option: z.object({ value: z.string().max(VALUE_CHARS) }) });
const valuesSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** What was chosen, by field; a field that says nothing is not in it. */
export function readSettings(values: unknown): Record<string, string> {
  const parsed = valuesSchema.safeParse(values).data ?? {};
  return Object.fromEntries(
    FIELDS.flatMap((id) => {
      const chosen = valueSchema.safeParse(parsed[id]?.[id]);
      return chosen.success ? [[id, chosen.data.selected_option.value]] : [];
    }),
  );
}
