import { constants } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { AgentFolder, FolderFile } from '../../core/agents/folder.ts';

/** Far above what core accepts: what is larger is not even read. */
const MOST_BYTES = 1024 * 1024;

/** The Markdown files of a folder; what `dir` is itself a link to does not matter, what is in it must not lead out. */
export function createAgentFolder(dir: string): AgentFolder {
  return {
    async list() {
      const entries = await readdir(dir, { withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory() && /\.md$/i.test(entry.name) && !entry.name.startsWith('.'))
        .map((entry) => entry.name)
        .sort();
    },
    async read(file): Promise<FolderFile> {
      try {
        const root = await realpath(dir);
        const real = await realpath(path.join(root, file));
        const relative = path.relative(root, real);
        if (relative === '' || relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)) {
          return { kind: 'outside' };
        }
        // Without following a link that took the file's place meanwhile, nor waiting for the other end of a pipe.
        const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
        try {
          const info = await handle.stat();
          if (!info.isFile()) return { kind: 'unreadable', reason: 'is no regular file' };
          if (info.size > MOST_BYTES)
            return { kind: 'unreadable', reason: 'is over 1 MiB: it may have 64 KiB' };
          return { kind: 'file', bytes: await handle.readFile() };
        } finally {
          await handle.close();
        }
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
        return { kind: 'unreadable', reason: `cannot be read (${code})` };
      }
    },
  };
}
