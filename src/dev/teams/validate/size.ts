import { isRecord, type Json } from '../../slack/json.ts';
import { TeamsError } from '../teams-error.ts';

/** A whole activity, counted in UTF-16 without the pictures inside it. */
const MOST_ACTIVITY_BYTES = 100 * 1024;
/** One card as UTF-8 without its pictures: the older limit, which still holds for some ways into a channel. */
const MOST_CARD_BYTES = 28 * 1024;

const PICTURE = /^data:image\/[a-z]+;base64,/;

export function isTooLarge(activity: Json): boolean {
  return jsonWithoutPictures(activity).length * 2 > MOST_ACTIVITY_BYTES;
}

export function requireSize(activity: Json): void {
  if (isTooLarge(activity)) throw new TeamsError('MessageSizeTooBig', 'Message size too large.');
}

export function requireCardSize(card: unknown): void {
  const bytes = Buffer.byteLength(jsonWithoutPictures(card));
  if (bytes <= MOST_CARD_BYTES) return;
  throw new TeamsError(
    'MessageSizeTooBig',
    `The card has ${bytes} bytes, at most ${MOST_CARD_BYTES} are allowed.`,
  );
}

function jsonWithoutPictures(value: unknown): string {
  return JSON.stringify(withoutPictures(value));
}

function withoutPictures(value: unknown): unknown {
  if (typeof value === 'string') return PICTURE.test(value) ? '' : value;
  if (Array.isArray(value)) return value.map(withoutPictures);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutPictures(entry)]));
}
