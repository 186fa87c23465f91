import { formatCount } from '../../chat/prose/text.ts';
import { unanswered as unansweredOf } from '../../thread/questions.ts';
import type { ThreadState } from '../../thread/state.ts';
import type { DigestItem } from '../digest.ts';
import type { ChannelHistory, DigestSource } from '../source.ts';
import { readNewest } from './design-turns.ts';
import { named, toDetail, toTitle } from './words.ts';

/** What somebody asked and got no answer to. What a person stopped is what they wanted. */
export const unanswered: DigestSource = {
  id: 'unanswered',
  title: 'Requests without an answer',
  lasting: true,
  async items(history) {
    const items = history.threads.map((state) => {
      const left = leftOf(state);
      return left && toItem(history, state, left);
    });
    return (await Promise.all(items)).filter((item) => item !== undefined);
  },
};

type Left = { why: 'failed' | 'closed' | 'unheard' | 'uninvited'; at: number };

function leftOf({ phase, inbox, digest, requests }: ThreadState): Left | undefined {
  const hasWords = inbox.some(({ note }) => !note);
  // A digest that can't be posted is no request of anybody's.
  if (digest && !hasWords && requests.length === 0) return undefined;
  if (phase.kind === 'uninvited') {
    return phase.since === undefined ? undefined : { why: 'uninvited', at: phase.since };
  }
  if (phase.kind !== 'done' || phase.end === 'stopped') return undefined;
  if (phase.end === 'failed' || phase.end === 'closed') return { why: phase.end, at: phase.at };
  return hasWords ? { why: 'unheard', at: phase.at } : undefined;
}

async function toItem(history: ChannelHistory, state: ThreadState, { why, at }: Left): Promise<DigestItem> {
  const { id, turn, askerId, requests, inbox } = state;
  const words = inbox.filter(({ note }) => !note);
  const design = await readNewest(history, state);
  const name = await history.nameOf(words.at(-1)?.authorId ?? requests.at(-1)?.authorId ?? askerId);
  const about = design ? ` on ${named(design.outcome.design.title)}` : '';
  return {
    key: `unanswered:${id}:${turn}:${at}`,
    title: toTitle(titleOf(why, name, about)),
    ...toDetail(
      questionsOf(state),
      words.length === 0 ? '' : named(words.map(({ text }) => text).join(' '), 300),
    ),
    at,
    threadId: id,
    turn,
  };
}

function titleOf(why: Left['why'], name: string, about: string): string {
  const what = about === '' ? 'request' : `follow-up${about}`;
  switch (why) {
    case 'failed':
      return `The ${what} by ${name} failed and was not run again`;
    case 'closed':
      return `Questions to ${name}${about} were closed without an answer`;
    case 'unheard':
      return `The ${what} by ${name} has not been answered`;
    case 'uninvited':
      return `The ${what} by ${name} waits until I am invited to the channel`;
    default:
      return why satisfies never;
  }
}

function questionsOf({ phase }: ThreadState): string {
  if (phase.kind !== 'done' || phase.end !== 'closed' || !phase.unanswered) return '';
  const left = unansweredOf(phase.unanswered.open);
  return left.length === 0
    ? ''
    : `${formatCount(left.length, 'open question')}: ${left.map(({ question }) => question).join(' ')}`;
}
