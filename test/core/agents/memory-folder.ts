import type { AgentFolder } from '../../../src/core/agents/folder.ts';

/** A folder of agent files that is only text; what begins with `_` is for includes. */
export function createMemoryFolder(files: Record<string, string | Uint8Array>): AgentFolder {
  return {
    list: async () =>
      Object.keys(files)
        .filter((file) => !file.includes('/'))
        .sort(),
    read: async (path) => {
      const content = files[path];
      if (content === undefined) return { kind: 'missing' };
      return {
        kind: 'file',
        bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
      };
    },
  };
}
