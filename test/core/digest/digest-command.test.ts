import { describe, expect, it } from 'vitest';
import { parseDigest } from '../../../src/core/digest/digest-command.ts';

const NINE = { hour: 9, minute: 0 };

describe('the words after digest', () => {
  it.each([
    ['', { kind: 'open' }],
    ['now', { kind: 'now' }],
    ['Now.', { kind: 'now' }],
    ['list', { kind: 'list' }],
    ['off', { kind: 'off' }],
    ['off weekly', { kind: 'off', period: 'weekly' }],
    ['daily 09:00', { kind: 'set', when: { period: 'daily', ...NINE } }],
    ['daily 9:00', { kind: 'set', when: { period: 'daily', ...NINE } }],
    ['daily 23:59 UTC', { kind: 'set', when: { period: 'daily', hour: 23, minute: 59 }, zone: 'UTC' }],
    ['weekly mon 09:00', { kind: 'set', when: { period: 'weekly', weekday: 1, ...NINE } }],
    ['weekly Sundays 09:00', { kind: 'set', when: { period: 'weekly', weekday: 7, ...NINE } }],
    ['weekly thurs, 09:00', { kind: 'set', when: { period: 'weekly', weekday: 4, ...NINE } }],
    [
      'weekly mon 09:00 europe/berlin',
      { kind: 'set', when: { period: 'weekly', weekday: 1, ...NINE }, zone: 'Europe/Berlin' },
    ],
    [
      'daily 09:00 America/New York',
      { kind: 'set', when: { period: 'daily', ...NINE }, zone: 'America/New_York' },
    ],
    ['monthly 1 08:30', { kind: 'set', when: { period: 'monthly', day: 1, hour: 8, minute: 30 } }],
    ['monthly 31st 08:30', { kind: 'set', when: { period: 'monthly', day: 31, hour: 8, minute: 30 } }],
    ['monthly last 08:30', { kind: 'set', when: { period: 'monthly', day: 31, hour: 8, minute: 30 } }],
  ])('%j', (words, ask) => {
    expect(parseDigest(words)).toEqual(ask);
  });

  it.each([
    ['weekly foo', 'foo', 'digest weekly mon 09:00 Europe/Berlin'],
    ['weekly foo 09:00', 'foo', 'digest weekly mon 09:00 Europe/Berlin'],
    ['weekly', 'weekday', 'digest weekly mon 09:00 Europe/Berlin'],
    ['weekly 09:00', '09:00', 'digest weekly mon 09:00 Europe/Berlin'],
    ['daily', 'time', 'digest daily 09:00 Europe/Berlin'],
    ['daily 25:00', '25:00', 'digest daily 09:00 Europe/Berlin'],
    ['daily 9', '9', 'digest daily 09:00 Europe/Berlin'],
    ['daily 12:60', '12:60', 'digest daily 09:00 Europe/Berlin'],
    ['monthly 32 09:00', '32', 'digest monthly 1 09:00 Europe/Berlin'],
    ['monthly 0 09:00', '0', 'digest monthly 1 09:00 Europe/Berlin'],
    ['monthly', 'day', 'digest monthly 1 09:00 Europe/Berlin'],
    ['daily 09:00 Europe/Berln', 'Europe/Berln', 'digest daily 09:00 Europe/Berlin'],
    ['daily 09:00 Newyork', 'Newyork', 'digest daily 09:00 America/New_York'],
    ['daily 09:00 +02:00', '+02:00', 'digest daily 09:00'],
    ['daily 09:00 UTC+2', 'UTC+2', 'digest daily 09:00'],
    ['off yearly', 'yearly', 'digest off'],
    ['off daily weekly', 'One period', 'digest off'],
    ['now please', 'now', 'digest now'],
    ['hourly', 'hourly', 'digest'],
    ['montly 1 09:00', 'montly', 'digest monthly 1 09:00'],
    ['monday 09:00', 'monday', 'digest weekly mon 09:00'],
    ['09:00', '09:00', 'digest daily 09:00'],
    ['daily 09:00 PST', 'PST', 'digest daily 09:00'],
    ['lisst', 'lisst', 'digest list'],
  ])('%j is a mistake, which is named, and shown in its right form', (words, named, right) => {
    const ask = parseDigest(words);
    expect(ask?.kind).toBe('mistake');
    if (ask?.kind !== 'mistake') return;
    expect(ask.why).toContain(named);
    expect(ask.right).toContain(right);
    expect(ask.why).not.toMatch(/[.!?]$/);
  });

  it.each([
    ['of our decisions, how?'],
    ['these three documents into one architecture'],
    ['weekly reports are slow: how should we split the reporting service'],
    ['now what should we do about our monolith?'],
    ['list of services that share a database, what do we do with it'],
  ])('%j is a question', (words) => {
    expect(parseDigest(words)).toBeUndefined();
  });

  it('words without end, and marks, do not come back as they are', () => {
    const ask = parseDigest(`daily ${'`x`'.repeat(500)}`);
    expect(ask).toMatchObject({ kind: 'mistake' });
    if (ask?.kind === 'mistake') expect(ask.why.length).toBeLessThan(120);
  });
});
