import type { Redis } from 'ioredis';
import type { Place } from '../../core/chat/message.ts';
import {
  type ChannelChange,
  type ChannelSettings,
  DEFAULT_TERMS,
  type Terms,
  termsSchema,
} from '../../core/thread/channel-settings.ts';
import { guard } from './connection.ts';
import { channelOfPlace, keys } from './keys.ts';
import { RETENTION } from './retention.ts';

/** Reads what the thread store has written with the deeds of people. */
export function createChannelSettings(redis: Redis, ttlMs = RETENTION.teamMs): ChannelSettings {
  /** A setting that is used is kept. */
  async function read(place: Place, field: string): Promise<string | null> {
    const key = keys.settings(channelOfPlace(place));
    const [value] = await guard(Promise.all([redis.hget(key, field), redis.pexpire(key, ttlMs)]));
    return value;
  }

  return {
    async agent(place) {
      return (await read(place, 'agent')) ?? undefined;
    },
    async terms(place) {
      return readTerms(await read(place, 'terms'));
    },
  };
}

/** The setting that a digest of a period has among those of its channel. */
export function digestField(period: string): string {
  return `digest-${period}`;
}

/** Field and value of each setting, as the deed script takes them; an empty value removes it. */
export function settingFields({ agent, terms, digests = {}, digestNow }: ChannelChange): string[] {
  return [
    ...Object.entries(digests).flatMap(([period, setting]) => [
      digestField(period),
      setting ? JSON.stringify(setting) : '',
    ]),
    ...(digestNow === undefined ? [] : [digestField('now'), JSON.stringify(digestNow)]),
    ...(agent === undefined ? [] : ['agent', agent === 'auto' ? '' : agent]),
    ...(terms === undefined ? [] : ['terms', JSON.stringify(terms)]),
  ];
}

/** What another version wrote, and this one can't read, is as if it had not been set. */
function readTerms(value: string | null): Terms {
  if (value === null) return DEFAULT_TERMS;
  try {
    return termsSchema.catch(DEFAULT_TERMS).parse(JSON.parse(value));
  } catch {
    return DEFAULT_TERMS;
  }
}
