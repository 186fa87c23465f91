import { formatCount } from '../../chat/prose/text.ts';
import { unanswered as unansweredOf } from '../../thread/questions.ts';
import type { Phase, ThreadState } from '../../thread/state.ts';
import { isQuestionCard } from '../../thread/transitions.ts';
import type { DigestItem } from '../digest.ts';
import type { ChannelHistory, DigestSource } from '../source.ts';
import { formatSpan, toDetail, toTitle } from './words.ts';

/** Questions of an agent that nobody has answered yet. */
export const questions: DigestSource = {
  id: 'questions',
  title: 'Open questions',
  lasting: true,
  async items(history) {
    const items = history.threads.map((state) =>
      state.phase.kind === 'waiting' ? toItem(history, state, state.phase) : undefined,
    );
    return (await Promise.all(items)).filter((item) => item !== undefined);
  },
};

async function toItem(
  history: ChannelHistory,
  state: ThreadState,
  phase: Extract<Phase, { kind: 'waiting' }>,
): Promise<DigestItem | undefined> {
  const { id, turn, epoch, askerId } = state;
  const left = unansweredOf(phase.open);
  // Nobody can have answered what nobody has seen.
  if (left.length === 0 || state.deliveries.some((delivery) => isQuestionCard(delivery, turn)))
    return undefined;
  const name = await history.nameOf(askerId);
  return {
    key: `question:${id}:${turn}:${epoch}:${left.map((question) => question.id).join(',')}`,
    title: toTitle(`${formatCount(left.length, 'question waits', 'questions wait')} for ${name}`),
    // The time first: long questions are cut.
    ...toDetail(
      `Waiting for ${formatSpan(history.untilAt - phase.since)}`,
      endOf(phase, history.untilAt),
      left.map(({ question }) => question).join(' '),
    ),
    at: phase.since,
    threadId: id,
    turn,
  };
}

function endOf({ plan }: Extract<Phase, { kind: 'waiting' }>, now: number): string {
  if (!plan) return '';
  const end = plan.atEnd === 'assume' ? 'goes on with its own assumptions' : 'closes';
  return plan.endAt > now ? `${end} in ${formatSpan(plan.endAt - now)}` : `${end} soon`;
}
