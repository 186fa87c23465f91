import { decodeMarkdown } from './parse-agent.ts';

/** What a folder answers for one path; `outside` when the file is really elsewhere. */
export type FolderFile =
  | { kind: 'file'; bytes: Uint8Array }
  | { kind: 'missing' }
  | { kind: 'outside' }
  | { kind: 'unreadable'; reason: string };

/** Where agent files are. Paths are relative to the folder, with `/`. */
export type AgentFolder = {
  /** The agents' own files, sorted; without what they include. */
  list(): Promise<string[]>;
  /** Never rejects for what a single file is like. */
  read(path: string): Promise<FolderFile>;
};

/** The text of a file, or why there is none, as the end of a sentence about it. */
export async function readFolderText(
  folder: AgentFolder,
  path: string,
): Promise<{ text: string } | { reason: string; missing: boolean }> {
  const file = await folder.read(path);
  switch (file.kind) {
    case 'missing':
      return { reason: 'is not there', missing: true };
    case 'outside':
      return { reason: 'leads out of the agent folder: copy the file into it', missing: false };
    case 'unreadable':
      return { reason: file.reason, missing: false };
    case 'file': {
      const decoded = decodeMarkdown(file.bytes);
      return 'text' in decoded ? decoded : { reason: decoded.reason, missing: false };
    }
    default:
      return file satisfies never;
  }
}
