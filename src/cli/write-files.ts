import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Artifact } from '../core/design/artifacts/artifact.ts';
import { bytesOf } from '../core/design/artifacts/zip.ts';

/** What was there under their names is replaced. */
export async function writeFiles(dir: string, files: readonly Artifact[]): Promise<void> {
  for (const file of files) await writeFile(path.join(dir, file.name), bytesOf(file));
}

/**
 * A folder that is there afterwards. `recursive` of Node's own never ends where a file system has no such folder and
 * takes none, such as `/proc`.
 */
export async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir);
  } catch (error) {
    if (await isFolder(dir)) return;
    const parent = path.dirname(path.resolve(dir));
    if (parent === path.resolve(dir) || (await isFolder(parent))) throw error;
    await makeFolder(parent);
    await mkdir(dir);
  }
}

function isFolder(dir: string): Promise<boolean> {
  return stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
