import { isRecord, toList } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Stage } from '../stage.ts';
import type { StoredFile, Workspace } from '../world.ts';
import { checkBlocks } from './blocks.ts';
import { createFindings, type Findings, type Problem, type Surface } from './check.ts';

/**
 * All blocks of a message together. Slack publishes no number; this is what measurements of the real service fit:
 * the text of all blocks plus 125 for each block.
 */
const MOST_MESSAGE_CHARS = 13_400;
const CHARS_PER_BLOCK = 125;

export function findingsFor(stage: Stage, workspace: Workspace, surface: Surface): Findings {
  return createFindings({
    surface,
    isOld: stage.isOld,
    fileState: ({ id, url }) => {
      const file = [...workspace.files.values()].find(
        (entry) => entry.id === id || (url !== undefined && isAddressOf(entry, url)),
      );
      if (!file) return 'unknown';
      if (file.state !== 'ready') return 'processing';
      return isPicture(file) ? 'ready' : 'unknown';
    },
  });
}

/** How the pictures that a block may show begin: PNG, JPEG, GIF. */
const SIGNATURES = ['89504e470d0a1a0a', 'ffd8ff', '474946383761', '474946383961'];

function isPicture(file: StoredFile): boolean {
  const start = file.data.subarray(0, 8).toString('hex');
  return /\.(png|jpe?g|gif)$/i.test(file.name) && SIGNATURES.some((mark) => start.startsWith(mark));
}

function isAddressOf(file: StoredFile, url: string): boolean {
  return url.includes(`/${file.id}/`);
}

/** Slack's words for a problem, with the JSON pointer at the end. */
export function formatProblem(problem: Problem): string {
  return `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`;
}

/** Throws what Slack answers to these blocks: `invalid_blocks`, `only_one_table_allowed`, `msg_blocks_too_long`. */
export function requireBlocks(stage: Stage, workspace: Workspace, blocks: unknown[]): void {
  requireMessage(blocks, findingsFor(stage, workspace, 'message'));
}

/** The same for findings that are still empty. */
export function requireMessage(blocks: unknown[], findings: Findings): void {
  checkBlocks(blocks, '/blocks', findings);
  const first = findings.problems[0];
  if (first) {
    const special = findings.problems.length === 1 ? first.code : undefined;
    throw new SlackError(special ?? 'invalid_blocks', { messages: findings.problems.map(formatProblem) });
  }
  const size = blocks.reduce<number>((sum, entry) => sum + CHARS_PER_BLOCK + textChars(entry), 0);
  if (size > MOST_MESSAGE_CHARS) throw new SlackError('msg_blocks_too_long');
}

function textChars(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + textChars(entry), 0);
  if (!isRecord(value)) return 0;
  let sum = 0;
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === 'string') sum += key === 'text' || key === 'title' ? entry.length : 0;
    else sum += textChars(entry);
  }
  return sum;
}

/** Refuses metadata that Slack would not keep; gives it back in its own shape. */
export function requireMetadata(
  value: unknown,
): { event_type: string; event_payload: Record<string, unknown> } | undefined {
  if (value === undefined || value === '') return undefined;
  if (!isRecord(value)) throw new SlackError('invalid_metadata_format');
  const { event_type: type, event_payload: payload } = value;
  if (type === undefined && payload === undefined && Array.isArray(value.entities)) return undefined;
  if (typeof type !== 'string' || !/^\w[\w.]*$/.test(type) || !isRecord(payload)) {
    throw new SlackError('invalid_metadata_schema');
  }
  for (const entry of Object.values(payload)) {
    const isFlat = entry !== null && (!isRecord(entry) || !Object.values(entry).some(isRecord));
    const isFlatList = !Array.isArray(entry) || toList(entry).every((item) => item !== null);
    if (!isFlat || !isFlatList) throw new SlackError('invalid_metadata_schema');
  }
  if (JSON.stringify(value).length > 16_000) throw new SlackError('metadata_too_large');
  return { event_type: type, event_payload: payload };
}
