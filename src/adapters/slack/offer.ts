import type { RichTextElement } from '@slack/types';
import { z } from 'zod';
import type { Place } from '../../core/chat/message.ts';
import { dateElement, formatUtc } from './blocks/dates.ts';
import { actions, plainText } from './blocks/elements.ts';
import { slackId } from './ids.ts';
import { richText } from './render/leaf-blocks.ts';
import type { SlackContent } from './render/pack.ts';

/** Private words that perhaps were never shown, until their person asks for them. */
export type KeptWords = {
  keep(id: string, words: { personId: string; content: unknown }): Promise<void>;
  /** Undefined once they are too old. */
  read(id: string): Promise<{ personId: string; content: unknown } | undefined>;
};

/** Somebody asks for the words that a direct message offers. */
export type Reveal = { id: string; personId: string; channelId: string; messageId: string };

const ACTION = 'architect:show-words';

const revealSchema = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: slackId }),
  channel: z.object({ id: slackId }),
  message: z.object({ ts: slackId }),
  actions: z.tuple([z.object({ action_id: z.literal(ACTION), value: z.string().regex(/^[0-9a-f]{32}$/) })]),
});

const contentSchema = z.object({ text: z.string(), blocks: z.array(z.looseObject({ type: z.string() })) });

/** Says that there are words, since when, and not what they are: whoever saw them is not told twice. */
export function buildOffer({ channelId, direct }: Place, saidAt: number, id: string): SlackContent {
  const before = ': I told you something ';
  const after =
    ' that only you can see, but Slack did not confirm that it was shown. If you can’t find it there, I show it here.';
  const place: RichTextElement[] = direct
    ? [{ type: 'text', text: `${before}here` }]
    : [
        { type: 'text', text: `${before}in ` },
        { type: 'channel', channel_id: channelId },
      ];
  const elements: RichTextElement[] = [dateElement(saidAt), ...place, { type: 'text', text: after }];
  const show = { type: 'button', text: plainText('Show it'), action_id: ACTION, value: id } as const;
  return {
    text: `${formatUtc(saidAt)}${before}${direct ? 'here' : `in <#${channelId}>`}${after}`,
    blocks: [richText({ type: 'rich_text_section', elements }), actions(show)],
  };
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
  const content = contentSchema.safeParse(kept?.content);
  if (content.success) return content.data as SlackContent;
  const text = 'These words are too old to be shown. Ask again, and you get them as they are now.';
  return { text, blocks: [{ type: 'section', text: plainText(text) }] };
}
