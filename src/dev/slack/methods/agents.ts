import type { SessionStatus } from '../control.ts';
import { toList, toRecord, toText } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { setStatus } from '../statuses.ts';
import { requireRoot } from './chat.ts';
import { type Call, type Method, requireMember } from './method.ts';

const MOST_TITLE_CHARS = 200;
const MOST_PROMPTS = 4;

function requireAgent({ stage }: Call): void {
  if (!stage.manifest.isAgent) throw new SlackError('not_allowed');
}

/** Throws `invalid_status` for a word that is none. */
export function requireSessionStatus(status: string | undefined): SessionStatus['session'] {
  switch (status) {
    case undefined:
    case 'active':
    case 'processing':
    case 'suspended':
    case 'closed':
      return status;
    default:
      throw new SlackError('invalid_status');
  }
}

/** The thread that a call is about: its channel, the bot in it, and a message that roots it. */
function thread(call: Call): { channel: string; threadTs: string } {
  const channel = requireMember(call, call.args.required('channel_id'));
  const threadTs = call.args.required('thread_ts');
  requireRoot(channel, threadTs);
  return { channel: channel.id, threadTs };
}

const setSessionStatus: Method = {
  token: 'bot',
  tier: 3,
  scopes: ['chat:write'],
  isNewer: true,
  run(call) {
    requireAgent(call);
    const { channel, threadTs } = thread(call);
    const session = requireSessionStatus(call.args.required('status'));
    const title = call.args.text('title');
    if (title !== undefined && title.length > MOST_TITLE_CHARS) throw new SlackError('invalid_title');
    const before = call.workspace.statuses.get(`${channel}/${threadTs}`);
    const status = setStatus(call.stage, call.workspace, channel, threadTs, {
      ...(session ? { session } : {}),
      ...(title !== undefined && !before?.session ? { title } : {}),
    });
    return { status: session, agent_status: session, title: status.title ?? '' };
  },
};

const rename: Method = {
  token: 'bot',
  tier: 3,
  scopes: ['chat:write'],
  isNewer: true,
  run(call) {
    requireAgent(call);
    const { channel, threadTs } = thread(call);
    const title = call.args.required('title');
    if (title.length > MOST_TITLE_CHARS) throw new SlackError('invalid_title');
    if (!call.workspace.statuses.get(`${channel}/${threadTs}`)?.session) {
      throw new SlackError('session_not_found');
    }
    setStatus(call.stage, call.workspace, channel, threadTs, { title });
    return { title };
  },
};

const setThreadStatus: Method = {
  token: 'bot',
  tier: 'special',
  scopes: ['chat:write', 'assistant:write'],
  isNewer: true,
  run(call) {
    const { channel, threadTs } = thread(call);
    const text = toText(call.args.raw.status);
    if (call.args.raw.status === undefined) throw new SlackError('invalid_arguments');
    const loading = toList(call.args.json('loading_messages', 'invalid_arguments'));
    if (loading.length > 10) throw new SlackError('invalid_arguments');
    setStatus(call.stage, call.workspace, channel, threadTs, { text });
    return {};
  },
};

const setTitle: Method = {
  token: 'bot',
  tier: 'special',
  scopes: ['assistant:write'],
  isNewer: true,
  run(call) {
    const { channel, threadTs } = thread(call);
    setStatus(call.stage, call.workspace, channel, threadTs, { title: call.args.required('title') });
    return {};
  },
};

const setSuggestedPrompts: Method = {
  token: 'bot',
  tier: 'special',
  scopes: ['assistant:write'],
  isNewer: true,
  run(call) {
    requireAgent(call);
    const channel = requireMember(call, call.args.required('channel_id'));
    if (channel.kind !== 'im') throw new SlackError('invalid_channel');
    const prompts = toList(call.args.json('prompts', 'invalid_arguments')).map(toRecord);
    const isWrong = prompts.some((prompt) => !toText(prompt.title) || !toText(prompt.message));
    if (prompts.length === 0 || prompts.length > MOST_PROMPTS || isWrong) {
      throw new SlackError('invalid_arguments', {
        messages: [`[ERROR] 1 to ${MOST_PROMPTS} prompts with title and message [json-pointer:/prompts]`],
      });
    }
    call.stage.emit(call.workspace, {
      kind: 'suggested_prompts',
      channel: channel.id,
      prompts: prompts.map((prompt) => ({
        title: toText(prompt.title),
        message: toText(prompt.message),
      })),
    });
    return {};
  },
};

export const agentMethods: Record<string, Method> = {
  'agents.sessions.setStatus': setSessionStatus,
  'agents.sessions.rename': rename,
  'assistant.threads.setStatus': setThreadStatus,
  'assistant.threads.setTitle': setTitle,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
};
