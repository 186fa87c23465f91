import { planReply } from '../../../../src/adapters/teams/cards.ts';
import type { TeamsContent } from '../../../../src/adapters/teams/render/content.ts';
import type { Part } from '../../../../src/core/chat/chat.ts';
import type { Reply } from '../../../../src/core/chat/reply.ts';
import { AGENT, FOOTER, OTHERS } from '../../slack/given.ts';
import { REPLIES as NEUTRAL } from '../../slack/replies.ts';
import { contentsOf } from './check.ts';

/** Whatever Teams could take for more than text. */
export const HOSTILE =
  '<at>Ada</at> <AT id="1">x</at> {{DATE(2026-01-01T00:00:00Z, SHORT)}} {{TIME(2026-01-01T00:00:00Z)}} **b** [bank.example](https://evil.example) # h\n- i ![p](https://evil.example/p.png) \\ & " 🚚';

export const REF = { threadId: 'teams:tenant-1:19%3Aabc%40thread.tacv2:1700000000000', turn: 3 };

/** A reply of every kind, and its ugliest relatives. */
export const REPLIES: Record<string, Reply> = {
  ...NEUTRAL,
  'notice, hostile': { kind: 'notice', markdown: HOSTILE },
  'answer, hostile': { kind: 'answer', ref: REF, footer: FOOTER, others: OTHERS, markdown: HOSTILE },
  'answer, code': {
    kind: 'answer',
    ref: REF,
    footer: FOOTER,
    others: OTHERS,
    markdown: `\`\`\`yaml\n${'services:\n  orders: {image: "x"}\n'.repeat(900)}\`\`\``,
  },
  'failure, hostile': {
    kind: 'failure',
    ref: REF,
    reason: 'unexpected',
    message: HOSTILE,
    canRetry: true,
    retryAtMs: 0,
  },
  'request, hostile': { kind: 'request', askerId: '29:ada', question: HOSTILE },
  'progress, hostile': {
    kind: 'progress',
    ref: REF,
    agent: { ...AGENT, title: HOSTILE },
    elapsedMs: 1,
    steps: [{ title: HOSTILE, status: 'running', detail: HOSTILE }],
  },
  'questions, hostile': {
    kind: 'questions',
    ref: REF,
    agent: { ...AGENT, title: HOSTILE },
    open: {
      reason: HOSTILE,
      questions: ['a', 'b'].map((id) => ({
        id,
        question: HOSTILE,
        why: HOSTILE,
        options: [HOSTILE.slice(0, 150), 'ok'],
        default: HOSTILE,
      })),
      answers: [],
      skipped: [],
    },
  },
};

/** Long replies are planned once for all that is said of them. */
const plans = new Map<Reply, Part[]>();

export function planOnce(item: Reply): Part[] {
  const parts = plans.get(item) ?? planReply(item);
  plans.set(item, parts);
  return parts;
}

export function messagesOf(item: Reply): TeamsContent[] {
  return contentsOf(planOnce(item));
}

export function only(item: Reply): TeamsContent {
  const [message, ...more] = messagesOf(item);
  if (!message || more.length > 0) throw new Error('not one message');
  return message;
}

export function reply(name: string): Reply {
  const found = REPLIES[name];
  if (!found) throw new Error(`no reply ${name}`);
  return found;
}
