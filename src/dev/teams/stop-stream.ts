import { showMessage } from './messages.ts';
import { type OnMessage, sceneOf } from './press.ts';
import type { Stage } from './stage.ts';
import { NotPossible } from './teams-error.ts';

/** The bot is not told: it learns it from the answer to what it streams next. */
export function stopStream(stage: Stage, what: OnMessage): void {
  const { conversation, message } = sceneOf(stage, what);
  if (message.stream?.state !== 'open') throw new NotPossible('Nothing is being streamed.');
  message.stream.state = 'stopped-by-user';
  stage.emit({ kind: 'message_changed', message: showMessage(stage, conversation, message) });
}
