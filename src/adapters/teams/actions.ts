import { z } from 'zod';
import type { Inbound, Verb } from '../../core/chat/inbound.ts';
import type { TurnRef } from '../../core/chat/reply.ts';
import { PERIODS, type Period } from '../../core/digest/schedule.ts';

/** What a pressed element says: ids only, each of which is looked up before anything is done. */
type ActionIds = {
  questionId?: string;
  option?: number;
  messageId?: string;
  /** What a press carries beside ids: the agent that is asked next. */
  value?: string;
};

/** Names the state of the card that a button stands on: a card that shows the same has the same one. */
type Token = { token: string };

/** Verbs of the core, and what a card of inputs is sent with. */
export type CardVerb = Verb | 'send-answers' | 'send-follow-up' | 'save-settings' | 'save-digest' | 'refresh';

export type CardPress = ActionIds & Token & { verb: CardVerb; ref: TurnRef };

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
  'send-answers',
  'send-follow-up',
  'save-settings',
  'save-digest',
  'refresh',
]) satisfies z.ZodType<CardVerb>;

/** Ids of threads are made of escaped parts. */
const threadId = z.string().regex(/^[\w.~!*'()%:-]{1,500}$/);

/** Inputs of a card: what a list was set to. It names the choice only, as a button does. */
export const OTHER_AGENT = 'other-agent';
export const OTHER_OPTION = 'other-option';

const dataSchema = z.object({
  t: threadId,
  n: z.number().int().min(0),
  k: z.string().regex(/^[\w-]{1,64}$/),
  q: z.string().min(1).max(80).optional(),
  o: z.number().int().min(0).max(99).optional(),
  m: z.string().min(1).max(200).optional(),
  v: z.string().max(100).optional(),
  [OTHER_AGENT]: z.string().max(100).optional().catch(undefined),
  [OTHER_OPTION]: z
    .string()
    .regex(/^\d{1,2}$/)
    .optional()
    .catch(undefined),
});

type Data = z.infer<typeof dataSchema>;

/** The two fields of an action that say what it does. Inputs of its card are merged into `data` by the client. */
export function encodeAction(
  ref: TurnRef,
  verb: CardVerb,
  { token, questionId, option, messageId, value }: ActionIds & Token,
): { verb: CardVerb; data: Data } {
  const data: Data = { t: ref.threadId, n: ref.turn, k: token };
  if (questionId !== undefined) data.q = questionId;
  if (option !== undefined) data.o = option;
  if (messageId !== undefined) data.m = messageId;
  if (value !== undefined) data.v = value;
  return { verb, data };
}

const actionSchema = z.object({ verb: verbSchema, data: dataSchema });

/** The `action` of an invoke; undefined for whatever is not one of our elements, or was tampered with. */
export function decodeAction(action: unknown): CardPress | undefined {
  const parsed = actionSchema.safeParse(action);
  if (!parsed.success) return undefined;
  const { verb, data } = parsed.data;
  const value = data.v ?? (verb === 'another' ? data[OTHER_AGENT] : undefined);
  const listed = verb === 'choose' ? data[OTHER_OPTION] : undefined;
  const option = data.o ?? (listed === undefined ? undefined : Number(listed));
  return {
    verb,
    ref: { threadId: data.t, turn: data.n },
    token: data.k,
    ...(data.q === undefined ? {} : { questionId: data.q }),
    ...(option === undefined ? {} : { option }),
    ...(data.m === undefined ? {} : { messageId: data.m }),
    ...(value === undefined ? {} : { value }),
  };
}

type SettingsName = Extract<Inbound, { kind: 'settings' }>['form'];

/** A form of a channel; `openedBy` is the deed that asked for it there, `changing` the digest that it is for. */
export type SettingsAction = Token & {
  form: SettingsName;
  channelId: string;
  openedBy: string;
  changing?: Period;
};

const SAVE = { channel: 'save-settings', digest: 'save-digest' } as const satisfies Record<
  SettingsName,
  CardVerb
>;

const settingsSchema = z.object({
  verb: z.enum([SAVE.channel, SAVE.digest]),
  data: z.object({
    c: z.string().min(1).max(500),
    b: z.string().min(1).max(800),
    p: z.enum(PERIODS).optional(),
    k: z.string().regex(/^[\w-]{1,64}$/),
  }),
});

export function encodeSettings({
  form,
  channelId,
  openedBy,
  changing,
  token,
}: SettingsAction): z.infer<typeof settingsSchema> {
  const data = { c: channelId, b: openedBy, k: token, ...(changing === undefined ? {} : { p: changing }) };
  return { verb: SAVE[form], data };
}

export function decodeSettings(action: unknown): SettingsAction | undefined {
  const parsed = settingsSchema.safeParse(action);
  if (!parsed.success) return undefined;
  const { verb, data } = parsed.data;
  const form = verb === SAVE.digest ? 'digest' : 'channel';
  const { c: channelId, b: openedBy, k: token, p: changing } = data;
  return { form, channelId, openedBy, token, ...(changing === undefined ? {} : { changing }) };
}
