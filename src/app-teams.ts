import { createBodyReader } from './adapters/read-body.ts';
import { createTeamsApp } from './adapters/teams/app.ts';
import { createConsents } from './adapters/teams/consent.ts';
import { createDownloads } from './adapters/teams/downloads.ts';
import { createFileSource } from './adapters/teams/file-source.ts';
import type { TeamsConfig } from './config-teams.ts';
import type { Inbound } from './core/chat/inbound.ts';
import type { Handled } from './core/thread/handle.ts';
import type { Route } from './http.ts';
import type { AppServices, TeamsServices } from './services.ts';

type TeamsSide = { routes: Record<string, Route>; stop(): void };

/** What the app serves for Teams: its activities, and the files that people take by a link. */
export function createTeamsSide(
  services: AppServices,
  config: TeamsConfig,
  teams: TeamsServices,
  deps: {
    handle(inbound: Inbound, arrivedAt: number): Promise<Handled>;
    background(work: Promise<unknown>): void;
  },
): TeamsSide {
  const { store, workshop, decisions, catalog, log } = services;
  const { chat, conversations, links, files, kept } = teams;
  const agents = () => catalog.list();
  const show = { chat, store, workshop, decisions, agents, now: Date.now, mayShowChart: async () => false };
  const source = createFileSource({ kept, store, show });
  const consents = createConsents({
    links,
    source,
    files,
    replace: chat.replace,
    tell: chat.tell,
    serviceUrls: config.serviceUrls,
  });
  const app = createTeamsApp({
    ...config,
    conversations,
    chat,
    handle: deps.handle,
    background: deps.background,
    load: async (threadId) => (await store.load(threadId))?.state,
    // Making a file and uploading it takes longer than Teams waits for an answer.
    onConsent: async (consent, appUrl) => deps.background(consents(consent, appUrl)),
    onProblem: (message) => log.warn({}, message),
    withBody: createBodyReader(),
  });
  return {
    routes: { '/api/messages': app.handle, '/files/': createDownloads({ links, source }) },
    stop: app.stop,
  };
}
