import type { Part, SoughtFile } from '../chat/chat.ts';

/** By what the files of a part can be found again. */
export function soughtFiles(part: Part): SoughtFile[] {
  const files = part.kind === 'files' ? part.files : [];
  // An empty file is sent as one line end.
  return files.map(({ name, content, encoding }) => ({
    name,
    bytes: [Math.max(1, Buffer.byteLength(content, encoding ?? 'utf8'))],
  }));
}

/** Both together, each file once with all the sizes that it had. */
export function withSizes(known: readonly SoughtFile[], more: readonly SoughtFile[]): SoughtFile[] {
  const sizes = new Map(known.map(({ name, bytes }) => [name, bytes]));
  for (const { name, bytes } of more) {
    sizes.set(name, [...new Set([...(sizes.get(name) ?? []), ...bytes])]);
  }
  return [...sizes].map(([name, bytes]) => ({ name, bytes }));
}
