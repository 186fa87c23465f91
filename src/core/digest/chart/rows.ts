import { cleanText } from '../../design/diagram/text/clean-text.ts';
import type { Chart, Counts } from './chart.ts';
import { sumOf } from './chart.ts';

/** A line of the chart's right half. */
export type AgentRow = { title: string; counts: Counts };

const MOST_ROWS = 5;

/** Who did it, most first; who has no room of their own is counted in the last row. */
export function agentRows({ agents }: Pick<Chart, 'agents'>): AgentRow[] {
  const rows = agents
    .map(({ title, designs, answers }) => ({
      title: cleanText(title).trim() || 'Without a name',
      counts: { designs, answers, decisions: 0 },
    }))
    .filter(({ counts }) => sumOf(counts) > 0);
  if (rows.length <= MOST_ROWS) return rows;
  const rest = rows.slice(MOST_ROWS - 1);
  const counts = rest.reduce(
    (sum, one) => ({
      designs: sum.designs + one.counts.designs,
      answers: sum.answers + one.counts.answers,
      decisions: 0,
    }),
    { designs: 0, answers: 0, decisions: 0 },
  );
  return [...rows.slice(0, MOST_ROWS - 1), { title: `${rest.length} others`, counts }];
}

/** Whether there is a course of time to be seen; otherwise the totals are drawn. */
export function hasCourse({ buckets }: Pick<Chart, 'buckets'>): boolean {
  return buckets.length > 1 && buckets.some((bucket) => sumOf(bucket) > 0);
}
