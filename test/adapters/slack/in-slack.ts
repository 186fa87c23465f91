import { expect, onTestFinished } from 'vitest';
import { createSlackApp } from '../../../src/adapters/slack/app.ts';
import { planReply } from '../../../src/adapters/slack/blocks.ts';
import { createSlackChat } from '../../../src/adapters/slack/chat.ts';
import { buildHome } from '../../../src/adapters/slack/home.ts';
import { createSingleWorkspace } from '../../../src/adapters/slack/workspaces.ts';
import type { Inbound } from '../../../src/core/chat/inbound.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';
import type { Handled } from '../../../src/core/thread/handle.ts';
import { APP_TOKEN, ARCHITECTURE, BOT_TOKEN, start } from '../../dev/slack/setup.ts';
import { createFakeWords } from '../../fakes/slack-words.ts';
import { unguarded } from '../../fakes/unguarded.ts';
import { UNPACED } from '../../fakes/unpaced.ts';
import { walk } from './check.ts';

const TEAM = 'T0LIGHTHOUSE';

/** The real listeners, over Socket Mode, around a handler that says what it heard. */
export async function inSlack(
  handle: (inbound: Inbound) => Handled = () => ({ replies: [] }),
  { lateMs = 300 }: { lateMs?: number } = {},
) {
  const slack = await start();
  const workspaces = createSingleWorkspace(BOT_TOKEN, slack.apiUrl, UNPACED);
  const words = createFakeWords();
  const chat = createSlackChat(workspaces, UNPACED, { words, lateMs });
  const heard: Inbound[] = [];
  const app = await createSlackApp({
    workspaces,
    chat,
    words,
    closing: new AbortController().signal,
    apiUrl: slack.apiUrl,
    appToken: APP_TOKEN,
    handle: async (inbound) => {
      if (['press', 'form', 'settings'].includes(inbound.kind)) heard.push(inbound);
      return handle(inbound);
    },
    wasKept: async () => true,
    openQuestions: async () => undefined,
    home: () => buildHome({ agents: [] }),
    background: (work) => void work,
    onProblem: () => {},
  });
  await app.start();
  onTestFinished(() => app.stop());
  await expect.poll(() => slack.sockets.connections(), { timeout: 15_000 }).toBe(1);

  const { ts: rootId } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: '@Architect design it' });
  const where = {
    platform: 'slack' as const,
    workspaceId: TEAM,
    channelId: ARCHITECTURE,
    direct: false,
    rootId,
  };
  return {
    slack,
    heard,
    chat,
    words,
    where,
    /** Shows the first message of a reply, and gives its time stamp with what can be pressed on it. */
    async show(reply: Reply) {
      const [part] = planReply(reply);
      if (!part) throw new Error('no part');
      const { messageId: ts } = await chat.post(where, part, 'key', unguarded);
      const message = slack.messages({ channel: ARCHITECTURE }).find((candidate) => candidate.ts === ts);
      return {
        ts,
        elements: [...walk(message?.blocks)].filter((node) => typeof node.action_id === 'string'),
      };
    },
  };
}

type Screen = Awaited<ReturnType<Awaited<ReturnType<typeof inSlack>>['show']>>;

export function pressOf({ ts, elements }: Screen, label: string) {
  const element = elements.find((node) => JSON.stringify(node.text)?.includes(label));
  return { user: 'ada', channel: ARCHITECTURE, ts, action_id: String(element?.action_id) };
}
