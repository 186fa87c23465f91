import { DateTime } from 'luxon';

/** An instant on the clocks of a zone, for texts that can't show each reader's own: `Mon 23 Nov 2026, 09:00`. */
export function formatInstant(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('ccc d LLL yyyy, HH:mm');
}
