import type { Place } from '../../core/chat/message.ts';

/**
 * All keys of a channel share a hash tag, so that one atomic script may touch them in a cluster. Ids are encoded, so
 * that no id of a platform can reach another channel's keys.
 */
const PREFIX = 'architect';

/** The part of a thread's id that names its channel. */
export function channelOf(threadId: string): string {
  return threadId.slice(0, threadId.lastIndexOf(':'));
}

export function channelOfPlace(place: Place): string {
  return `${place.platform}:${encodeURIComponent(place.workspaceId)}:${encodeURIComponent(place.channelId)}`;
}

/** The id a thread has when a message of people roots it. */
export function rootedThreadId(place: Place, rootId: string): string {
  return `${channelOfPlace(place)}:${encodeURIComponent(rootId)}`;
}

/** Of a channel and a period: its last part is the period, as a thread's is its root. */
export function digestIdOf(channel: string, period: string): string {
  return `${channel}:${period}`;
}

export const keys = {
  /** Channels in which a thread had work lately. */
  channels: `${PREFIX}:channels`,
  /** Turns that failed for good, for the operators. */
  failed: `${PREFIX}:failed`,
  /** Deliveries that were given up, or that wait for somebody to mend something. */
  failedDeliveries: `${PREFIX}:failed-deliveries`,
  /** Digests by when they are looked at next: of a channel and a period each. */
  digestsDue: `${PREFIX}:digests-due`,
  agent: (hash: string) => `${PREFIX}:agent:${hash}`,
  thread: (id: string) => ofChannel(channelOf(id), 'thread', id),
  transcript: (id: string) => ofChannel(channelOf(id), 'transcript', id),
  outcomes: (id: string) => ofChannel(channelOf(id), 'outcomes', id),
  progress: (id: string) => ofChannel(channelOf(id), 'progress', id),
  ledger: (id: string) => ofChannel(channelOf(id), 'ledger', id),
  /** A deed that was kept. */
  seen: (channel: string, key: string) => ofChannel(channel, 'seen', key),
  /** The thread that a message roots, where its id does not tell. */
  root: (channel: string, rootId: string) => ofChannel(channel, 'root', rootId),
  /** The newest thread of a direct message. */
  latest: (channel: string) => ofChannel(channel, 'latest'),
  /** Threads that wait for the bot to be invited. */
  uninvited: (channel: string) => ofChannel(channel, 'uninvited'),
  /** What a channel has chosen for itself. */
  settings: (channel: string) => ofChannel(channel, 'settings'),
  /** The record of each decision, by its number. */
  decisions: (channel: string) => ofChannel(channel, 'decisions'),
  /** What leads to a number: titles of threads, choices that were made, what is accepted now. */
  decisionIndex: (channel: string) => ofChannel(channel, 'decision-index'),
  /** The pace of a method in a channel or a workspace, and who asks for room in it. */
  pace: (scope: string, what: string) => ofChannel(scope, 'pace', what),
  /** Threads that want to be looked at though nobody says anything, by when. */
  due: (channel: string) => ofChannel(channel, 'due'),
  /** How far each digest has come, by its period. */
  digests: (channel: string) => ofChannel(channel, 'digests'),
  /** Keys of the items of digests that somebody dealt with, by when. */
  settled: (channel: string) => ofChannel(channel, 'settled'),
  /** Threads that a digest may speak of, by the time something happened in them last. */
  notable: (channel: string) => ofChannel(channel, 'notable'),
  /** Turns that brought something, as `<turn> <thread>`, by their end. */
  ended: (channel: string) => ofChannel(channel, 'ended'),
  /** Threads that have work. */
  active: (channel: string) => ofChannel(channel, 'active'),
};

function ofChannel(channel: string, kind: string, id = ''): string {
  return `${PREFIX}:{${channel}}:${kind}:${id}`;
}
