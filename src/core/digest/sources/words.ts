import { cleanText, clipText, formatCount } from '../../chat/prose/text.ts';
import { foldSpaces } from '../../design/text/one-line.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** An item is a line or two; whoever wants more opens its message. */
const NAME_CHARS = 120;
const TITLE_CHARS = 240;
const DETAIL_CHARS = 700;

/** What somebody called something, in quotes. */
export function named(text: string, most = NAME_CHARS): string {
  return `“${clipText(plain(text), most)}”`;
}

export function toTitle(text: string): string {
  return clipText(plain(text), TITLE_CHARS);
}

/** Empty parts are left out; nothing where all are. */
export function toDetail(...parts: readonly string[]): { detail?: string } {
  const said = parts.map(plain).filter((part) => part !== '');
  return said.length === 0 ? {} : { detail: clipText(said.join(' · '), DETAIL_CHARS) };
}

/** How long something lasts, as roughly as people say it: `40 minutes`, `5 hours`, `12 days`. */
export function formatSpan(ms: number): string {
  if (ms < HOUR_MS) return formatCount(Math.max(1, Math.floor(ms / MINUTE_MS)), 'minute');
  if (ms < 2 * DAY_MS) return formatCount(Math.floor(ms / HOUR_MS), 'hour');
  return formatCount(Math.floor(ms / DAY_MS), 'day');
}

function plain(text: string): string {
  return foldSpaces(cleanText(text));
}
