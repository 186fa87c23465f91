import type { Args } from '../args.ts';
import { toList } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Stage } from '../stage.ts';
import { withIds } from '../validate/blocks.ts';
import { requireBlocks } from '../validate/message.ts';
import type { Workspace } from '../world.ts';

const MOST_TEXT_CHARS = 40_000;
const MOST_MARKDOWN_CHARS = 12_000;

export type Content = { text: string; blocks?: unknown[]; attachments?: unknown[] };

/**
 * Text and blocks of a call that posts. Blocks that are left out are undefined. Throws `no_text`, `msg_too_long`,
 * `markdown_text_conflict`, `invalid_blocks_format` and what the blocks deserve.
 */
export function readContent(stage: Stage, workspace: Workspace, args: Args): Content {
  const text = args.text('text') ?? '';
  const markdown = args.text('markdown_text');
  const given = args.json('blocks', 'invalid_blocks_format');
  const attachments = args.json('attachments', 'invalid_attachments');
  if (given !== undefined && !Array.isArray(given)) throw new SlackError('invalid_blocks_format');
  if (attachments !== undefined && !Array.isArray(attachments)) throw new SlackError('invalid_attachments');
  if (text.length > MOST_TEXT_CHARS) throw new SlackError('msg_too_long');
  if (markdown !== undefined) {
    if (text !== '' || given !== undefined) throw new SlackError('markdown_text_conflict');
    if (markdown.length > MOST_MARKDOWN_CHARS) throw new SlackError('msg_too_long');
  }
  const blocks: unknown[] | undefined = markdown ? [{ type: 'markdown', text: markdown }] : given;
  const isEmpty = toList(blocks).length === 0 && toList(attachments).length === 0;
  if (text === '' && isEmpty) throw new SlackError('no_text');
  if (blocks) requireBlocks(stage, workspace, blocks);
  return {
    text: markdown ?? text,
    ...(blocks ? { blocks: withIds(blocks, () => stage.ids.id('b')) } : {}),
    ...(attachments ? { attachments } : {}),
  };
}
