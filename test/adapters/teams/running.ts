import { onTestFinished } from 'vitest';
import { createBodyReader } from '../../../src/adapters/read-body.ts';
import { createTeamsApp, type TeamsAppOptions } from '../../../src/adapters/teams/app.ts';
import type { Consent } from '../../../src/adapters/teams/parse-consent.ts';
import type { Inbound } from '../../../src/core/chat/inbound.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';
import { parseJson } from '../../../src/dev/slack/json.ts';
import { startHttp } from '../../../src/http.ts';

type Posted = { status: number; text: string; body: unknown };

/** The app alone over HTTP: what it hands on, and what it shows, is kept here. */
export async function startApp(options: Partial<TeamsAppOptions> = {}) {
  const handled: Inbound[] = [];
  const references: [string, object][] = [];
  const consents: Consent[] = [];
  const told: { personId: string; reply: Reply }[] = [];
  const problems: string[] = [];
  const work: Promise<unknown>[] = [];
  const app = createTeamsApp({
    bot: {},
    tenants: 'any',
    serviceUrls: 'internet',
    withBody: createBodyReader(),
    conversations: {
      async keep(key, reference) {
        references.push([key, reference]);
      },
    },
    chat: {
      async tell(_where, personId, reply) {
        told.push({ personId, reply });
      },
    },
    async handle(inbound) {
      handled.push(inbound);
      return { replies: [] };
    },
    load: async () => undefined,
    async onConsent(consent) {
      consents.push(consent);
    },
    background: (one) => void work.push(one.catch(() => {})),
    onProblem: (problem) => void problems.push(problem),
    ...options,
  });
  const failures: unknown[] = [];
  const http = await startHttp({
    port: 0,
    host: '127.0.0.1',
    routes: { '/api/messages': app.handle },
    onError: (error) => void failures.push(error),
    onBusy: () => new Error('busy'),
  });
  onTestFinished(async () => {
    app.stop();
    await Promise.allSettled(work);
    await http.close();
  });
  const url = `http://127.0.0.1:${http.port}/api/messages`;

  async function post(body: unknown, headers: Record<string, string> = {}, method = 'POST'): Promise<Posted> {
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: parseJson(text) };
  }

  return {
    url,
    post,
    handled,
    references,
    consents,
    told,
    problems,
    failures,
    settled: () => Promise.allSettled(work),
  };
}
