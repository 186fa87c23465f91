import { describe, expect, it } from 'vitest';
import { createSlackChat, toContent } from '../../../src/adapters/slack/chat.ts';
import { createSingleWorkspace } from '../../../src/adapters/slack/workspaces.ts';
import type { Part } from '../../../src/core/chat/chat.ts';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { ARCHITECTURE, BOT_TOKEN, start } from '../../dev/slack/setup.ts';
import { createFakeWords } from '../../fakes/slack-words.ts';
import { unguarded } from '../../fakes/unguarded.ts';
import { UNPACED } from '../../fakes/unpaced.ts';
import { planOnce } from './planned.ts';
import { REPLIES } from './replies.ts';

/** A message has a form for new workspaces and one for old ones; with pictures it has two more. */
const formsOf = (part: Part) => (part.kind === 'message' && part.pictures ? 4 : 2);

function refuse(slack: SlackStandIn, method: string, times: number) {
  slack.faults.set([{ method, times, kind: { do: 'error', error: 'invalid_blocks' } }]);
}

describe('blocks that Slack refuses in every form', () => {
  it.each(['answer', 'questions', 'design', 'failure'] as const)(
    'leave all the words of %s',
    async (kind) => {
      const slack = await start();
      const chat = createSlackChat(createSingleWorkspace(BOT_TOKEN, slack.apiUrl, UNPACED), UNPACED, {
        words: createFakeWords(),
      });
      const { ts: rootId } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: '@Architect' });
      const place = { platform: 'slack' as const, workspaceId: 'T0LIGHTHOUSE', channelId: ARCHITECTURE };
      const where = { ...place, direct: false, rootId };
      const replies = Object.values(REPLIES).filter((reply) => reply.kind === kind);
      for (const [n, reply] of replies.slice(0, 3).entries()) {
        for (const part of planOnce(reply)
          .filter(({ kind }) => kind === 'message')
          .slice(0, 3)) {
          const { text } = toContent(part);
          const shown = (id: string) =>
            slack.messages({ channel: ARCHITECTURE, thread: rootId }).find((message) => message.ts === id);
          refuse(slack, 'chat.postMessage', formsOf(part));
          const ref = await chat.post(where, part, `${n}/${part.id}`, unguarded);
          expect(shown(ref.messageId)).toMatchObject({ text, blocks: [] });
          slack.faults.clear();
          const other = await chat.post(where, part, `${n}/${part.id}/other`, unguarded);
          expect(shown(other.messageId)?.blocks).not.toEqual([]);
          refuse(slack, 'chat.update', formsOf(part));
          await chat.update(where, other, part, unguarded);
          expect(shown(other.messageId)).toMatchObject({ text, blocks: [] });
          slack.faults.clear();
        }
      }
    },
  );
});
