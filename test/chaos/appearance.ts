import type { WorldMessage } from '../../src/dev/slack/control.ts';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';
import { shows, visible } from '../fakes/slack-thread.ts';
import { botMessages, offers, told } from './full-run.ts';

/** What people see of a run, without what differs from run to run. */
export type Appearance = {
  /** By what tells a message from another: its delivery key, or its files. */
  messages: { label: string; words: string }[];
  /** What one person alone was told, but for requests to try again. */
  privately: string[];
  /** Offers of what they were perhaps told, that they had no need to take. */
  offers: number;
  /** The native states of the threads. */
  sessions: string[];
};

export function appearanceOf(slack: SlackStandIn): Appearance {
  const messages = botMessages(slack).map((m) => ({ label: labelOf(m), words: wordsOf(m) }));
  return {
    messages: messages.sort((a, b) => (a.label < b.label ? -1 : 1)),
    privately: told(slack)
      .map(({ text }) => plain(text.replace(SHOWN_LATER, '')))
      .sort(),
    offers: offers(slack).length,
    sessions: slack
      .statuses()
      .map((status) => status.session ?? 'none')
      .sort(),
  };
}

/** What differs from an undisturbed run, in words; empty when people see the same, each once. */
export function compareAppearance(actual: Appearance, expected: Appearance): string[] {
  const problems: string[] = [];
  const labels = (one: Appearance) => one.messages.map(({ label }) => label);
  compareLists(labels(actual), labels(expected), 'message', problems);
  compareLists(actual.privately, expected.privately, 'private word', problems);
  if (actual.offers > expected.offers) problems.push(`unexpected: ${actual.offers} offers of private words`);
  compareLists(actual.sessions, expected.sessions, 'native state', problems);
  for (const { label, words } of actual.messages) {
    const other = expected.messages.find((one) => one.label === label);
    if (other && other.words !== words)
      problems.push(`reads otherwise: ${label}: ${difference(words, other.words)}`);
  }
  return problems;
}

function compareLists(
  actual: readonly string[],
  expected: readonly string[],
  what: string,
  problems: string[],
): void {
  const count = (list: readonly string[], one: string) => list.filter((other) => other === one).length;
  for (const one of new Set([...actual, ...expected])) {
    const [is, should] = [count(actual, one), count(expected, one)];
    const short = one.replaceAll('\n', ' ').slice(0, 80);
    if (is > should) problems.push(`${should === 0 ? 'unexpected' : 'doubled'}: ${what} ${short}`);
    if (is < should) problems.push(`lost: ${what} ${short}`);
  }
}

function labelOf(message: WorldMessage): string {
  const key = message.metadata?.event_payload.key;
  const files = (message.files ?? []).map(({ name }) => name).sort();
  if (typeof key === 'string') return plain(key.slice(key.indexOf('/')));
  return files.length > 0 ? plain(`files ${files.join(' ')}`) : 'no key';
}

/** When and where it was said, above what somebody had shown to them later. */
const SHOWN_LATER = /^<!date\^[^>]+>(, <#\w+>)?:\n/;

function wordsOf(message: WorldMessage): string {
  return plain(visible(message)) + (shows(message, /is working on it|Read the request/) ? ' (at work)' : '');
}

/** Ids, times and durations differ from run to run. */
function plain(text: string): string {
  return text
    .replaceAll(/\b[CFTUVB][0-9A-Z]{6,}\b/g, 'ID')
    .replaceAll(/\b(plain|asked|design)-\d+\b/g, 'RUN')
    .replaceAll(/:end-\d+/g, ':end')
    .replaceAll(/[\d,]+ tokens in .*? out\b/g, 'TOKENS')
    .replaceAll(/\d{10,}(\.\d+)?/g, 'AT')
    .replaceAll(/\d+ ?(ms|s|min|seconds?|minutes?)\b/g, 'N $1');
}

function difference(actual: string, expected: string): string {
  const other = new Set(expected.split('\n'));
  const own = actual.split('\n').filter((line) => !other.has(line));
  return own.join(' | ').slice(0, 160);
}
