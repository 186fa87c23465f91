import type { Workspace } from './world.ts';

/** Drops what was said and uploaded before an instant, and tells nobody: for experiments that are longer than memory. */
export function forgetBefore(workspace: Workspace, at: number): void {
  const isKept = ({ ts }: { ts: string }) => Number(ts) * 1000 >= at;
  for (const channel of workspace.channels.values()) channel.messages = channel.messages.filter(isKept);
  workspace.ephemerals = workspace.ephemerals.filter(isKept);
  for (const [id, { createdAt }] of workspace.files) if (createdAt < at) workspace.files.delete(id);
  for (const [key, { thread_ts }] of workspace.statuses) {
    if (!isKept({ ts: thread_ts })) workspace.statuses.delete(key);
  }
}
