import { LOCAL_APP } from '../../src/dev/local-slack.ts';
import type { TrafficEntry, WorldMessage } from '../../src/dev/slack/control.ts';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';

/** What happened in one channel besides its threads. */
export type Heard = { privates: WorldMessage[]; roots: WorldMessage[] };

/** The number of Slack's last attempt, with the delays of `openStage`. */
const LAST_RETRY = 3;

type Waiter = { look(): boolean };

/**
 * What a person knows of their own requests: private answers and threads that a command opened, by channel; whether
 * Slack got rid of what they said; how long the app took to answer each request.
 */
export function listen(slack: SlackStandIn) {
  const channels = new Map<string, Heard>();
  /** By the message's time stamp: acknowledged once, or given up by that many of its twins. */
  const said = new Map<string, { isAcked: boolean; givenUp: number }>();
  const answeredMs: number[] = [];
  const waiters = new Set<Waiter>();

  function of(channel: string): Heard {
    const heard = channels.get(channel) ?? { privates: [], roots: [] };
    channels.set(channel, heard);
    return heard;
  }

  function take({ direction, request, ok, ms, name }: TrafficEntry): void {
    if (direction !== 'to-app') return;
    const payload = request as { event?: { ts?: string; user?: string }; retry?: { number: number } };
    // What the bot itself said arrives too; nobody waits for an answer to that.
    if (payload.event && payload.event.user !== LOCAL_APP.botUserId && name !== 'message/message_changed') {
      const entry = said.get(payload.event.ts ?? '') ?? { isAcked: false, givenUp: 0 };
      if (ok) entry.isAcked = true;
      else if (payload.retry?.number === LAST_RETRY) entry.givenUp += 1;
      said.set(payload.event.ts ?? '', entry);
    }
    answeredMs.push(ms);
  }

  const off = slack.onEvent((event) => {
    if (event.kind === 'traffic') take(event.entry);
    else if (event.kind === 'ephemeral') of(event.message.channel).privates.push(event.message);
    else if (event.kind === 'message') {
      const { message } = event;
      if (message.user !== LOCAL_APP.botUserId || message.thread_ts !== undefined) return;
      of(message.channel).roots.push(message);
    } else return;
    for (const waiter of waiters) if (waiter.look()) waiters.delete(waiter);
  });

  function wait<T>(withinMs: number, look: () => T | undefined): Promise<T | undefined> {
    return new Promise((resolve) => {
      const waiter: Waiter = {
        look() {
          const found = look();
          if (found === undefined) return false;
          clearTimeout(timer);
          resolve(found);
          return true;
        },
      };
      const timer = setTimeout(() => {
        waiters.delete(waiter);
        resolve(undefined);
      }, withinMs);
      if (!waiter.look()) waiters.add(waiter);
    });
  }

  return {
    of,
    wait,
    /** How long each request took to be answered, in milliseconds. */
    answeredMs,
    isAcked: (ts: string) => said.get(ts)?.isAcked === true,
    /**
     * True once the app acknowledged what was said; false once Slack gave it up. A mention comes as two events, and
     * either will do.
     */
    kept: async (ts: string, twins: number, withinMs: number) =>
      (await wait(withinMs, () => {
        const entry = said.get(ts);
        if (entry?.isAcked) return true;
        return (entry?.givenUp ?? 0) >= twins ? false : undefined;
      })) === true,
    close: off,
  };
}

export type Listening = ReturnType<typeof listen>;
