import { isRecord, type Json } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Stage } from '../stage.ts';
import type { Workspace } from '../world.ts';
import { checkBlocks } from './blocks.ts';
import { byType, chars, list, oneOf, shape, url } from './check.ts';
import { findingsFor, formatProblem } from './message.ts';

const MOST_MARKDOWN_CHARS = 12_000;

const chunk = byType({
  markdown_text: shape({ text: chars(1, MOST_MARKDOWN_CHARS) }),
  plan_update: shape({ title: chars(1, 256) }),
  task_update: shape(
    {
      id: chars(1, 255),
      title: chars(1, 256),
      status: oneOf('pending', 'in_progress', 'complete', 'error'),
    },
    {
      details: chars(0, 256),
      output: chars(0, 256),
      sources: list(byType({ url: shape({ url: url(3_000), text: chars(1, 256) }) }), { most: 50 }),
    },
  ),
  blocks: shape({ blocks: checkBlocks }),
});

/** The chunks of one streaming call, `markdown_text` as the first of them. Throws `invalid_chunks`, `msg_too_long`. */
export function requireChunks(
  stage: Stage,
  workspace: Workspace,
  markdown: string | undefined,
  chunks: unknown,
): Json[] {
  if (chunks !== undefined && !Array.isArray(chunks)) throw new SlackError('invalid_chunks');
  if (markdown !== undefined && chunks !== undefined) throw new SlackError('markdown_text_conflict');
  if (markdown !== undefined && markdown.length > MOST_MARKDOWN_CHARS) throw new SlackError('msg_too_long');
  const given: unknown[] = chunks ?? [];
  const findings = findingsFor(stage, workspace, 'message');
  list(chunk, { most: 100 })(given, '/chunks', findings);
  if (findings.problems.length > 0) {
    throw new SlackError('invalid_chunks', { messages: findings.problems.map(formatProblem) });
  }
  const texts = given.filter(isRecord);
  const total = texts.reduce(
    (sum, entry) => sum + (entry.type === 'markdown_text' ? String(entry.text).length : 0),
    0,
  );
  if (total > MOST_MARKDOWN_CHARS) throw new SlackError('msg_too_long');
  return markdown ? [{ type: 'markdown_text', text: markdown }, ...texts] : texts;
}
