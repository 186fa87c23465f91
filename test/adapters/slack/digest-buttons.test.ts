import { describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/core/chat/inbound.ts';
import type { Form } from '../../../src/core/chat/reply.ts';
import type { Handled } from '../../../src/core/thread/handle.ts';
import { ARCHITECTURE } from '../../dev/slack/setup.ts';
import { DIGEST_REPLIES, digestReply } from './digests.ts';
import { REF } from './given.ts';
import { inSlack, pressOf } from './in-slack.ts';

const FORM: Form = {
  kind: 'digest-form',
  channelId: ARCHITECTURE,
  openedBy: 'press-1',
  zone: 'Europe/Madrid',
  ownerId: 'U0ADA',
  sections: [
    { id: 'designs', title: 'New designs' },
    { id: 'decisions', title: 'Decisions' },
  ],
};

/** What opens the form, and what is said to it when it is sent. */
const answering =
  (mistakes?: Record<string, string>) =>
  (inbound: Inbound): Handled =>
    inbound.kind === 'settings'
      ? { replies: [], ...(mistakes ? { mistakes } : {}) }
      : { replies: [], form: FORM };

const zone = (value: string) => ({ zone: { zone: value } });

describe('a digest in Slack', () => {
  it('has its items dealt with by their buttons', async () => {
    const { slack, heard, show } = await inSlack();
    const screen = await show(digestReply());
    for (const label of ['Discuss', 'Done', 'Not for us']) {
      expect(await slack.click(pressOf(screen, label))).toEqual({ ok: true });
    }
    expect(heard).toMatchObject(
      ['discuss', 'done', 'not-for-us'].map((verb) => ({ kind: 'press', verb, ref: REF, option: 0 })),
    );
  });

  it('is set by a form that its list opens, and that comes back with what was chosen', async () => {
    const { slack, heard, show } = await inSlack(answering());
    const list = DIGEST_REPLIES['digest-list, none'];
    if (!list) throw new Error('no list');
    expect(await slack.click(pressOf(await show(list), 'Set one'))).toEqual({ ok: true });
    expect(slack.viewStack('ada')).toHaveLength(1);
    const values = {
      when: { when: 'daily' },
      time: { time: '18:30' },
      owner: { owner: 'U0BOB' },
      sections: { sections: ['decisions'] },
    };
    expect(await slack.submit({ user: 'ada', values })).toEqual({ ok: true });
    expect(slack.viewStack('ada')).toEqual([]);
    expect(heard).toMatchObject([
      { kind: 'press', verb: 'digest' },
      {
        kind: 'settings',
        form: 'digest',
        openedBy: 'press-1',
        place: { channelId: ARCHITECTURE },
        values: {
          when: 'daily',
          time: '18:30',
          zone: 'Europe/Madrid',
          owner: 'U0BOB',
          sections: 'decisions',
          heartbeat: '',
        },
      },
    ]);
  });

  it('is set by the same form where a command asks for it', async () => {
    const { slack } = await inSlack((inbound) => ({
      replies: [],
      ...(inbound.kind === 'command' ? { form: FORM } : {}),
    }));
    await slack.command({ user: 'ada', channel: ARCHITECTURE, command: '/architect', text: 'digest' });
    expect(slack.viewStack('ada')).toHaveLength(1);
  });

  it('whose form has mistakes stays open, and says each below its field', async () => {
    const mistakes = { zone: 'Write it as Europe/Berlin.', when: 'Choose another day.' };
    const { slack, show } = await inSlack(answering(mistakes));
    await slack.click(pressOf(await show(DIGEST_REPLIES['digest-list'] ?? digestReply()), 'Change'));
    const outcome = await slack.submit({ user: 'ada', values: zone('Mars') });
    expect(outcome).toEqual({ ok: true, response_action: 'errors', errors: mistakes });
    expect(slack.viewStack('ada')).toHaveLength(1);
  });

  it('whose form has no field for a mistake still says it', async () => {
    const { slack, show } = await inSlack(answering({ unheard: 'It can’t be set now.' }));
    await slack.click(pressOf(await show(DIGEST_REPLIES['digest-list'] ?? digestReply()), 'Change'));
    const outcome = await slack.submit({ user: 'ada', values: zone('UTC') });
    expect(outcome).toMatchObject({ response_action: 'errors', errors: { when: 'It can’t be set now.' } });
  });
});
