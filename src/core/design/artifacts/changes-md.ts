import type { Change, Changes, Mark } from '../compare/changes.ts';
import type { Chapter } from './chapters.ts';
import { escapeMarkdown } from './markdown.ts';

/** A plain plus at the start of a line would be a list of its own. */
const SIGNS: Record<Mark, string> = { added: '\\+', changed: '~', removed: '−' };

/** What a version changes, in short lines; chapters without a change are left out. */
export function describeChanges(changes: Changes): Chapter[] {
  const chapters: [string, Change[]][] = [
    ['Services and stores', changes.nodes],
    ['Links', changes.links],
    ['Contracts', changes.contracts],
    ['Decisions', changes.decisions],
    ['Options', changes.options],
    ['Other', changes.others],
  ];
  return chapters
    .filter(([, list]) => list.length > 0)
    .map(([heading, list]) => ({ heading, markdown: list.map(changeLine).join('\n') }));
}

function changeLine({ mark, what, detail }: Change): string {
  const about = detail === undefined ? '' : `: ${escapeMarkdown(detail)}`;
  return `- ${SIGNS[mark]} **${escapeMarkdown(what)}**${about}`;
}
