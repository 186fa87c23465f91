import { toClassicBlocks } from './classic.ts';
import { toSlackError } from './errors.ts';
import type { SlackContent } from './render/pack.ts';

/**
 * Blocks that Slack refuses (an old workspace, a limit that changed) must not cost the words: the older blocks keep
 * the buttons, and the text alone has everything.
 */
export async function withoutRefusal<T>(
  forms: readonly SlackContent[],
  send: (content: SlackContent) => Promise<T>,
): Promise<T> {
  const classic = forms.map(({ text, blocks }) => ({ text, blocks: toClassicBlocks(blocks) }));
  for (const content of [...forms, ...classic]) {
    try {
      return await send(content);
    } catch (error) {
      if (toSlackError(error).code !== 'blocks-refused') throw error;
    }
  }
  return send({ text: forms[0]?.text ?? '', blocks: [] });
}
