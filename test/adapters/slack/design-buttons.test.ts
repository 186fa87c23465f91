import { describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/core/chat/inbound.ts';
import type { Handled } from '../../../src/core/thread/handle.ts';
import { SAMPLE_DESIGN } from '../../core/design/sample-design.ts';
import { ARCHITECTURE } from '../../dev/slack/setup.ts';
import { walk } from './check.ts';
import { AGENT, REF } from './given.ts';
import { inSlack, pressOf } from './in-slack.ts';
import { present } from './presented.ts';
import { REPLIES } from './replies.ts';

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
