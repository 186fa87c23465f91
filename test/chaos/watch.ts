import { LOCAL_APP } from '../../src/dev/local-slack.ts';
import type { WorldMessage } from '../../src/dev/slack/control.ts';
import type { Room } from './room.ts';

type Thread = { messages: Map<string, WorldMessage>; waiters: Set<() => void> };

/**
 * What the bot shows in each thread, as a person sees it, kept up to date by events: looking through a workspace of
 * thousands of messages again and again would be most of the work.
 */
export function watchThreads(room: Pick<Room, 'onEvent'>) {
  const threads = new Map<string, Thread>();

  function threadOf(channel: string, root: string): Thread {
    const key = `${channel}/${root}`;
    const thread = threads.get(key) ?? { messages: new Map(), waiters: new Set() };
    threads.set(key, thread);
    return thread;
  }

  const off = room.onEvent((event) => {
    if (event.kind === 'message_deleted') {
      for (const [key, thread] of threads) {
        if (key.startsWith(`${event.channel}/`) && thread.messages.delete(event.ts)) wake(thread);
      }
      return;
    }
    const { message } = event;
    if (message.user !== LOCAL_APP.botUserId) return;
    const thread = threadOf(message.channel, message.thread_ts ?? message.ts);
    thread.messages.set(message.ts, structuredClone(message));
    wake(thread);
  });

  function wake(thread: Thread): void {
    for (const waiter of thread.waiters) waiter();
  }

  /** The bot's messages of a thread, oldest first. */
  const shown = (channel: string, root: string): WorldMessage[] =>
    [...threadOf(channel, root).messages.values()].sort((a, b) => Number(a.ts) - Number(b.ts));

  return {
    shown,
    /** Resolves with what `look` finds in the thread's messages; undefined when it finds nothing in time. */
    wait<T>(
      channel: string,
      root: string,
      withinMs: number,
      look: (messages: WorldMessage[]) => T | undefined,
    ): Promise<T | undefined> {
      const thread = threadOf(channel, root);
      return new Promise((resolve) => {
        const end = (value: T | undefined) => {
          clearTimeout(timer);
          thread.waiters.delete(check);
          resolve(value);
        };
        const check = () => {
          const found = look(shown(channel, root));
          if (found !== undefined) end(found);
        };
        const timer = setTimeout(() => end(undefined), withinMs);
        thread.waiters.add(check);
        check();
      });
    },
    /** Drops what is known of a thread that is over. */
    forget: (channel: string, root: string) => threads.delete(`${channel}/${root}`),
    close: off,
  };
}
