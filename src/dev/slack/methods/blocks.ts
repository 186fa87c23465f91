import { isRecord, toRecord } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { checkBlocks } from '../validate/blocks.ts';
import { findingsFor, formatProblem, requireBlocks } from '../validate/message.ts';
import { requireView } from '../validate/view.ts';
import type { Method } from './method.ts';

const validate: Method = {
  token: 'bot',
  tier: 3,
  isNewer: true,
  run({ stage, workspace, args }) {
    const view = args.json('view', 'invalid_arguments');
    if (isRecord(view)) {
      requireView(stage, workspace, view, view.type === 'home' ? 'home' : 'modal');
      return {};
    }
    const blocks =
      args.json('blocks', 'invalid_blocks_format') ??
      toRecord(args.json('message', 'invalid_arguments')).blocks;
    if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
    const findings = findingsFor(stage, workspace, 'message');
    checkBlocks(blocks, '/blocks', findings);
    if (findings.problems.length > 0) {
      throw new SlackError('invalid_blocks', {
        messages: findings.problems.map(formatProblem),
        extra: {
          errors: findings.problems.map(({ pointer, message, code }) => ({
            code: code ?? 'invalid_block',
            message,
            pointer,
          })),
        },
      });
    }
    requireBlocks(stage, workspace, blocks);
    return {};
  },
};

export const blockMethods: Record<string, Method> = { 'blocks.validate': validate };
