import { z } from 'zod';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { Form } from '../../../core/chat/reply.ts';
import { FORM_WORDS } from '../../../core/chat/wording/digest-form.ts';
import { AT_END, END_AFTER_MS, formatTerm, REMIND_AFTER_MS } from '../../../core/thread/channel-settings.ts';
import { unanswered } from '../../../core/thread/questions.ts';
import { encodeSettings } from '../actions.ts';
import { type AdaptiveCard, adaptiveCard, type CardElement } from '../render/card.ts';
import { richText } from '../render/inlines.ts';
import { digestInputs } from './digest-form.ts';
import { actionSet, button, type ListChoice, list, standOf } from './elements.ts';
import { ANSWER_CHARS, questionInputs } from './question-inputs.ts';

const FOLLOW_UP = 'follow-up';

/** A card of inputs for one person. */
export function buildForm(form: Form): AdaptiveCard {
  switch (form.kind) {
    case 'questions-form':
      return buildQuestionsForm(form);
    case 'follow-up-form': {
      const send = button('Ask', 'send-follow-up', standOf(form.ref, 'follow-up'), {
        withInputs: true,
        style: 'positive',
      });
      return formCard('Ask a follow-up', followUpInput(), actionSet(send));
    }
    case 'settings-form':
      return buildSettingsForm(form);
    case 'digest-form':
      return formCard(FORM_WORDS.title, ...digestInputs(form));
    default:
      return form satisfies never;
  }
}

export function followUpInput(): CardElement {
  return {
    type: 'Input.Text',
    id: FOLLOW_UP,
    label: 'What would you like to know or change?',
    isMultiline: true,
    maxLength: ANSWER_CHARS,
    isRequired: true,
    errorMessage: 'Write what you would like to ask.',
  };
}

/** An input for each question that is still open, short enough for one card. */
function buildQuestionsForm({ ref, open }: Extract<Form, { kind: 'questions-form' }>): AdaptiveCard {
  const left = unanswered(open);
  if (left.length === 0) {
    return formCard(
      'Answer the architect',
      richText([{ text: 'All questions have been answered. There is nothing left to fill in.' }]),
    );
  }
  const stand = standOf(ref, 'form', open.answers, open.skipped);
  const inputs = left.flatMap((question): CardElement[] => {
    const number = open.questions.indexOf(question) + 1;
    const asked = { text: `${number}. ${cleanText(question.question)}`, bold: true as const };
    return [{ ...richText([asked]), separator: true }, ...questionInputs(question, number, WHOLE)];
  });
  const send = button('Send answers', 'send-answers', stand, { withInputs: true, style: 'positive' });
  return formCard('Answer the architect', ...inputs, actionSet(send));
}

/** A form has nothing but the questions, whose texts fit a card at their longest. */
const WHOLE = Number.POSITIVE_INFINITY;

const AUTO = 'auto';
const FIELDS = ['agent', 'remind', 'end', 'atEnd'] as const;
const AT_END_LABELS = {
  assume: 'Go on, and say what is assumed',
  close: 'Close the questions; “retry” asks them again',
};
const MOST_CHOICES = 100;

/** Everything a channel can choose for itself, filled in with what holds now. */
function buildSettingsForm(form: Extract<Form, { kind: 'settings-form' }>): AdaptiveCard {
  const { channelId, openedBy, terms } = form;
  const { token } = standOf({ threadId: channelId, turn: 0 }, openedBy);
  const ends = AT_END.map((value) => ({ value, title: AT_END_LABELS[value] }));
  return formCard(
    'Channel settings',
    list('agent', 'Who answers here', agentChoices(form), form.agent ?? AUTO),
    list(
      'remind',
      'Open questions: remind once after',
      REMIND_AFTER_MS.map(toChoice),
      String(terms.remindAfterMs),
    ),
    list('end', 'If nobody answers for', END_AFTER_MS.map(toChoice), String(terms.endAfterMs)),
    list('atEnd', 'Then', ends, terms.atEnd),
    actionSet({
      type: 'Action.Execute',
      title: 'Save',
      style: 'positive',
      ...encodeSettings({ form: 'channel', channelId, openedBy, token }),
    }),
  );
}

function toChoice(term: number | 'never'): ListChoice {
  return { value: String(term), title: term === 'never' ? 'Never' : formatTerm(term) };
}

/** The one that is set comes right after the router's choice, so that it is never among those that are too many. */
function agentChoices({ agents, agent }: Extract<Form, { kind: 'settings-form' }>): ListChoice[] {
  const isSet = (one: { id: string }): boolean => one.id === agent;
  const sorted = [...agents.filter(isSet), ...agents.filter((one) => !isSet(one))];
  const choices = sorted.map(({ id, title }) => ({ value: id, title: cleanText(title).trim() || id }));
  return [{ value: AUTO, title: 'The best one is chosen' }, ...choices].slice(0, MOST_CHOICES);
}

function formCard(title: string, ...elements: CardElement[]): AdaptiveCard {
  const head = { type: 'TextBlock', text: title, style: 'heading', weight: 'Bolder', wrap: true };
  return adaptiveCard([head, ...elements], { fallbackText: title });
}

const inputsSchema = z.record(z.string(), z.unknown());

/** What was asked, without white space around it; empty when there is nothing to ask. */
export function readFollowUp(data: unknown): string {
  const text = inputsSchema.safeParse(data).data?.[FOLLOW_UP];
  return typeof text === 'string' ? clipText(text.trim(), ANSWER_CHARS) : '';
}

const VALUE_CHARS = 150;

/** What was chosen, by field; a field that says nothing is not in it. */
export function readSettings(data: unknown): Record<string, string> {
  const inputs = inputsSchema.safeParse(data).data ?? {};
  return Object.fromEntries(
    FIELDS.flatMap((id): [string, string][] => {
      const value = inputs[id];
      return typeof value === 'string' && value !== '' && value.length <= VALUE_CHARS ? [[id, value]] : [];
    }),
  );
}
