import type { KnownBlock } from '@slack/types';

/** chat.update refuses more than 4,000 bytes of `text`; the rest is room for what a caller may add. */
export const TEXT_BYTES = 3_800;

/** A leaf is split above this, so that it shares a message with its heading and a footer. */
export const LEAF_BYTES = 3_000;

/** Rich text takes about 1,000 elements in one place; a list may put several leaves into one. */
export const LEAF_RUNS = 300;

/** Slack takes 50. */
export const MESSAGE_BLOCKS = 48;

/** `msg_blocks_too_long` begins near 13,400, counted as text plus 125 for each block. */
export const MESSAGE_WEIGHT = 12_000;
export const BLOCK_WEIGHT = 125;

/** More messages than these of one reply bury a channel at one a second: the rest goes into a file. */
export const REPLY_MESSAGES = 30;

export const HEADER_CHARS = 150;
export const BUTTON_CHARS = 75;
export const CARD_TITLE_CHARS = 256;
export const TABLE_ROWS = 100;
export const TABLE_COLUMNS = 20;

const UNSEEN = new Set(['type', 'action_id', 'block_id', 'task_id', 'value', 'style', 'status']);

/** What counts towards the limit of a message as a whole. */
export function weighBlocks(blocks: readonly KnownBlock[]): number {
  return blocks.length * BLOCK_WEIGHT + countText(blocks);
}

function countText(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countText(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => (UNSEEN.has(key) ? sum : sum + countText(item)),
    0,
  );
}
