import type { Fault } from './faults.ts';
import type { Reply, ReplyBlock } from './wire.ts';

/** What a fault changes in the answer itself; the others act on the connection. */
export function applyFault(reply: Reply, fault: Fault | undefined): Reply {
  if (fault?.kind === 'thinking') {
    const thinking = fault.thinking ?? 'Weighing what the request leaves open.';
    return { ...reply, content: [{ type: 'thinking', thinking }, ...reply.content] };
  }
  if (fault?.kind !== 'stop') return reply;
  switch (fault.reason) {
    case 'refusal':
      return { content: [], stopReason: 'refusal' };
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return { content: cutLast(reply.content), stopReason: fault.reason };
    case 'pause_turn': {
      const text = reply.content.filter((block) => block.type === 'text');
      return {
        content: text.length > 0 ? text : [{ type: 'text', text: 'Going on.' }],
        stopReason: 'pause_turn',
      };
    }
    case 'end_turn':
    case 'tool_use':
    case 'stop_sequence':
      return { ...reply, stopReason: fault.reason };
    default:
      return fault.reason satisfies never;
  }
}

function cutLast(content: readonly ReplyBlock[]): ReplyBlock[] {
  const last = content.at(-1);
  const kept = content.slice(0, -1);
  if (last?.type !== 'text') return kept;
  const half = last.text.slice(0, Math.ceil(last.text.length / 2)).trimEnd();
  return half === '' ? kept : [...kept, { type: 'text', text: half }];
}
