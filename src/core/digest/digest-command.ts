import { nearestName } from '../chat/nearest-name.ts';
import { isZone, PERIODS, type Period, type Schedule, WEEKDAYS } from './schedule.ts';

/** When, on the clocks of a zone that may still have to be found out. */
type Unzoned<S> = S extends unknown ? Omit<S, 'zone'> : never;
export type When = Unzoned<Schedule>;

/** What the words after `digest` ask for. */
export type DigestAsk =
  | { kind: 'open' }
  | { kind: 'now' }
  | { kind: 'list' }
  | { kind: 'off'; period?: Period }
  /** Without a zone: the asker's own. */
  | { kind: 'set'; when: When; zone?: string }
  /** `why`: what is wrong, as the beginning of a sentence. `right`: the form it has. */
  | { kind: 'mistake'; why: string; right: string };

/** Ordinary sentences begin with this word, too; none that asks for something is longer. */
const MOST_WORDS = 6;

const RIGHT: Record<Period, string> = {
  daily: 'digest daily 09:00 Europe/Berlin',
  weekly: 'digest weekly mon 09:00 Europe/Berlin',
  monthly: 'digest monthly 1 09:00 Europe/Berlin',
};

const ANY = 'digest daily|weekly mon|monthly 1 09:00 [Europe/Berlin]';

/** Undefined where the words begin a question. */
export function parseDigest(words: string): DigestAsk | undefined {
  const [first = '', ...rest] = words
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[,;]$/, ''));
  const word = first.toLowerCase().replace(/[.!]$/, '');
  if (word === '') return { kind: 'open' };
  switch (word) {
    case 'now':
    case 'list':
      return rest.length === 0
        ? { kind: word }
        : wordy(words, { kind: 'mistake', why: `\`${word}\` stands alone`, right: `digest ${word}` });
    case 'off':
      return wordy(words, parseOff(rest));
    case 'daily':
      return wordy(words, parseTime({ period: 'daily' }, rest));
    case 'weekly':
      return wordy(words, parseWeekly(rest));
    case 'monthly':
      return wordy(words, parseMonthly(rest));
    default:
      return parseUnknown(first, rest);
  }
}

/** What has mistakes and reads like a sentence is one. */
function wordy(words: string, ask: DigestAsk): DigestAsk | undefined {
  const isSentence = words.trim().split(/\s+/).length > MOST_WORDS || /[?？]\s*$/.test(words);
  return ask.kind === 'mistake' && isSentence ? undefined : ask;
}

/** A time, a day or a mistyped word is meant for the schedule; anything else of more than one word is a question. */
function parseUnknown(first: string, rest: readonly string[]): DigestAsk | undefined {
  const known = rest.length > 0 ? PERIODS : [...PERIODS, 'now', 'list', 'off'];
  const nearest = first.length > 2 ? nearestName(first.toLowerCase(), known) : undefined;
  const meant = PERIODS.find((period) => period === nearest) ?? periodOf(first);
  if (meant === undefined && nearest === undefined && rest.length > 0) return undefined;
  return {
    kind: 'mistake',
    why: `\`${clip(first)}\` is no period, such as \`daily\`, \`weekly\` or \`monthly\``,
    right: meant ? RIGHT[meant] : nearest === undefined ? ANY : `digest ${nearest}`,
  };
}

/** Of what has to stand after it. */
function periodOf(word: string): Period | undefined {
  if (/^every$/i.test(word)) return 'weekly';
  if (/^\d/.test(word)) return 'daily';
  return weekdayOf(word) === undefined ? undefined : 'weekly';
}

function parseOff([word, ...more]: readonly string[]): DigestAsk {
  if (word === undefined) return { kind: 'off' };
  const period = PERIODS.find((one) => one === word.toLowerCase());
  if (period && more.length === 0) return { kind: 'off', period };
  return {
    kind: 'mistake',
    why: period ? 'One period can be ended at a time, or all of them' : `\`${clip(word)}\` is no period`,
    right: 'digest off [daily|weekly|monthly]',
  };
}

function parseWeekly([day, ...rest]: readonly string[]): DigestAsk {
  if (day === undefined) return missing('a weekday and a time', 'weekly');
  const weekday = weekdayOf(day);
  if (weekday === undefined) {
    return { kind: 'mistake', why: `\`${clip(day)}\` is no weekday`, right: RIGHT.weekly };
  }
  return parseTime({ period: 'weekly', weekday }, rest);
}

function parseMonthly([day, ...rest]: readonly string[]): DigestAsk {
  if (day === undefined) return missing('a day of the month and a time', 'monthly');
  const number = /^last$/i.test(day)
    ? 31
    : Number(/^(\d{1,2})(st|nd|rd|th|\.)?$/i.exec(day)?.[1] ?? Number.NaN);
  if (!(number >= 1 && number <= 31)) {
    return {
      kind: 'mistake',
      why: `\`${clip(day)}\` is no day of a month, from 1 to 31`,
      right: RIGHT.monthly,
    };
  }
  return parseTime({ period: 'monthly', day: number }, rest);
}

type Day = { period: 'daily' } | { period: 'weekly'; weekday: number } | { period: 'monthly'; day: number };

function parseTime(day: Day, [time, ...rest]: readonly string[]): DigestAsk {
  const right = RIGHT[day.period];
  if (time === undefined) return missing('a time', day.period);
  const at = readTime(time);
  if (!at) return { kind: 'mistake', why: `\`${clip(time)}\` is no time from 00:00 to 23:59`, right };
  const when = { ...day, ...at };
  if (rest.length === 0) return { kind: 'set', when };
  const named = rest.join('_');
  const zone = findZone(named);
  if (zone !== undefined) return { kind: 'set', when, zone };
  return {
    kind: 'mistake',
    why: noZone(rest.join(' ')),
    right: right.replace('Europe/Berlin', nearestZone(named)),
  };
}

/** Hours and minutes of `9:00`, `09:00`, `09.00`, `9am` or `5:30pm`. */
export function readTime(text: string): { hour: number; minute: number } | undefined {
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?:[:.](\d{2}))?([ap]m)$/i.exec(text) ?? [];
  if (half !== undefined) {
    const of12 = { hour: (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0), minute: Number(minutes) };
    return Number(hours) >= 1 && Number(hours) <= 12 && of12.minute <= 59 ? of12 : undefined;
  }
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})$/.exec(text) ?? [];
  const at = { hour: Number(hour), minute: Number(minute) };
  return at.hour <= 23 && at.minute <= 59 ? at : undefined;
}

/** What is said of a name that no zone has. */
export function noZone(name: string): string {
  return `\`${clip(name)}\` is no IANA time zone`;
}

/** Zones are written in many ways; they are kept as they are listed. */
export function findZone(name: string): string | undefined {
  const wanted = name.trim().replaceAll(/\s+/g, '_');
  const listed = ZONES.find((zone) => zone.toLowerCase() === wanted.toLowerCase());
  if (listed !== undefined) return listed;
  if (/^(utc|gmt|z)$/i.test(wanted)) return 'UTC';
  const cities = ZONES.filter((zone) => zone.toLowerCase().endsWith(`/${wanted.toLowerCase()}`));
  if (cities.length === 1) return cities[0];
  // Of letters alone, several zones have the same ones, and some of those know no summer time.
  return wanted.includes('/') && isZone(wanted) ? wanted : undefined;
}

/** The zone that was probably meant, for a hint. */
export function nearestZone(name: string): string {
  const wanted = name.toLowerCase();
  const city = wanted.slice(wanted.lastIndexOf('/') + 1);
  const cities = new Map(ZONES.map((zone) => [zone.slice(zone.lastIndexOf('/') + 1).toLowerCase(), zone]));
  const found = city.length < 3 ? undefined : nearestName(city, [...cities.keys()]);
  return (found === undefined ? undefined : cities.get(found)) ?? 'Europe/Berlin';
}

const ZONES = Intl.supportedValuesOf('timeZone');

/** Any beginning of at least two letters, as they are all different. */
function weekdayOf(word: string): number | undefined {
  const day = word.toLowerCase().replace(/s?\.?$/, '');
  const found = day.length < 2 ? -1 : WEEKDAYS.findIndex((name) => name.startsWith(day));
  return found < 0 ? undefined : found + 1;
}

function missing(what: string, period: Period): DigestAsk {
  return { kind: 'mistake', why: `A ${period} digest needs ${what}`, right: RIGHT[period] };
}

/** What was written comes back in an answer, so it is short and has no code marks. */
function clip(word: string): string {
  const plain = word.replaceAll('`', '');
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
}
