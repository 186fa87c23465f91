import { App, type Logger, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { type ListenerDeps, registerListeners } from './listeners.ts';
import { createSlackReceiver, processThenAck, type SlackReceiver } from './receiver.ts';
import { clientOptions, type Workspaces } from './workspaces.ts';

export type SlackAppOptions = Omit<ListenerDeps, 'workspaces'> & {
  workspaces: Workspaces;
  apiUrl?: string;
  signingSecret?: string;
  appToken?: string;
  /** Called with what Bolt has to say of failures; it holds no message texts. */
  onProblem(message: string): void;
};

export type SlackApp = {
  /** Serves Slack's requests; absent in Socket Mode without a signing secret. */
  handle?: SlackReceiver['handle'];
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Bolt over HTTP, over Socket Mode, or both at once, with one set of listeners. */
export async function createSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { signingSecret, appToken } = options;
  const http = signingSecret === undefined ? undefined : createSlackReceiver(signingSecret, Date.now);
  const socket = appToken === undefined ? undefined : createSocketReceiver(appToken, options);
  const receivers = [http, socket].filter((r): r is Receiver & SlackReceiver => r !== undefined);

  const app = new App({
    receiver: combine(receivers),
    authorize: async ({ teamId }) => {
      const { token, botId, botUserId } = await options.workspaces.get(teamId ?? '');
      return { botToken: token, botId, botUserId, ...(teamId === undefined ? {} : { teamId }) };
    },
    clientOptions: clientOptions(options.apiUrl),
    // Bolt's own memory of conversations: never asked, so never written.
    convoStore: false,
    // The parser knows what the bot itself said.
    ignoreSelf: false,
    attachFunctionToken: false,
    logger: toLogger(options.onProblem),
  });
  // A failed listener must reach the receiver, which then does not acknowledge.
  app.error(async (error) => {
    throw error;
  });
  registerListeners(app, options);

  return {
    ...(http ? { handle: http.handle } : {}),
    start: async () => {
      await app.start();
    },
    stop: async () => {
      await app.stop();
    },
  };
}

function combine(receivers: Receiver[]): Receiver {
  return {
    init: (app) => {
      for (const receiver of receivers) receiver.init(app);
    },
    start: () => Promise.all(receivers.map((r) => r.start())),
    stop: () => Promise.all(receivers.map((r) => r.stop())),
  };
}

/** Bolt's receiver, but each payload is acknowledged only when its listener is done; a failed one is sent again. */
function createSocketReceiver(appToken: string, options: SlackAppOptions): Receiver {
  const inner = new SocketModeReceiver({
    appToken,
    logger: toLogger(options.onProblem),
    installerOptions: { clientOptions: clientOptions(options.apiUrl) },
    processEventErrorHandler: async () => false,
  });
  return {
    init(app) {
      const deferred: Pick<App, 'processEvent'> = {
        async processEvent({ ack, ...event }) {
          const answer = await processThenAck(app, event);
          await ack(answer as Parameters<typeof ack>[0]);
        },
      };
      inner.init(deferred as App);
    },
    start: () => inner.start(),
    stop: () => inner.stop(),
  };
}

/** Bolt's debug and info lines can hold payloads, so only the first words of its warnings are passed on. */
function toLogger(onProblem: (message: string) => void): Logger {
  const say = (...words: unknown[]) => onProblem(String(words[0]).slice(0, 200));
  const ignore = () => {};
  return {
    debug: ignore,
    info: ignore,
    warn: say,
    error: say,
    setLevel: ignore,
    getLevel: () => LogLevel.WARN,
    setName: ignore,
  };
}
