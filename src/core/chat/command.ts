import { type DigestAsk, parseDigest } from '../digest/digest-command.ts';

/** What the words after `/architect`, or after a mention, ask for. */
export type Command =
  | { kind: 'empty' }
  | { kind: 'ask'; agent?: string; question: string }
  | { kind: 'agents' }
  | { kind: 'help' }
  | { kind: 'stop' }
  | { kind: 'status' }
  | { kind: 'retry' }
  | { kind: 'skip' }
  | { kind: 'quiet' }
  /** `auto`: the router chooses again. */
  | { kind: 'use'; agent: string }
  /** By its letter, its number or its name. */
  | { kind: 'choose'; option: string }
  | { kind: 'digest'; ask: Exclude<DigestAsk, { kind: 'mistake' }> }
  /** A known word with arguments it does not take; `right` is the form it has, `why` what is wrong. */
  | { kind: 'usage'; right: string; why?: string }
  /** Part of the grammar, not built yet: the person is told so. */
  | { kind: 'unavailable'; word: string };

const THREAD_WORDS = ['stop', 'status', 'retry', 'skip', 'quiet'] as const;

/** Words that are about a thread, and so never a question. */
export function isThreadWord(command: Command): boolean {
  return THREAD_WORDS.some((word) => word === command.kind);
}

/**
 * The grammar of the slash command and of what follows a mention. Words that take no arguments are commands only when
 * they stand alone, so that "help me split this monolith" stays a question; an unknown first word is a question too.
 */
export function parseCommand(text: string, where: 'slash' | 'chat'): Command {
  const words = text.trim();
  if (words === '') return { kind: 'empty' };
  const [first = '', second] = words.split(/\s+/);
  const word = first.toLowerCase();
  const rest = words.slice(first.length).trim();
  const alone = rest === '' || rest === '.' || rest === '!';

  if (/^@[\p{L}\p{N}_-]+[:,]?$/u.test(first)) {
    const agent = first.slice(1).replace(/[:,]$/, '').toLowerCase();
    return rest === '' ? { kind: 'ask', agent, question: '' } : { kind: 'ask', agent, question: rest };
  }
  if (alone && word === 'help') return { kind: 'help' };
  if (alone && word === 'agents') return { kind: 'agents' };
  if (where === 'chat' && alone) {
    const found = THREAD_WORDS.find((known) => known === word.replace(/[.!]$/, ''));
    if (found) return { kind: found };
  }
  if (where === 'chat' && /^choose[:.!]?$/.test(word)) {
    if (alone) return { kind: 'usage', right: 'choose <option>' };
    if (!isSentence(rest)) return { kind: 'choose', option: rest.replace(/[.!]+$/, '') };
  }
  if (word === 'use' && rest === '') return { kind: 'usage', right: 'use <agent>|auto' };
  if (word === 'use' && second === rest) return { kind: 'use', agent: rest.replace(/^@/, '').toLowerCase() };
  if (word === 'digest' || word === 'digests') {
    const ask = parseDigest(rest);
    if (ask?.kind === 'mistake') return { kind: 'usage', right: ask.right, why: ask.why };
    if (ask) return { kind: 'digest', ask };
  }
  if (isLater(word, second, rest)) return { kind: 'unavailable', word };
  return { kind: 'ask', question: words };
}

/** What follows `choose` where people ask to have the choice made for them. */
function isSentence(rest: string): boolean {
  return /^(between|among|amongst|what|which|who|how|whether)\s|\sor\s|[?？]/i.test(rest);
}

/** `repo` is a command only with the argument it takes, else it begins a sentence. */
function isLater(word: string, second: string | undefined, rest: string): boolean {
  const oneArgument = second !== undefined && rest === second;
  switch (word) {
    case 'history':
      return rest === '' || rest.split(/\s+/).length <= 4;
    case 'repo':
      return rest === '' || (oneArgument && /^(off$|https?:|ssh:|git@|git:)/i.test(rest));
    default:
      return false;
  }
}
