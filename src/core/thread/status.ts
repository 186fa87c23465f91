import { unanswered } from './questions.ts';
import { canRetry } from './retry.ts';
import type { ThreadState } from './state.ts';

/** One sentence on where a thread is, for whoever asks `status`. */
export function describeStatus(state: ThreadState, now: number): string {
  const who = state.agent ? `**${state.agent.title}**` : 'An architect';
  switch (state.phase.kind) {
    case 'uninvited':
      return 'Your question is kept; I am not in this channel yet. Invite me and I begin.';
    case 'working':
      return `${who} has been working on this for ${formatDuration(now - state.phase.since)}.`;
    case 'waiting': {
      const left = unanswered(state.phase.open).length;
      const noun = left === 1 ? 'answer' : 'answers';
      const what = `${who} waits for ${left} ${noun}. Reply here, use the card, or say \`skip\` to let it assume.`;
      return `${what}${describePlan(state.phase.plan, now)}`;
    }
    case 'done':
      if (state.phase.end === 'failed') {
        return 'The last request failed. Say `retry` to go on from where it stopped.';
      }
      if (state.phase.end === 'closed') {
        return 'Nobody answered my questions in time, so I closed them. Say `retry` and I ask again.';
      }
      if (state.phase.end !== 'stopped' && canRetry(state)) {
        return 'A part of my answer could not be shown here. Say `retry` to show it.';
      }
      return `Nothing is running here. ${state.quiet ? 'Mention me to go on.' : 'Ask a follow-up whenever you like.'}`;
    default:
      return state.phase satisfies never;
  }
}

function describePlan(plan: Extract<ThreadState['phase'], { kind: 'waiting' }>['plan'], now: number): string {
  if (!plan) return '';
  const reminder = plan.remindAt === undefined ? '' : ` I remind in ${formatDuration(plan.remindAt - now)}.`;
  const end = plan.atEnd === 'assume' ? 'I go on with what I assume' : 'I close the questions';
  return `${reminder} Without an answer ${end} in ${formatDuration(plan.endAt - now)}.`;
}

/** `34 s`, `2 min 5 s`, `1 h 4 min`, `6 d 23 h`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) {
    const rest = seconds % 60;
    return rest === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
  }
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`;
}
