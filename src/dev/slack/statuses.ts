import type { SessionStatus } from './control.ts';
import type { Stage } from './stage.ts';
import type { StoredStatus, Workspace } from './world.ts';

/** Slack takes the line under a thread away when the app is silent for so long. */
const STATUS_LIFETIME_MS = 120_000;

/** Changes what is known of a thread's status; an empty or expired text is '' and the session stays. */
export function setStatus(
  stage: Stage,
  workspace: Workspace,
  channel: string,
  threadTs: string,
  patch: Partial<Pick<SessionStatus, 'text' | 'session' | 'title'>>,
): StoredStatus {
  const key = `${channel}/${threadTs}`;
  const before = workspace.statuses.get(key);
  const status: StoredStatus = {
    text: '',
    ...before,
    ...patch,
    channel,
    thread_ts: threadTs,
    expiresAt: patch.text ? stage.now() + STATUS_LIFETIME_MS : (before?.expiresAt ?? 0),
  };
  workspace.statuses.set(key, status);
  stage.emit(workspace, { kind: 'status', status: toSessionStatus(stage, status) });
  if (patch.text) {
    stage.later(STATUS_LIFETIME_MS + 1, () => {
      const current = workspace.statuses.get(key);
      if (current && current.text !== '' && current.expiresAt <= stage.now()) {
        setStatus(stage, workspace, channel, threadTs, { text: '' });
      }
    });
  }
  return status;
}

/** A message of the app in the thread takes the line away. */
export function clearStatus(stage: Stage, workspace: Workspace, channel: string, threadTs: string): void {
  if (workspace.statuses.get(`${channel}/${threadTs}`)?.text) {
    setStatus(stage, workspace, channel, threadTs, { text: '' });
  }
}

export function toSessionStatus(stage: Stage, status: StoredStatus): SessionStatus {
  const { expiresAt, ...shown } = status;
  return { ...shown, text: expiresAt > stage.now() ? shown.text : '' };
}
