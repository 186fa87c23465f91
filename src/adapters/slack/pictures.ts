import { hash as digest } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChatFile } from '../../core/chat/chat.ts';
import { toSlackError } from './errors.ts';
import { upload } from './files.ts';
import type { Workspace } from './workspaces.ts';

/** A message does not wait longer for its pictures: without them it says what they show. */
export const READY_WITHIN_MS = 8_000;
const ASK_EVERY_MS = 400;

/** Repeats come soon after; a file that is remembered no more is uploaded again, and nobody sees the first one. */
const MOST_KNOWN = 200;

export type Pictures = {
  /** Never rejects. */
  prepare(workspace: Workspace, pictures: readonly ChatFile[]): Promise<Prepared>;
};

/**
 * The ids of files that blocks of a message may show, by the place of each picture; undefined for one that can't be
 * shown. `isLate`: one of these was not ready in time, and may be later.
 */
export type Prepared = { ids: (string | undefined)[]; isLate: boolean };

export function createPictures(withinMs = READY_WITHIN_MS): Pictures {
  const known = new Map<string, string>();

  async function prepareOne(workspace: Workspace, picture: ChatFile, signal: AbortSignal): Promise<string> {
    const key = `${workspace.teamId}:${digest('sha256', `${picture.altText}\n${picture.content}`, 'hex')}`;
    const id = known.get(key) ?? (await persist(() => share(workspace, picture), signal));
    known.delete(key);
    known.set(key, id);
    const oldest = known.keys().next().value;
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    try {
      while (!(await persist(() => isReady(workspace, id), signal))) {
        await wait(ASK_EVERY_MS, undefined, { signal });
      }
    } catch (error) {
      // It may be gone, so it must not stand in the way of another attempt.
      if (!signal.aborted) known.delete(key);
      throw error;
    }
    return id;
  }

  return {
    async prepare(workspace, pictures) {
      const signal = AbortSignal.timeout(withinMs);
      const late = new Promise<undefined>((resolve) => {
        signal.addEventListener('abort', () => resolve(undefined), { once: true });
      });
      const ids = await Promise.all(
        pictures.map((picture) =>
          Promise.race([prepareOne(workspace, picture, signal).catch(() => undefined), late]),
        ),
      );
      return { ids, isLate: signal.aborted };
    },
  };
}

/** Uploaded into no channel: only a message that shows it makes it visible. */
async function share(workspace: Workspace, picture: ChatFile): Promise<string> {
  const id = await upload(workspace.client, picture);
  await workspace.client.files.completeUploadExternal({ files: [{ id, title: picture.name }] });
  return id;
}

/** Slack refuses a file in a block until it has looked into it; then it knows its type. */
async function isReady(workspace: Workspace, id: string): Promise<boolean> {
  const { file } = await workspace.client.files.info({ file: id });
  return Boolean(file?.mimetype);
}

/** Again after what may pass; nothing here is seen by anybody, so doing it twice is harmless. */
async function persist<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await run();
    } catch (error) {
      const { retry } = toSlackError(error);
      if (retry === 'never') throw error;
      await wait(retry === 'backoff' ? ASK_EVERY_MS : retry.afterMs, undefined, { signal });
    }
  }
}
