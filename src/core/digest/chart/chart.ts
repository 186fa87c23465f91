import type { ActivityBucket, Digest, DigestNumbers } from '../digest.ts';

/** What the picture of a digest's numbers shows; everything in it is plain text. */
export type Chart = {
  /** Name of its file, without ending. */
  name: string;
  title: string;
  totals: Counts;
  /** Oldest first. Without them, or with a single one, the totals are drawn. */
  buckets: readonly ActivityBucket[];
  /** Most first. */
  agents: readonly Pick<DigestNumbers['byAgent'][number], 'title' | 'designs' | 'answers'>[];
};

export type Series = 'designs' | 'answers' | 'decisions';
export type Counts = Record<Series, number>;

/** In the order in which they are stacked and named. */
export const SERIES: readonly Series[] = ['designs', 'answers', 'decisions'];

/** The chart of a digest, for `Workshop.drawChart`; undefined where it would show nothing but zeros. */
export function chartOf({ numbers }: Pick<Digest, 'numbers'>): Chart | undefined {
  const { designs, answers, decisions, byAgent, activity = [] } = numbers;
  if (sumOf({ designs, answers, decisions }) === 0) return undefined;
  return {
    name: 'activity',
    title: 'Activity',
    totals: { designs, answers, decisions },
    buckets: activity,
    agents: byAgent.map(({ title, designs, answers }) => ({ title, designs, answers })),
  };
}

export function sumOf(counts: Counts): number {
  return SERIES.reduce((sum, series) => sum + counts[series], 0);
}
