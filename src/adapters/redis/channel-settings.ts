import type { Redis } from 'ioredis';
import type { ChannelSettings } from '../../core/thread/channel-settings.ts';
import { guard } from './connection.ts';
import { channelOfPlace, keys } from './keys.ts';

export function createChannelSettings(redis: Redis): ChannelSettings {
  return {
    async agent(place) {
      return (await guard(redis.hget(keys.settings(channelOfPlace(place)), 'agent'))) ?? undefined;
    },
    async setAgent(place, agent) {
      const key = keys.settings(channelOfPlace(place));
      await guard(agent === undefined ? redis.hdel(key, 'agent') : redis.hset(key, 'agent', agent));
    },
  };
}
