import { leavesText } from '../../../src/adapters/slack/render/leaf.ts';
import { packMessages, type SlackContent } from '../../../src/adapters/slack/render/pack.ts';
import { escapeText } from '../../../src/adapters/slack/render/text.ts';
import { markdownLeaves } from '../../../src/core/chat/prose/markdown.ts';

export function renderMarkdown(markdown: string): SlackContent[] {
  return packMessages(markdownLeaves(markdown));
}

/** What the Markdown says, as Slack's `text`. */
export function toPlainText(markdown: string): string {
  return escapeText(leavesText(markdownLeaves(markdown)));
}
