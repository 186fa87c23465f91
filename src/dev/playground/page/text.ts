import type { WorldChannel, WorldFile, WorldMessage, WorldUser } from '../../slack/control.ts';

/** A message's text as its author would type it again: references become names, entities characters. */
export function toEditable(text: string, users: WorldUser[], channels: WorldChannel[]): string {
  return text
    .replaceAll(/<@(\w+)(?:\|[^>]*)?>/g, (all, id) => {
      const user = users.find((entry) => entry.id === id);
      return user ? `@${user.realName}` : all;
    })
    .replaceAll(/<#(\w+)(?:\|([^>]*))?>/g, (_all, id, name) => {
      return `#${name || channels.find((entry) => entry.id === id)?.name || id}`;
    })
    .replaceAll(/<!(here|channel|everyone)>/g, '@$1')
    .replaceAll(/<([^@#!|>][^|>]*)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

export function formatTime(ts: string): string {
  return new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

export function formatMoment(ts: string): string {
  return new Date(Number(ts) * 1000).toLocaleString([], { dateStyle: 'full', timeStyle: 'medium' });
}

export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit] ?? ''}`;
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? '?') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase();
}

/** The name of a conversation for one of its members. */
export function channelName(channel: WorldChannel, me: string, users: WorldUser[]): string {
  if (channel.kind === 'public' || channel.kind === 'private') return channel.name;
  const others = channel.members.filter((id) => id !== me);
  const names = (others.length > 0 ? others : [me]).map(
    (id) => users.find((user) => user.id === id)?.realName ?? id,
  );
  return names.join(', ');
}

/** A message follows the one before it without its own head when the same person wrote both within five minutes. */
export function isContinuation(message: WorldMessage, previous: WorldMessage | undefined): boolean {
  if (!previous || previous.user !== message.user || previous.ephemeralFor !== message.ephemeralFor)
    return false;
  const isPlain = !previous.subtype && !message.subtype && (previous.reply_count ?? 0) === 0;
  return isPlain && Number(message.ts) - Number(previous.ts) < 300;
}

export type FileKind = 'image' | 'markdown' | 'text' | 'other';

export function fileKind(file: WorldFile): FileKind {
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.mimetype)) return 'image';
  // Slack shows no picture of it.
  if (file.mimetype === 'image/svg+xml') return 'other';
  if (/\.(md|markdown)$/i.test(file.name) || file.mimetype === 'text/markdown') return 'markdown';
  const isText =
    file.mimetype.startsWith('text/') || /json|yaml|xml|javascript|typescript/.test(file.mimetype);
  const isNamedText =
    /\.(txt|json|ya?ml|proto|puml|plantuml|mmd|dot|ts|js|py|go|java|kt|rs|sql|toml|csv|log|sh|tf)$/i;
  return isText || isNamedText.test(file.name) ? 'text' : 'other';
}

const TYPES: Record<string, string> = {
  md: 'Markdown',
  json: 'JSON',
  yaml: 'YAML',
  yml: 'YAML',
  svg: 'SVG',
  zip: 'Zip',
  proto: 'Protobuf',
};

/** What kind of file it is, as Slack says it under the name. */
export function fileType({ name }: WorldFile): string {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  return TYPES[ending] ?? (ending === name.toLowerCase() ? 'File' : ending.toUpperCase());
}
