import { CHANGE_GROUPS, type Change, type Changes, type Mark } from '../../design/compare/changes.ts';
import type { ProseLeaf } from '../prose/leaf.ts';
import { paragraph, styled } from '../prose/make.ts';
import type { Run } from '../prose/runs.ts';
import { cleanText } from '../prose/text.ts';

const MARKS: Record<Mark, string> = { added: '+', changed: '~', removed: '−' };

/** What is different, by kind, at most so many lines of each; how many are left out is said. */
export function changesLeaves(changes: Changes, mostLines: number): ProseLeaf[] {
  const structure = CHANGE_GROUPS.filter(([key]) => key !== 'others');
  const isSame = structure.every(([key]) => changes[key].length === 0);
  const groups = CHANGE_GROUPS.flatMap(([key, title]) => groupLeaves(title, changes[key], mostLines));
  if (!isSame) return groups;
  const same = `Nothing in the structure changed since version ${changes.from}.`;
  return [paragraph(groups.length === 0 ? `${same} The rest is the same, too.` : same), ...groups];
}

function groupLeaves(title: string, all: readonly Change[], mostLines: number): ProseLeaf[] {
  if (all.length === 0) return [];
  // A line that says "1 more" takes the place of that one.
  const shown = all.length > mostLines ? all.slice(0, Math.max(0, mostLines - 1)) : all;
  if (shown.length === 0) return [paragraph(styled(`${title}: `, { bold: true }), countsOf(all))];
  const hidden = all.length - shown.length;
  const lines = [...shown.map(changeRuns), ...(hidden > 0 ? [[{ text: `${hidden} more` }]] : [])];
  const runs = lines.flatMap((line): Run[] => [{ text: '\n' }, ...line]);
  return [paragraph(styled(title, { bold: true }), ...runs)];
}

function changeRuns({ mark, what, detail }: Change): Run[] {
  const name: Run[] = [{ text: `${MARKS[mark]} ${cleanText(what).trim()}` }];
  if (detail === undefined || detail.trim() === '') return name;
  return [...name, styled(` – ${cleanText(detail).trim()}`, { italic: true })];
}

function countsOf(all: readonly Change[]): string {
  const marks = ['added', 'changed', 'removed'] as const;
  return marks
    .map((mark) => [all.filter((change) => change.mark === mark).length, mark] as const)
    .filter(([count]) => count > 0)
    .map(([count, mark]) => `${count} ${mark}`)
    .join(', ');
}
