import { CHANGE_GROUPS, type Change, type Changes, type Mark } from '../compare/changes.ts';
import type { Chapter } from './chapters.ts';
import { escapeMarkdown } from './markdown.ts';

/** A plain plus at the start of a line would be a list of its own. */
const SIGNS: Record<Mark, string> = { added: '\\+', changed: '~', removed: '−' };

/** What a version changes, in short lines; chapters without a change are left out. */
export function describeChanges(changes: Changes): Chapter[] {
  return CHANGE_GROUPS.map(([key, heading]) => ({
    heading,
    markdown: changes[key].map(changeLine).join('\n'),
  })).filter(({ markdown }) => markdown !== '');
}

function changeLine({ mark, what, detail }: Change): string {
  const about = detail === undefined ? '' : `: ${escapeMarkdown(detail)}`;
  return `- ${SIGNS[mark]} **${escapeMarkdown(what)}**${about}`;
}
