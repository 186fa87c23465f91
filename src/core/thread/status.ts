import { unanswered } from './questions.ts';
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
      return `${who} waits for ${left} ${noun}. Reply here, use the card, or say \`skip\` to let it assume.`;
    }
    case 'done':
      return state.phase.end === 'failed'
        ? 'The last request failed. Say `retry` to go on from where it stopped.'
        : `Nothing is running here. ${state.quiet ? 'Mention me to go on.' : 'Ask a follow-up whenever you like.'}`;
    default:
      return state.phase satisfies never;
  }
}

/** `34 s`, `2 min 5 s`, `1 h 4 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) {
    const rest = seconds % 60;
    return rest === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
  }
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
