import type { RichTextElement } from '@slack/types';
import { z } from 'zod';
import type { Place } from '../../core/chat/message.ts';
import { SHOW_WORDS } from './actions.ts';
import { DATE_FORMAT, dateElement, formatUtc } from './blocks/dates.ts';
import { actions, plainText } from './blocks/elements.ts';
import { slackId } from './ids.ts';
import { richText } from './render/leaf-blocks.ts';
import type { SlackContent } from './render/pack.ts';

/** Private words that perhaps were never shown, in the text of a message, until their person asks for them. */
export type KeptWords = {
  keep(id: string, words: { personId: string; text: string }): Promise<void>;
  /** Undefined once they are too old. */
  read(id: string): Promise<{ personId: string; text: string } | undefined>;
};

/** Somebody asks for the words that a direct message offers. */
export type Reveal = { id: string; personId: string; channelId: string; messageId: string };

const revealSchema = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: slackId }),
  channel: z.object({ id: slackId }),
  message: z.object({ ts: slackId }),
  actions: z.tuple([
    z.object({ action_id: z.literal(SHOW_WORDS), value: z.string().regex(/^[0-9a-f]{32}$/) }),
  ]),
});

const HERE = ': I told you something here';
const THERE = ': I told you something in ';
const DOUBT =
  ' that only you can see, but I can’t tell whether Slack showed it. If you don’t see it, press the button.';
const TOO_OLD = 'What I told you then is not kept any more.';

/** Says that there are words, since when, and not what they are: whoever saw them is not told twice. */
export function buildOffer({ channelId, direct }: Place, saidAt: number, id: string): SlackContent {
  const place: RichTextElement[] = direct
    ? [{ type: 'text', text: HERE }]
    : [
        { type: 'text', text: THERE },
        { type: 'channel', channel_id: channelId },
      ];
  const elements: RichTextElement[] = [dateElement(saidAt), ...place, { type: 'text', text: DOUBT }];
  const show = { type: 'button', text: plainText('Show it'), action_id: SHOW_WORDS, value: id } as const;
  return {
    text: `${formatUtc(saidAt)}${direct ? HERE : `${THERE}<#${channelId}>`}${DOUBT}`,
    blocks: [richText({ type: 'rich_text_section', elements }), actions(show)],
  };
}

/**
 * The words alone, below when and where they were said: buttons act on the place that they are pressed in, and the text
 * says how to do the same without them.
 */
export function toKept({ channelId, direct }: Place, saidAt: number, text: string): string {
  const at = `<!date^${Math.floor(saidAt / 1_000)}^${DATE_FORMAT}|${formatUtc(saidAt)}>`;
  return `${at}${direct ? '' : `, <#${channelId}>`}:\n${text}`;
}

/** Undefined for any other payload. */
export function parseReveal(body: unknown): Reveal | undefined {
  const parsed = revealSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { user, channel, message, actions } = parsed.data;
  return { id: actions[0].value, personId: user.id, channelId: channel.id, messageId: message.ts };
}

/** What takes the place of the offer; undefined for anybody but the person whom the words are for. */
export async function revealed(
  words: Pick<KeptWords, 'read'>,
  { id, personId }: Reveal,
): Promise<SlackContent | undefined> {
  const kept = await words.read(id);
  if (kept && kept.personId !== personId) return undefined;
  return { text: kept?.text ?? TOO_OLD, blocks: [] };
}
