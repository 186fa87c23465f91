import type { Place } from '../../core/chat/message.ts';

/**
 * All keys of a channel share a hash tag, so that one atomic script may touch them in a cluster. Ids are encoded, so
 * that no id of a platform can reach another channel's keys.
 */
const PREFIX = 'architect';

function channelTag(place: Place): string {
  return [place.platform, place.workspaceId, place.channelId].map(encodeURIComponent).join(':');
}

/** The part of a thread's id that names its channel. */
export function channelOf(threadId: string): string {
  return threadId.split(':').slice(0, 3).join(':');
}

export const keys = {
  /** Channels in which a thread had work lately. */
  channels: `${PREFIX}:channels`,
  /** Threads of a channel that have work. */
  active: (channel: string) => `${PREFIX}:{${channel}}:active`,
  agent: (hash: string) => `${PREFIX}:agent:${hash}`,
  thread: (id: string) => `${PREFIX}:{${channelOf(id)}}:thread:${id}`,
  transcript: (id: string) => `${PREFIX}:{${channelOf(id)}}:transcript:${id}`,
  outcomes: (id: string) => `${PREFIX}:{${channelOf(id)}}:outcomes:${id}`,
  progress: (id: string) => `${PREFIX}:{${channelOf(id)}}:progress:${id}`,
  ledger: (id: string) => `${PREFIX}:{${channelOf(id)}}:ledger:${id}`,
  seen: (place: Place, key: string) => `${PREFIX}:{${channelTag(place)}}:seen:${key}`,
  root: (place: Place, rootId: string) => `${PREFIX}:{${channelTag(place)}}:root:${rootId}`,
  latest: (place: Place) => `${PREFIX}:{${channelTag(place)}}:latest`,
  uninvited: (place: Place) => `${PREFIX}:{${channelTag(place)}}:uninvited`,
};

/** The id a thread has when a message of people roots it. */
export function rootedThreadId(place: Place, rootId: string): string {
  return `${channelTag(place)}:${encodeURIComponent(rootId)}`;
}
