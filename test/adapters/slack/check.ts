import type { KnownBlock } from '@slack/types';
import { expect } from 'vitest';
import { weighBlocks } from '../../../src/adapters/slack/render/limits.ts';
import type { SlackContent } from '../../../src/adapters/slack/render/pack.ts';
import type { Part } from '../../../src/core/chat/chat.ts';
import { SlackError } from '../../../src/dev/slack/slack-error.ts';
import { checkBlocks } from '../../../src/dev/slack/validate/blocks.ts';
import { createFindings, type Surface } from '../../../src/dev/slack/validate/check.ts';
import { requireMessage } from '../../../src/dev/slack/validate/message.ts';

function isContent(value: unknown): value is SlackContent {
  return typeof value === 'object' && value !== null && 'text' in value && 'blocks' in value;
}

export function contentsOf(parts: readonly Part[]): SlackContent[] {
  return parts.flatMap((part) => {
    if (part.kind !== 'message') return [];
    if (!isContent(part.content)) throw new Error('no content');
    return [part.content];
  });
}

export function filesOf(parts: readonly Part[]): Record<string, string> {
  return Object.fromEntries(
    parts.flatMap((part) => (part.kind === 'files' ? part.files.map((f) => [f.name, f.content]) : [])),
  );
}

/** What Slack would refuse, by the same checks as the local stand-in. */
export function problemsOf(blocks: unknown, surface: Surface = 'message', isOld = false): string[] {
  const findings = createFindings({ surface, isOld, fileState: () => 'ready' });
  checkBlocks(blocks, '/blocks', findings);
  return findings.problems.map((problem) => `${problem.pointer}: ${problem.message}`);
}

/** Every limit that a message has, and that nothing in it can call anybody. */
export function expectSendable(content: SlackContent, options: { people?: true } = {}): void {
  const { text, blocks } = content;
  expect({
    textBytes: Math.max(3_800, Buffer.byteLength(text)),
    isBlank: text.trim() === '',
    blocks: blocks.length > 0 && blocks.length <= 50,
    weight: Math.max(12_000, weighBlocks(blocks)),
    refused: problemsOf(blocks),
    live: liveParts(content, options),
  }).toEqual({ textBytes: 3_800, isBlank: false, blocks: true, weight: 12_000, refused: [], live: [] });
}

/** The same for a reply that names nobody, as a list of what is wrong; links must say where they lead. */
export function unsendable(content: SlackContent): unknown[] {
  const { text, blocks } = content;
  const wrong: unknown[] = [...refusal(blocks), ...liveParts(content, {}), ...lyingLinks(blocks)];
  if (Buffer.byteLength(text) > 3_800) wrong.push('too long a text');
  if (text.trim() === '') wrong.push('no text');
  if (weighBlocks(blocks) > 12_000) wrong.push('too heavy');
  return wrong;
}

/** What the local stand-in answers to these blocks, by its own code. */
function refusal(blocks: unknown[]): unknown[] {
  try {
    requireMessage(blocks, createFindings({ surface: 'message', isOld: false, fileState: () => 'ready' }));
    return [];
  } catch (error) {
    return [error instanceof SlackError ? error.toBody() : error];
  }
}

const NAMED_HOST = /(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu;

/** Links whose label names a host other than the one they lead to. */
function lyingLinks(blocks: unknown): unknown[] {
  return [...walk(blocks)].filter((node) => {
    if (node.type !== 'link' || typeof node.text !== 'string') return false;
    const url = new URL(String(node.url));
    const label = node.text.replace(/\p{Cf}/gu, '').normalize('NFKC');
    if (label === url.href || `${label}/` === url.href || /^[^/]+\.(?:md|ts|json)$/.test(label)) return false;
    const host = url.protocol === 'mailto:' ? url.pathname.split('@').at(-1) : url.hostname;
    // Up to its path, an address that is its own label names one host.
    const before =
      url.href.includes(label) || url.href.includes(encodeURI(label)) ? label.split(/[/?#]/, 3) : [label];
    return [...before.join('\n').matchAll(NAMED_HOST)].some(
      ([named]) => named.toLowerCase().replace(/^www\./, '') !== String(host).replace(/^www\./, ''),
    );
  });
}

const LIVE = /<[!@#]|<[^>]*\||@(?:here|channel|everyone)\b/i;
const MENTIONS = ['user', 'usergroup', 'broadcast', 'channel', 'team'];

/** Whatever could call somebody, lead elsewhere than it says, or be read as Slack's own markup. */
function liveParts({ text, blocks }: SlackContent, { people }: { people?: true }): unknown[] {
  const live: unknown[] = [];
  if (LIVE.test(text) || /[<>]|&(?!(?:amp|lt|gt);)/.test(text)) live.push(text);
  for (const node of walk(blocks)) {
    const type = String(node.type);
    if (type === 'mrkdwn' && LIVE.test(String(node.text))) live.push(node);
    if (MENTIONS.includes(type) && !(people && type === 'user')) live.push(node);
    if (type === 'link' && !/^(?:https?|mailto):/.test(String(node.url))) live.push(node);
  }
  return live;
}

export function* walk(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const node: Record<string, unknown> = { ...value };
  yield node;
  for (const item of Object.values(node)) yield* walk(item);
}

/** What a reader of the blocks sees, each stretch of text apart from the next paragraph. */
export function visibleText(blocks: readonly KnownBlock[]): string {
  let text = '';
  for (const node of walk(blocks)) {
    const type = String(node.type);
    if (/^rich_text_(?!list)|^header$|^context$|^task_card$/.test(type)) text += '\n';
    if (type === 'plan' || type === 'task_card') text += `${String(node.title)}\n`;
    if (['text', 'link', 'plain_text', 'mrkdwn'].includes(type) && typeof node.text === 'string')
      text += node.text;
  }
  return text;
}

/** Letters and digits only, in order: what must not get lost, however it is set. */
export function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, '');
}

const NAMES = /&(amp|lt|gt);/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

export function unescapeText(text: string): string {
  return text.replace(NAMES, (_, name: string) => ENTITIES[name] ?? '').replaceAll('\u2060', '');
}

/** How often each word occurs; scripts without spaces are counted by character. */
function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.match(/\p{Script=Han}|[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu) ?? []) {
    // A word that is longer than a message has to be parted.
    for (const part of word.length > 500 ? word : [word]) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  return counts;
}

/** Words that occur less often than they should. */
export function missingWords(wanted: string, given: string): string[] {
  const have = countWords(given);
  return [...countWords(wanted)].flatMap(([word, count]) => ((have.get(word) ?? 0) < count ? [word] : []));
}
