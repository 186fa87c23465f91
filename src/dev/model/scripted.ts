import type { Brain, ModelRequest, Reply, ReplyBlock } from './wire.ts';

/** A reply, only its text, or what makes one from the request. */
export type ScriptedReply =
  | string
  | Reply
  | ((request: ModelRequest) => string | Reply | Promise<string | Reply>);

export type ScriptedBrain = Brain & {
  /** Adds replies to the end of the script. */
  push: (...replies: ScriptedReply[]) => void;
  /** How many replies have not been asked for. */
  left: () => number;
};

/** Gives its replies in order; a request beyond the end fails loudly, as a 500 that is not worth a retry. */
export function scriptedBrain(script: readonly ScriptedReply[] = []): ScriptedBrain {
  const queue = [...script];
  const brain = async (request: ModelRequest): Promise<Reply> => {
    const next = queue.shift();
    if (next === undefined) throw new Error('The script of this test model has no reply left.');
    const reply = typeof next === 'function' ? await next(request) : next;
    return typeof reply === 'string' ? textReply(reply) : reply;
  };
  return Object.assign(brain, {
    push: (...replies: ScriptedReply[]) => {
      queue.push(...replies);
    },
    left: () => queue.length,
  });
}

export function textReply(text: string): Reply {
  return { content: [{ type: 'text', text }] };
}

/** A turn that calls tools; text before the calls is what the model says while it does. */
export function toolReply(
  calls: readonly { name: string; input: Record<string, unknown>; id?: string }[],
  text?: string,
): Reply {
  const said: ReplyBlock[] = text === undefined ? [] : [{ type: 'text', text }];
  return { content: [...said, ...calls.map((call) => ({ type: 'tool_use' as const, ...call }))] };
}
