import { clipText, formatCount } from '../../chat/prose/text.ts';
import { type Chart, type Counts, SERIES, type Series } from './chart.ts';
import { agentRows, hasCourse } from './rows.ts';
import { shortNumber } from './short-number.ts';

/** What chat platforms keep of an alternative text. */
const MOST_CHARS = 1_000;
/** More than the picture has room for. */
const MOST_TITLE = 60;

const ONE: Record<Series, string> = { designs: 'design', answers: 'answer', decisions: 'accepted decision' };

/** Everything that the chart shows, in words: as much of them as its alternative text has room for. */
export function chartWords(chart: Chart): string {
  const { buckets, totals } = chart;
  const intro = `Bar chart: ${listOf(totals)}.`;
  const rows = agentRows(chart).map(
    ({ title, counts }) => `${clipText(title, MOST_TITLE)}: ${listOf(counts)}`,
  );
  const agents = rows.length > 0 ? [`By agent – ${rows.join('; ')}.`] : [];
  if (!hasCourse(chart)) return clipText([intro, ...agents].join(' '), MOST_CHARS);
  const course = buckets.map((bucket) => `${bucket.label}: ${listOf(bucket)}.`);
  const whole = [intro, ...course, ...agents].join(' ');
  if (whole.length <= MOST_CHARS) return whole;
  const brief = buckets.map(
    (bucket) => `${bucket.label} ${SERIES.map((series) => shortNumber(bucket[series])).join('/')}`,
  );
  const words = [intro, ...agents, `As ${SERIES.join('/')}: ${brief.join(', ')}.`].join(' ');
  return clipText(words, MOST_CHARS);
}

function listOf(counts: Counts): string {
  const parts = SERIES.filter((series) => counts[series] > 0);
  return parts.map((series) => formatCount(counts[series], ONE[series])).join(', ') || 'nothing';
}
