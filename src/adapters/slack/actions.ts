import { z } from 'zod';
import type { Inbound, Verb } from '../../core/chat/inbound.ts';
import type { TurnRef } from '../../core/chat/reply.ts';
import { PERIODS, type Period } from '../../core/digest/schedule.ts';

/** What a pressed element says: ids only, each of which is looked up before anything is done. */
export type ActionIds = TurnRef & {
  questionId?: string;
  option?: number;
  messageId?: string;
  /** What a press carries beside ids: the thumb of a feedback button. */
  value?: string;
};

export type Action = ActionIds & { verb: Verb };

const PREFIX = 'architect';

/** Shows private words that a direct message offers: it acts on that message alone, so it is none of the core's verbs. */
export const SHOW_WORDS = `${PREFIX}:show-words`;

const verbSchema = z.enum([
  'stop',
  'retry',
  'answer',
  'form',
  'assume',
  'rerun',
  'invited',
  'feedback',
  'agents',
  'another',
  'choose',
  'follow-up',
  'regenerate',
  'discuss',
  'done',
  'not-for-us',
  'settings',
  'digest',
]) satisfies z.ZodType<Verb>;

/** Ids of threads are made of escaped parts. */
const threadId = z.string().regex(/^[\w.~!*'()%:-]{1,500}$/);
const refSchema = z.object({ t: threadId, n: z.number().int().min(0) });

const valueSchema = refSchema.extend({
  q: z.string().min(1).max(80).optional(),
  o: z.number().int().min(0).max(99).optional(),
  m: z.string().min(1).max(200).optional(),
  v: z.string().max(100).optional(),
});

/** The two fields of an element; `action_id` differs for elements that may stand in one message. */
export function encodeAction(verb: Verb, ids: ActionIds): { action_id: string; value: string } {
  const parts = [PREFIX, verb, ids.questionId, ids.option, ids.value].filter((part) => part !== undefined);
  const value: z.infer<typeof valueSchema> = { t: ids.threadId, n: ids.turn };
  if (ids.questionId !== undefined) value.q = ids.questionId;
  if (ids.option !== undefined) value.o = ids.option;
  if (ids.messageId !== undefined) value.m = ids.messageId;
  if (ids.value !== undefined) value.v = ids.value;
  return { action_id: parts.join(':'), value: JSON.stringify(value) };
}

/** Undefined for whatever is not one of our elements, or was tampered with. */
export function decodeAction(actionId: unknown, value: unknown): Action | undefined {
  if (typeof actionId !== 'string') return undefined;
  const [prefix, word] = actionId.split(':');
  const verb = verbSchema.safeParse(word);
  const ids = valueSchema.safeParse(parseJson(value));
  if (prefix !== PREFIX || !verb.success || !ids.success) return undefined;
  const { t, n, q, o, m, v } = ids.data;
  return {
    verb: verb.data,
    threadId: t,
    turn: n,
    ...(q === undefined ? {} : { questionId: q }),
    ...(o === undefined ? {} : { option: o }),
    ...(m === undefined ? {} : { messageId: m }),
    ...(v === undefined ? {} : { value: v }),
  };
}

type FormName = Extract<Inbound, { kind: 'form' }>['form'];

const CALLBACK_IDS: Record<FormName, string> = {
  questions: `${PREFIX}:form`,
  'follow-up': `${PREFIX}:follow-up`,
};

export function encodeForm(form: FormName, ref: TurnRef): { callback_id: string; private_metadata: string } {
  return {
    callback_id: CALLBACK_IDS[form],
    private_metadata: JSON.stringify({ t: ref.threadId, n: ref.turn } satisfies z.infer<typeof refSchema>),
  };
}

export function decodeForm(
  callbackId: unknown,
  privateMetadata: unknown,
): { form: FormName; ref: TurnRef } | undefined {
  const ref = refSchema.safeParse(parseJson(privateMetadata));
  const form = (['questions', 'follow-up'] as const).find((name) => CALLBACK_IDS[name] === callbackId);
  if (!form || !ref.success) return undefined;
  return { form, ref: { threadId: ref.data.t, turn: ref.data.n } };
}

type SettingsName = Extract<Inbound, { kind: 'settings' }>['form'];

const SETTINGS_IDS: Record<SettingsName, string> = {
  channel: `${PREFIX}:settings`,
  digest: `${PREFIX}:digest`,
};

const plainId = z.string().regex(/^[\w-]{1,100}$/);
const settingsSchema = z.object({ c: plainId, k: plainId, p: z.enum(PERIODS).optional() });

/** A form of a channel; `openedBy` is the deed that asked for it there, `changing` the digest that it is for. */
type SettingsForm = { channelId: string; openedBy: string; changing?: Period };

export function encodeSettings(
  form: SettingsName,
  { channelId, openedBy, changing }: SettingsForm,
): { callback_id: string; private_metadata: string } {
  const metadata: z.infer<typeof settingsSchema> = { c: channelId, k: openedBy };
  if (changing !== undefined) metadata.p = changing;
  return { callback_id: SETTINGS_IDS[form], private_metadata: JSON.stringify(metadata) };
}

export function decodeSettings(
  callbackId: unknown,
  privateMetadata: unknown,
): (SettingsForm & { form: SettingsName }) | undefined {
  const metadata = settingsSchema.safeParse(parseJson(privateMetadata));
  const form = (['channel', 'digest'] as const).find((name) => SETTINGS_IDS[name] === callbackId);
  if (!form || !metadata.success) return undefined;
  const { c: channelId, k: openedBy, p: changing } = metadata.data;
  return { form, channelId, openedBy, ...(changing === undefined ? {} : { changing }) };
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
