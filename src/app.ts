import { createSlackApp } from './adapters/slack/app.ts';
import { buildHome } from './adapters/slack/home.ts';
import { ConfigError } from './config.ts';
import type { Inbound, PersonInbound } from './core/chat/inbound.ts';
import { type Handled, handleInbound } from './core/thread/handle.ts';
import { startHttp } from './http.ts';
import { describeError } from './log.ts';
import type { AppServices } from './services.ts';
import { within } from './sleep.ts';

export type RunningApp = { port: number; close(): Promise<void> };

/**
 * People are answered within 2 s. What is given up here can't be kept afterwards: a change that begins later than
 * `WRITE_WITHIN_MS` is refused by the store itself.
 */
const ANSWER_WITHIN_MS = 1_900;

const GUEST =
  'I work for members of this workspace only. Ask a member to put the question, or your workspace’s admins.';

/** The part that listens: HTTP, Slack's requests or its socket. It keeps what people do; it runs no turn. */
export async function startApp(services: AppServices): Promise<RunningApp> {
  const { config, log, metrics, store, jobs, settings, guide, slack, workspaces } = services;
  const pending = new Set<Promise<unknown>>();

  function background(work: Promise<unknown>): void {
    const tracked = work
      .catch((error) => log.warn(describeError(error), 'a private answer could not be shown'))
      .finally(() => pending.delete(tracked));
    pending.add(tracked);
  }

  async function admit(inbound: PersonInbound) {
    if (inbound.author.external) return { admitted: false as const, why: GUEST };
    const person = await slack.person(inbound.place.workspaceId, inbound.author.id);
    return person.standing === 'member'
      ? { admitted: true as const }
      : { admitted: false as const, why: GUEST };
  }

  async function handle(inbound: Inbound): Promise<Handled> {
    const started = performance.now();
    try {
      const deps = { store, jobs, settings, guide, now: Date.now, admit };
      const handled = await within(ANSWER_WITHIN_MS, handleInbound(deps, inbound));
      if (inbound.kind === 'press' && inbound.verb === 'feedback') {
        metrics.feedback.inc({ value: inbound.value === 'up' ? 'up' : 'down' });
      }
      return handled;
    } catch (error) {
      log.error({ kind: inbound.kind, ...describeError(error) }, 'could not be kept');
      throw error;
    } finally {
      metrics.ackSeconds.observe({ kind: inbound.kind }, (performance.now() - started) / 1000);
    }
  }

  const slackApp = await createSlackApp({
    ...config.slack,
    workspaces,
    chat: slack,
    handle,
    background,
    openQuestions: async (threadId) => {
      const thread = await store.load(threadId);
      return thread?.state.phase.kind === 'waiting' ? thread.state.phase.open : undefined;
    },
    home: () => buildHome({ agents: guide().agents }),
    onProblem: (message) => log.warn({}, message),
  });

  const http = await startHttp({
    onBusy: () => new ConfigError('PORT', 'is in use', 'a port that no other program listens on'),
    port: config.port,
    host: config.host,
    onError: (error) => log.error(describeError(error), 'request failed'),
    routes: {
      ...(slackApp.handle ? { '/slack/events': slackApp.handle } : {}),
      '/healthz': (_req, res) => void res.writeHead(200).end('ok'),
      '/readyz': async (_req, res) => {
        const ready = await services.redis.ping().then(
          () => true,
          () => false,
        );
        res.writeHead(ready ? 200 : 503).end(ready ? 'ready' : 'Redis does not answer');
      },
      '/metrics': async (_req, res) => {
        const text = await metrics.render();
        res.writeHead(200, { 'content-type': metrics.contentType }).end(text);
      },
    },
  });
  try {
    // A network that is down is waited for inside; what is thrown is a refusal.
    await slackApp.start();
  } catch (error) {
    await http.close();
    log.error(describeError(error), 'Slack refused the connection');
    throw new ConfigError(
      'SLACK_APP_TOKEN',
      'is refused by Slack',
      'an app-level token with connections:write',
    );
  }
  log.info({ port: http.port, mode: config.slack.appToken ? 'socket' : 'http' }, 'app is up');

  return {
    port: http.port,
    async close() {
      await slackApp.stop();
      await http.close();
      await Promise.allSettled([...pending]);
    },
  };
}
