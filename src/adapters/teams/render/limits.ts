/** Teams refuses a card above 28 KB; the rest is room for the address of a picture and the ids of a refresh. */
export const CARD_BYTES = 25_000;

/** Heavier leaves are split, so that one shares a card with its heading and a footer. */
export const LEAF_BYTES = 7_000;

/** More messages than these of one reply bury a chat: the rest goes into a file. */
export const REPLY_MESSAGES = 20;

export const TABLE_ROWS = 60;

export const BUTTON_CHARS = 75;

/** What stands around a run, a link and a cell in the JSON of a card. */
export const RUN_BYTES = 95;
export const LINK_BYTES = 60;
export const CELL_BYTES = 110;

/** What a notification shows of a message. */
export const SUMMARY_CHARS = 200;

/** As it is sent: the client counts the JSON of a card. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

/** A text inside of JSON, without its quotes. */
export function textBytes(text: string): number {
  return jsonBytes(text) - 2;
}
