import { setMaxListeners } from 'node:events';
import { createSlackApp } from './adapters/slack/app.ts';
import { buildHome } from './adapters/slack/home.ts';
import { createTeamsSide } from './app-teams.ts';
import { ConfigError } from './config-error.ts';
import type { Person } from './core/chat/chat.ts';
import type { Inbound, PersonInbound } from './core/chat/inbound.ts';
import type { Place } from './core/chat/message.ts';
import { isZone } from './core/digest/schedule.ts';
import { DIGEST_SOURCES } from './core/digest/sources/index.ts';
import { toAppError, UnknownOutcome } from './core/errors.ts';
import { type Handled, handleInbound, WRITE_WITHIN_MS } from './core/thread/handle.ts';
import { startHttp } from './http.ts';
import { describeError } from './log.ts';
import { createReplay } from './replay.ts';
import type { AppServices } from './services.ts';
import { sleep, within } from './sleep.ts';

export type RunningApp = { port: number; close(): Promise<void> };

/**
 * People are answered within 2 s. What is given up here can't be kept afterwards: a change that begins later than
 * `WRITE_WITHIN_MS` is refused by the store itself.
 */
const ANSWER_WITHIN_MS = 1_900;

/** What is kept after it must have begun by `WRITE_WITHIN_MS`. */
const LOOK_UP_AGAIN_WITHIN_MS = 1_000;

/** Whether the bot is in a channel is asked while somebody waits. */
const MEMBER_WITHIN_MS = 600;

/** Nobody who collects figures waits for long. */
const COUNT_WITHIN_MS = 500;

/** A write that was not begun by `WRITE_WITHIN_MS` never happens, so a little later it is sure what was kept. */
const SETTLED_AFTER_MS = 2 * WRITE_WITHIN_MS;
const LOOK_AGAIN_MS = 1_000;
/** For that long it is tried to find out; a way back to the person lasts for 30 minutes. */
const LOOK_FOR_MS = 10 * 60_000;

const GUEST = {
  slack:
    'I work for members of this workspace only. Ask a member to put the question, or your workspace’s admins.',
  teams:
    'I work for members of this organisation only. Ask a member to put the question, or your organisation’s admins.',
};

/** The part that listens: HTTP, Slack's requests or its socket. It keeps what people do; it runs no turn. */
export async function startApp(services: AppServices): Promise<RunningApp> {
  const { config, log, metrics, store, jobs, settings, guide, slack, teams, failedRuns, digests } = services;
  const pending = new Set<Promise<unknown>>();
  const closing = new AbortController();
  // As many wait for it as there are things to be found out at a time.
  setMaxListeners(0, closing.signal);

  function background(work: Promise<unknown>): void {
    const tracked = work
      .catch((error) => log.warn(describeError(error), 'a private answer could not be shown'))
      .finally(() => pending.delete(tracked));
    pending.add(tracked);
  }

  async function admit(inbound: PersonInbound) {
    const { place, author } = inbound;
    const refused = { admitted: false as const, why: GUEST[place.platform] };
    if (author.external) return refused;
    const person = await soon(() => lookUp(inbound)).catch((error) => {
      // Somebody whom this workspace does not know is no member of it.
      if (toAppError(error).code === 'person-unknown') return undefined;
      throw error;
    });
    if (person?.standing !== 'member') return refused;
    const { zone } = person;
    return { admitted: true as const, ...(zone === undefined || !isZone(zone) ? {} : { zone }) };
  }

  /** A platform that wants a short pause gets it: there is time for one before an answer is due. */
  async function soon<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      const { retry } = toAppError(error);
      if (typeof retry !== 'object' || retry.afterMs > LOOK_UP_AGAIN_WITHIN_MS) throw error;
      await sleep(retry.afterMs, closing.signal);
      return ask();
    }
  }

  async function lookUp({ place, author }: PersonInbound): Promise<Person | undefined> {
    if (place.platform === 'slack') return slack?.chat.person(place.workspaceId, author.id);
    await teams?.chat.met(place, author.id);
    return teams?.chat.person(place.workspaceId, author.id);
  }

  /** What can't be told in time is found out when the digest is posted. */
  async function isMember(place: Place): Promise<boolean> {
    const platform = place.platform === 'slack' ? slack : teams;
    return within(MEMBER_WITHIN_MS, platform?.isMember(place) ?? Promise.resolve(true)).catch(() => true);
  }

  async function isPerson({ platform, workspaceId }: Place, personId: string): Promise<boolean> {
    const chat = platform === 'slack' ? slack?.chat : teams?.chat;
    const person = chat?.person(workspaceId, personId) ?? Promise.resolve(undefined);
    return within(MEMBER_WITHIN_MS, person).then(
      (found) => found === undefined || found.standing === 'member',
      (error) => toAppError(error).code !== 'person-unknown',
    );
  }

  const digest = { digests, sections: DIGEST_SOURCES, isMember, isPerson };

  async function handle(inbound: Inbound, arrivedAt: number): Promise<Handled> {
    const started = performance.now();
    const spentMs = started - arrivedAt;
    let isWriting = false;
    const onWrite = () => {
      isWriting = true;
    };
    try {
      const since = Date.now() - spentMs;
      const deps = { store, jobs, settings, guide, now: Date.now, since, admit, digest, onWrite };
      const handled = await within(Math.max(0, ANSWER_WITHIN_MS - spentMs), handleInbound(deps, inbound));
      if (handled.isKept && 'keys' in inbound) replay.add(inbound);
      if (inbound.kind === 'press' && inbound.verb === 'feedback') {
        metrics.feedback.inc({ value: inbound.value === 'up' ? 'up' : 'down' });
      }
      return handled;
    } catch (error) {
      log.error({ kind: inbound.kind, ...describeError(error) }, 'could not be kept');
      if (isWriting && toAppError(error).code === 'too-slow') throw new UnknownOutcome('too-slow', error);
      throw error;
    } finally {
      metrics.ackSeconds.observe({ kind: inbound.kind }, (performance.now() - started) / 1000);
    }
  }

  // Nobody waits for it, so it is not bound to the time in which a person is answered.
  const replay = createReplay({
    redis: services.redis,
    again: (inbound) =>
      handleInbound({ store, jobs, settings, guide, now: Date.now, admit, digest }, inbound),
    sleep: (ms, signal) => sleep(ms, signal).catch(() => {}),
    onFailure: (error) => log.error(describeError(error), 'what was kept before Redis went away may be lost'),
  });

  async function wasKept({ place, keys }: PersonInbound): Promise<boolean> {
    const givenUpAt = performance.now() + LOOK_FOR_MS;
    await sleep(SETTLED_AFTER_MS, closing.signal);
    for (;;) {
      try {
        return await store.seen(place, keys);
      } catch (error) {
        if (performance.now() > givenUpAt) throw error;
        await sleep(LOOK_AGAIN_MS, closing.signal);
      }
    }
  }

  const slackApp =
    config.slack && slack
      ? await createSlackApp({
          ...config.slack,
          workspaces: slack.workspaces,
          chat: slack.chat,
          words: slack.words,
          closing: closing.signal,
          handle,
          wasKept,
          background,
          openQuestions: async (threadId) => {
            const thread = await store.load(threadId);
            return thread?.state.phase.kind === 'waiting' ? thread.state.phase.open : undefined;
          },
          home: () => buildHome({ agents: guide().agents }),
          onProblem: (message) => log.warn({}, message),
        })
      : undefined;
  const teamsSide =
    config.teams && teams
      ? createTeamsSide(services, config.teams, teams, { handle, background })
      : undefined;

  const http = await startHttp({
    onBusy: () => new ConfigError('PORT', 'is in use', 'a port that no other program listens on'),
    port: config.port,
    host: config.host,
    onError: (error) => log.error(describeError(error), 'request failed'),
    routes: {
      ...(slackApp?.handle ? { '/slack/events': slackApp.handle } : {}),
      ...teamsSide?.routes,
      '/healthz': (_req, res) => void res.writeHead(200).end('ok'),
      '/readyz': async (_req, res) => {
        const ready = await services.redis.ping().then(
          () => true,
          () => false,
        );
        res.writeHead(ready ? 200 : 503).end(ready ? 'ready' : 'Redis does not answer');
      },
      '/metrics': async (_req, res) => {
        // What was known last is shown while Redis is away.
        await within(COUNT_WITHIN_MS, failedRuns.count()).then(
          (counts) => {
            metrics.failedRuns.set({ kind: 'turn' }, counts.turn);
            metrics.failedRuns.set({ kind: 'delivery' }, counts.delivery);
          },
          () => {},
        );
        const text = await metrics.render();
        res.writeHead(200, { 'content-type': metrics.contentType }).end(text);
      },
    },
  });
  try {
    // A network that is down is waited for inside; what is thrown is a refusal.
    await slackApp?.start();
  } catch (error) {
    await http.close();
    log.error(describeError(error), 'Slack refused the connection');
    throw new ConfigError(
      'SLACK_APP_TOKEN',
      'is refused by Slack',
      'an app-level token with connections:write',
    );
  }
  log.info(
    {
      port: http.port,
      slack: config.slack ? (config.slack.appToken ? 'socket' : 'http') : 'off',
      teams: config.teams ? 'on' : 'off',
    },
    'app is up',
  );

  return {
    port: http.port,
    async close() {
      await slackApp?.stop();
      await http.close();
      teamsSide?.stop();
      closing.abort();
      replay.close();
      await Promise.allSettled([...pending]);
    },
  };
}
