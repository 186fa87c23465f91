import { createRequire } from 'node:module';
import { decodeAction, decodeSettings } from '../../../../src/adapters/teams/actions.ts';
import type { AdaptiveCard } from '../../../../src/adapters/teams/render/card.ts';
import type { TeamsContent } from '../../../../src/adapters/teams/render/content.ts';
import type { Part } from '../../../../src/core/chat/chat.ts';
import { checkCard } from '../../../../src/dev/teams/validate/card.ts';

type Library = typeof import('adaptivecards');
/** Its modules name each other without their endings, which Node takes from a bundle only. */
const library: Library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

function isContent(value: unknown): value is TeamsContent {
  return typeof value === 'object' && value !== null && 'card' in value && 'fallback' in value;
}

export function contentsOf(parts: readonly Part[]): TeamsContent[] {
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

export type Node = Record<string, unknown>;

export function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const node: Node = { ...value };
  yield node;
  for (const item of Object.values(node)) yield* walk(item);
}

export function ofType(card: unknown, ...types: string[]): Node[] {
  return [...walk(card)].filter((node) => types.includes(String(node.type)));
}

/** What is pressed, in the order of the card: `settings` for the form of a channel. */
export function pressesOf(card: unknown) {
  return ofType(card, 'Action.Execute').map((action) => decodeAction(action) ?? decodeSettings(action));
}

export function verbsOf(card: unknown): string[] {
  return ofType(card, 'Action.Execute').map((action) => String(action.verb));
}

/** All that Adaptive Cards 1.5 has, as far as it is allowed here. */
const TYPES = new Set([
  ...['AdaptiveCard', 'TextBlock', 'RichTextBlock', 'TextRun', 'Image', 'Container', 'ColumnSet', 'Column'],
  ...[
    'Table',
    'TableRow',
    'TableCell',
    'ActionSet',
    'Input.Text',
    'Input.ChoiceSet',
    'Input.Time',
    'Input.Toggle',
  ],
  ...['Action.Execute', 'Action.ShowCard', 'Action.ToggleVisibility', 'Action.OpenUrl', 'mention'],
]);

const CARD_BYTES = 28_000;
const MESSAGE_BYTES = 80_000;

/** All that is wrong with a message: nothing, for each that is sent. */
export function problemsOf({ card, summary, fallback, people }: TeamsContent): unknown[] {
  const problems: unknown[] = cardProblems(card);
  const marks = people.map(({ mark }) => `<at>${mark}</at>`);
  const mentions = card.msteams?.entities?.map(({ text }) => text) ?? [];
  if (marks.join() !== mentions.join()) problems.push({ marks, mentions });
  if (summary.trim() === '' || fallback.trim() === '') problems.push('no words');
  if (/<\/?at\b/i.test(summary + fallback)) problems.push('a mention in words');
  if (JSON.stringify({ card, summary }).length * 2 > MESSAGE_BYTES) problems.push('too long a message');
  return problems;
}

export function cardProblems(card: AdaptiveCard): unknown[] {
  const problems: unknown[] = [
    ...parseProblems(card),
    ...checkCard(withPictures(card), card.refresh?.userIds ?? []),
    ...[...walk(card.body)].flatMap(nodeProblems),
  ];
  const bytes = Buffer.byteLength(JSON.stringify(card));
  if (bytes > CARD_BYTES) problems.push(`${bytes} bytes`);
  const ids = [...walk(card.body)].flatMap((node) => (typeof node.id === 'string' ? [node.id] : []));
  if (new Set(ids).size < ids.length) problems.push('one id twice');
  const targets = ofType(card, 'Action.ToggleVisibility').flatMap((action) => action.targetElements);
  if (targets.some((target) => !ids.includes(String(target)))) problems.push('nothing to unfold');
  const known = (card.msteams?.entities ?? []).map(({ text }) => text);
  for (const { text } of ofType(card.body, 'TextBlock', 'TextRun')) {
    const live = String(text).match(/<\/?at\b[^>]*>(?:[^<]*<\/at>)?/gi) ?? [];
    problems.push(...live.filter((mark) => !known.includes(mark)));
  }
  return problems;
}

/** As it is sent. */
function withPictures(card: AdaptiveCard): AdaptiveCard {
  const url = 'https://files.example/picture.png';
  return { ...card, body: card.body.map((one) => (one.type === 'Image' ? { ...one, url } : one)) };
}

function parseProblems(card: AdaptiveCard): string[] {
  const context = new library.SerializationContext(library.Versions.v1_5);
  const parsed = new library.AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const { validationEvents } = parsed.validateProperties();
  return [...events, ...validationEvents.map(({ message }) => message)];
}

function nodeProblems(node: Node): unknown[] {
  const type = node.type === undefined ? undefined : String(node.type);
  if (type === undefined) return [];
  if (!TYPES.has(type)) return [`${type} is not allowed`];
  if (type === 'Action.Execute' && !decodeAction(node) && !decodeSettings(node)) return [node];
  if (type === 'Action.OpenUrl' && !/^https:/.test(String(node.url))) return [node];
  if (type === 'ActionSet' && Array.isArray(node.actions) && node.actions.length > 6) return ['too many'];
  if (type === 'TextBlock') return textBlockProblems(String(node.text));
  const isDated = type === 'TextRun' && /\{\{(?:DATE|TIME)\(/i.test(String(node.text));
  return isDated || (type === 'TextRun' && isLyingLink(node)) ? [node] : [];
}

/** Nobody's text but our own is Markdown; bold names are. */
function textBlockProblems(text: string): string[] {
  const plain = text
    .replace(/<at>somebody(?: \d)?<\/at>|\{\{(?:DATE|TIME)\([\dTZ:-]+(?:,SHORT)?\)\}\}|ADR-\d+/g, '')
    .replace(/[“”‘’▸▾…–·.,;:?'/%—]|(?<=\p{L})-(?=\p{L})/gu, '');
  return /^[\p{L}\p{M}\p{N} ]*$/u.test(plain) ? [] : [text];
}

const NAMED_HOST = /(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu;

/** A link whose label names a host other than the one it leads to. */
function isLyingLink({ text, selectAction }: Node): boolean {
  const action = selectAction as { url?: string } | undefined;
  if (action?.url === undefined) return false;
  const url = new URL(action.url);
  const label = String(text)
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC');
  if (label === url.href || `${label}/` === url.href || /^[^/]+\.(?:md|ts|json)$/.test(label)) return false;
  const host = url.protocol === 'mailto:' ? url.pathname.split('@').at(-1) : url.hostname;
  const isOwn = url.href.includes(label) || url.href.includes(encodeURI(label));
  const before = isOwn ? label.split(/[/?#]/, 3) : [label];
  return [...before.join('\n').matchAll(NAMED_HOST)].some(
    ([named]) => named.toLowerCase().replace(/^www\./, '') !== String(host).replace(/^www\./, ''),
  );
}

const SAID = ['text', 'label', 'placeholder'] as const;

/** What a reader of the card sees once all is unfolded, each block apart from the next. */
export function visibleText(card: unknown): string {
  let text = '';
  for (const node of walk(card)) {
    if (/^(?:TextBlock|RichTextBlock|Input)/.test(String(node.type))) text += '\n';
    for (const key of SAID) if (typeof node[key] === 'string' && node.type !== 'mention') text += node[key];
    if (Array.isArray(node.choices)) text += `\n${node.choices.map(({ title }) => title).join('\n')}`;
  }
  return text.replaceAll('\u2060', '');
}
