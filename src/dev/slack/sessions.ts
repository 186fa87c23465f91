import { dispatchEvent } from './events.ts';
import { SlackError } from './slack-error.ts';
import type { Stage } from './stage.ts';
import type { Channel, Workspace } from './world.ts';

/**
 * The native Stop button: it is there while the thread's session is `processing` and the app subscribes to
 * `agent_session_stopped`. Open streams of the thread take nothing more; the app moves the status itself.
 */
export function stopSession(
  stage: Stage,
  workspace: Workspace,
  channel: Channel,
  user: string,
  threadTs: string,
): void {
  const status = workspace.statuses.get(`${channel.id}/${threadTs}`);
  if (status?.session !== 'processing' || !stage.manifest.events.has('agent_session_stopped')) {
    throw new SlackError('session_not_processing');
  }
  const streaming = channel.messages.filter(
    (message) => message.thread_ts === threadTs && message.inner.stream?.state === 'open',
  );
  for (const message of streaming) {
    if (message.inner.stream) message.inner.stream.state = 'stopped-by-user';
  }
  dispatchEvent(
    stage,
    workspace,
    {
      type: 'agent_session_stopped',
      channel: channel.id,
      user,
      thread_ts: threadTs,
      streaming_message_ts: streaming.map((message) => message.ts),
      event_ts: stage.ids.ts(),
    },
    channel,
  );
}
