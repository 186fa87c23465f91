import type { SlashCommand, WorldChannel, WorldUser } from '../../slack/control.ts';

export type Suggestion = { label: string; detail: string; insert: string; hint?: string };

export type Completion = {
  title: string;
  /** What of the text the suggestion takes the place of. */
  from: number;
  to: number;
  items: Suggestion[];
  /** False: the Enter key still sends, the list is only an offer. */
  isEager: boolean;
};

export type CompletionSources = {
  commands: SlashCommand[];
  users: WorldUser[];
  channels: WorldChannel[];
  isThread: boolean;
};

/** A list longer than this is no help. */
const MOST_ITEMS = 8;

/** What may be typed at the caret: commands, the words of a command, people, channels. */
export function complete(text: string, caret: number, sources: CompletionSources): Completion | undefined {
  const before = text.slice(0, caret);
  if (before.startsWith('/')) return sources.isThread ? undefined : completeCommand(before, sources.commands);
  const mention = /(?:^|[\s(])([@#])([^\s@#]*(?: [^\s@#]+)?)$/.exec(before);
  if (!mention) return undefined;
  const [, sign = '', words = ''] = mention;
  const found = sign === '@' ? matchUsers(words, sources.users) : matchChannels(words, sources.channels);
  return toCompletion(
    sign === '@' ? 'People and apps' : 'Channels',
    caret - words.length - 1,
    caret,
    found,
    true,
  );
}

function completeCommand(before: string, commands: SlashCommand[]): Completion | undefined {
  const typed = /^\/(\S*)$/.exec(before);
  if (typed) {
    const items = commands
      .filter((entry) => entry.command.startsWith(before))
      .map((entry) => ({
        label: entry.command,
        detail: entry.description,
        hint: entry.usage,
        insert: `${entry.command} `,
      }));
    return toCompletion('Commands', 0, before.length, items, true);
  }
  const known = commands.find((entry) => before.startsWith(`${entry.command} `));
  const word = known ? /^\S+ +(\S*)$/.exec(before)?.[1] : undefined;
  if (!known || word === undefined) return undefined;
  const items = usageForms(known.usage)
    .filter((form) => firstWord(form).startsWith(word.toLowerCase()) && form !== word)
    .map((form) => ({ label: form, detail: '', insert: form.startsWith('@') ? '@' : `${firstWord(form)} ` }));
  return toCompletion(known.command, before.length - word.length, before.length, items, false);
}

/**
 * The forms that a usage hint names. Forms stand between ` | `, or between `|` where the hint has no spaces around
 * it; what begins with a placeholder (`<question>`) is free text and no form.
 */
export function usageForms(usage: string): string[] {
  const hint = usage.trim().replace(/^\[(.*)\]$/s, '$1');
  const separator = /\s\|\s/.test(hint) ? /\s\|\s/ : /\||,\s/;
  const forms = hint.split(separator).map((form) => form.trim());
  return [...new Set(forms)].filter((form) => /^[@a-z]/i.test(form));
}

function firstWord(form: string): string {
  return form.split(/[\s|]/)[0] ?? '';
}

function matchUsers(words: string, users: WorldUser[]): Suggestion[] {
  return users
    .filter((user) => startsAnyWord(words, user.realName) || startsAnyWord(words, user.name))
    .sort((a, b) => Number(b.isBot) - Number(a.isBot))
    .map((user) => ({
      label: user.realName,
      detail: user.isBot ? 'App' : `@${user.name}`,
      insert: `@${user.realName} `,
    }));
}

function matchChannels(words: string, channels: WorldChannel[]): Suggestion[] {
  return channels
    .filter((channel) => channel.kind === 'public' || channel.kind === 'private')
    .filter((channel) => startsAnyWord(words, channel.name))
    .map((channel) => ({ label: `#${channel.name}`, detail: channel.topic, insert: `#${channel.name} ` }));
}

function startsAnyWord(words: string, name: string): boolean {
  const wanted = words.toLowerCase();
  return ` ${name.toLowerCase()}`.includes(` ${wanted}`);
}

function toCompletion(
  title: string,
  from: number,
  to: number,
  items: Suggestion[],
  isEager: boolean,
): Completion | undefined {
  return items.length > 0 ? { title, from, to, items: items.slice(0, MOST_ITEMS), isEager } : undefined;
}
