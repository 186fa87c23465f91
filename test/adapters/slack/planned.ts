import { decodeAction } from '../../../src/adapters/slack/actions.ts';
import { planReply } from '../../../src/adapters/slack/blocks.ts';
import type { Part } from '../../../src/core/chat/chat.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';
import { contentsOf, walk } from './check.ts';
import { REPLIES } from './replies.ts';

/** Long replies are planned once for all that is said of them. */
const plans = new Map<Reply, Part[]>();

export function planOnce(item: Reply): Part[] {
  const parts = plans.get(item) ?? planReply(item);
  plans.set(item, parts);
  return parts;
}

export function messagesOf(item: Reply) {
  return contentsOf(planOnce(item));
}

export function only(reply: Reply) {
  const [message, ...more] = messagesOf(reply);
  if (!message || more.length > 0) throw new Error('not one message');
  return message;
}

export function buttonsOf(blocks: unknown) {
  return [...walk(blocks)].filter((node) => node.type === 'button');
}

export function actionsOf(blocks: unknown) {
  return buttonsOf(blocks).map((node) => decodeAction(node.action_id, node.value));
}

export function reply(name: string): Reply {
  const found = REPLIES[name];
  if (!found) throw new Error(`no reply ${name}`);
  return found;
}
