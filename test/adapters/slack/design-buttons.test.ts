import { describe, expect, it, onTestFinished } from 'vitest';
import { createSlackApp } from '../../../src/adapters/slack/app.ts';
import { planReply } from '../../../src/adapters/slack/blocks.ts';
import { createSlackChat } from '../../../src/adapters/slack/chat.ts';
import { buildHome } from '../../../src/adapters/slack/home.ts';
import { createSingleWorkspace } from '../../../src/adapters/slack/workspaces.ts';
import type { Inbound } from '../../../src/core/chat/inbound.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';
import type { Handled } from '../../../src/core/thread/handle.ts';
import { SAMPLE_DESIGN } from '../../core/design/sample-design.ts';
import { APP_TOKEN, ARCHITECTURE, BOT_TOKEN, start } from '../../dev/slack/setup.ts';
import { unguarded } from '../../fakes/unguarded.ts';
import { UNPACED } from '../../fakes/unpaced.ts';
import { walk } from './check.ts';
import { AGENT, REF } from './given.ts';
import { present } from './presented.ts';
import { REPLIES } from './replies.ts';

const TEAM = 'T0LIGHTHOUSE';

/** The real listeners, over Socket Mode, around a handler that says what it heard. */
async function inSlack(handle: (inbound: Inbound) => Handled = () => ({ replies: [] })) {
  const slack = await start();
  const workspaces = createSingleWorkspace(BOT_TOKEN, slack.apiUrl, UNPACED);
  const chat = createSlackChat(workspaces, UNPACED);
  const heard: Inbound[] = [];
  const app = await createSlackApp({
    workspaces,
    chat,
    apiUrl: slack.apiUrl,
    appToken: APP_TOKEN,
    handle: async (inbound) => {
      if (inbound.kind === 'press' || inbound.kind === 'form') heard.push(inbound);
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

function pressOf({ ts, elements }: Screen, label: string) {
  const element = elements.find((node) => JSON.stringify(node.text)?.includes(label));
  return { user: 'ada', channel: ARCHITECTURE, ts, action_id: String(element?.action_id) };
}

const openForm = (inbound: Inbound): Handled =>
  inbound.kind === 'press'
    ? { replies: [], form: { kind: 'follow-up-form', ref: REF, agent: AGENT } }
    : { replies: [] };

describe('a design in Slack', () => {
  it('is chosen from and made anew by its buttons', async () => {
    const { slack, heard, show } = await inSlack();
    const screen = await show(present(SAMPLE_DESIGN));
    expect(await slack.click(pressOf(screen, 'Choose B: Services'))).toEqual({ ok: true });
    expect(await slack.click(pressOf(screen, 'Regenerate'))).toEqual({ ok: true });
    expect(heard).toMatchObject([
      { kind: 'press', verb: 'choose', ref: REF, option: 1, author: { id: 'U0ADA' } },
      { kind: 'press', verb: 'regenerate', ref: REF },
    ]);
  });

  it('with many options is chosen from by a list', async () => {
    const { slack, heard, show } = await inSlack();
    const many = REPLIES['design, many options'];
    if (!many) throw new Error('no such reply');
    const { ts, elements } = await show(many);
    const list = elements.find((node) => String(node.action_id).includes('choose'));
    const options = [...walk(list?.options)].filter((node) => typeof node.value === 'string');
    const selected = { type: 'static_select', selected_option: options[3] };
    const press = { user: 'ada', channel: ARCHITECTURE, ts, action_id: String(list?.action_id) };
    expect(await slack.click({ ...press, choose: selected })).toEqual({ ok: true });
    expect(heard).toMatchObject([{ verb: 'choose', ref: REF, option: 3 }]);
  });

  it('is followed up by a form, which brings the words', async () => {
    const { slack, heard, show } = await inSlack(openForm);
    const press = pressOf(await show(present(SAMPLE_DESIGN)), 'Ask a follow-up');
    expect(await slack.click(press)).toEqual({ ok: true });
    const [view] = slack.viewStack('ada');
    expect(JSON.stringify(view?.view)).toContain('What would you like to know or change?');
    const field = (value: string) => ({ 'follow-up': { 'follow-up': { type: 'plain_text_input', value } } });
    expect(await slack.submit({ user: 'ada', values: field(' \n ') })).toMatchObject({
      response_action: 'errors',
    });
    expect(slack.viewStack('ada')).toHaveLength(1);
    await slack.submit({ user: 'ada', values: field(' And refunds? ') });
    expect(slack.viewStack('ada')).toEqual([]);
    expect(heard.slice(1)).toMatchObject([
      {
        kind: 'form',
        form: 'follow-up',
        ref: REF,
        answers: { text: 'And refunds?' },
        author: { id: 'U0ADA' },
        place: { channelId: 'C1ABC' },
      },
    ]);
  });
});
