import { proseLines } from './markdown.ts';

/** A Markdown file that another one wants to be read before it. */
export type Include = { target: string; line: number };

/**
 * Links to Markdown files in a line that says *prerequisite*. `#part` and titles are dropped; `line` counts from the
 * line that the text begins on.
 */
export function findPrerequisites(markdown: string, firstLine: number): Include[] {
  const found: Include[] = [];
  for (const { text, index } of proseLines(markdown)) {
    if (!/prerequisite/i.test(text)) continue;
    for (const match of text.matchAll(/\]\(\s*(?:<([^>]*)>|([^()\s]+))[^)]*\)/g)) {
      const target = decode((match[1] ?? match[2] ?? '').replace(/[#?].*$/, ''));
      if (/\.(md|markdown)$/i.test(target)) found.push({ target, line: firstLine + index });
    }
  }
  return found;
}

/**
 * Path of an include relative to the agent folder; `outside` when it leaves it, `web` for an address. Whether a link
 * in the file system leads out of the folder is for whoever reads it to find out.
 */
export function resolveInclude(from: string, target: string): { path: string } | 'outside' | 'web' {
  if (/^(https?:)?\/\//i.test(target)) return 'web';
  const wanted = target.replaceAll('\\', '/');
  if (wanted.startsWith('/') || wanted.startsWith('~') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(wanted))
    return 'outside';
  const parts = from.split('/').slice(0, -1);
  for (const part of wanted.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return 'outside';
  }
  return { path: parts.join('/') };
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
