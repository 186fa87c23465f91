import { describe, expect, it } from 'vitest';
import { planReply } from '../../../src/adapters/slack/blocks.ts';
import { createSlackChat } from '../../../src/adapters/slack/chat.ts';
import { createSingleWorkspace } from '../../../src/adapters/slack/workspaces.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';
import { HOSTILE_MARKDOWN } from '../../core/design/hostile-markdown.ts';
import { ARCHITECTURE, BOT_TOKEN, start } from '../../dev/slack/setup.ts';
import { createFakeWords } from '../../fakes/slack-words.ts';
import { unguarded } from '../../fakes/unguarded.ts';
import { UNPACED } from '../../fakes/unpaced.ts';
import { contentsOf, filesOf, missingWords, unescapeText, unsendable, visibleText } from './check.ts';
import { numberedDocument } from './generate.ts';
import { FOOTER, REF } from './given.ts';
import { renderMarkdown } from './rendered.ts';
import { visibleWords } from './visible-words.ts';

const DOCUMENTS = 10_000;
const OVER_HTTP = 300;

function answer(markdown: string): Reply {
  return { kind: 'answer', ref: REF, footer: FOOTER, others: [], markdown };
}

/** What is wrong with the way a document is shown; nothing, for all of them. */
function problemsWith(markdown: string): unknown[] {
  const parts = planReply(answer(markdown));
  const contents = contentsOf(parts);
  const problems: unknown[] = contents.flatMap(unsendable);
  const files = filesOf(parts);
  if (Object.keys(files).length > 0) return files['answer.md'] === markdown ? problems : ['not in the file'];
  const words = visibleWords(markdown);
  const inBlocks = contents.map((content) => visibleText(content.blocks)).join('\n');
  const inText = contents.map((content) => unescapeText(content.text)).join('\n');
  return [...problems, ...missingWords(words, inBlocks), ...missingWords(words, inText)];
}

describe('any Markdown on Slack', () => {
  it('is never refused, loses no word, calls nobody, and leads where it says', () => {
    const failed: unknown[] = [];
    for (let seed = 1; seed <= DOCUMENTS && failed.length < 5; seed++) {
      const problems = problemsWith(numberedDocument(seed));
      if (problems.length > 0) failed.push({ seed, problems });
    }
    expect(failed).toEqual([]);
  }, 240_000);

  it('is taken over HTTP as it is, as a new message and as an update', async () => {
    const slack = await start();
    const refused: unknown[] = [];
    const chat = createSlackChat(createSingleWorkspace(BOT_TOKEN, slack.apiUrl, UNPACED), UNPACED, {
      words: createFakeWords(),
    });
    const { ts: rootId } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: '@Architect' });
    const where = {
      platform: 'slack' as const,
      workspaceId: 'T0LIGHTHOUSE',
      channelId: ARCHITECTURE,
      direct: false,
      rootId,
    };
    let seen = 0;
    for (let i = 1; i <= OVER_HTTP; i++) {
      // Every 33rd, so that all kinds of them are among these.
      const messages = planReply(answer(numberedDocument(i * 33))).filter((part) => part.kind === 'message');
      for (const [n, part] of messages.entries()) {
        const ref = await chat.post(where, part, `${i}/${n}`, unguarded);
        if (n === 0) await chat.update(where, ref, part, unguarded);
      }
      const entries = slack.traffic(seen).filter((entry) => entry.direction === 'from-app');
      seen = Math.max(seen, ...entries.map((entry) => entry.n));
      refused.push(...entries.filter((entry) => !entry.ok).map((entry) => [i * 33, entry.response]));
    }
    expect(refused).toEqual([]);
    const mentions = slack
      .messages({ channel: ARCHITECTURE, thread: rootId })
      .filter((message) => message.ts !== rootId && /<[!@#]/.test(message.text));
    expect(mentions).toEqual([]);
  }, 60_000);

  it.each(Object.entries(HOSTILE_MARKDOWN))('keeps its words when it is not parsed: %s', (_, markdown) => {
    const contents = renderMarkdown(markdown);
    expect(contents.flatMap(unsendable)).toEqual([]);
    const said = contents.map((content) => visibleText(content.blocks)).join('');
    expect(said.replace(/\s/g, '')).toBe(markdown.replace(/\s/g, ''));
  });

  it('is rendered in the same way each time', () => {
    const markdown = numberedDocument(42);
    expect(renderMarkdown(markdown)).toEqual(renderMarkdown(markdown));
  });
});
