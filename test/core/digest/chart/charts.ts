import type { Chart, Counts } from '../../../../src/core/digest/chart/chart.ts';
import type { ActivityBucket } from '../../../../src/core/digest/digest.ts';
import { HOSTILE_TEXTS } from '../../design/hostile-texts.ts';

const DAYS = ['Mon 16', 'Tue 17', 'Wed 18', 'Thu 19', 'Fri 20', 'Sat 21', 'Sun 22', 'Mon 23'];

const bucket = (label: string, index: number, scale = 1): ActivityBucket => ({
  at: index,
  until: index + 1,
  label,
  designs: (index % 4) * scale,
  answers: (index % 7) * scale,
  decisions: (index % 2) * scale,
});

const agent = (title: string, designs: number, answers = 1) => ({ title, designs, answers });

const totalsOf = (buckets: readonly ActivityBucket[]): Counts => {
  const sum = (series: keyof Counts) => buckets.reduce((all, one) => all + one[series], 0);
  return { designs: sum('designs'), answers: sum('answers'), decisions: sum('decisions') };
};

export function aChart(change: Partial<Chart> = {}): Chart {
  const buckets = change.buckets ?? DAYS.map((label, index) => bucket(label, index));
  return {
    name: 'activity',
    title: 'Activity',
    totals: totalsOf(buckets),
    buckets,
    agents: [agent('Microservices Architect', 7, 9), agent('API Designer', 4, 11)],
    ...change,
  };
}

const ODD_TITLES = [
  'x'.repeat(400),
  'Architect of many long words that go on and on until no room is left for them',
  '订单架构师订单架构师订单架构师订单架构师订单架构师',
  'مهندس الخدمات الموزعة والبيانات الكبيرة جدا جدا',
  '주문 서비스 아키텍트 주문 서비스 아키텍트 주문',
  '🚀👩‍👩‍👧‍👦🚀👩‍👩‍👧‍👦🚀👩‍👩‍👧‍👦🚀👩‍👩‍👧‍👦🚀👩‍👩‍👧‍👦🚀👩‍👩‍👧‍👦',
  'हिन्दी वास्तुकार हिन्दी वास्तुकार हिन्दी',
  '<@U0123> <!channel> [a](https://evil.example)',
];

/** What a chart may have to show, by name. */
export const CHARTS: [string, Chart][] = [
  ['a week', aChart()],
  ['without agents', aChart({ agents: [] })],
  ['agents alone', aChart({ buckets: [], totals: { designs: 3, answers: 0, decisions: 0 } })],
  ['one agent', aChart({ agents: [agent('API Designer', 1, 0)] })],
  ['five agents', aChart({ agents: DAYS.slice(0, 5).map((title) => agent(title, 3)) })],
  [
    'twelve agents',
    aChart({ agents: Array.from({ length: 12 }, (_, i) => agent(`Architect ${i}`, 12 - i)) }),
  ],
  ['odd titles', aChart({ agents: ODD_TITLES.slice(0, 5).map((title) => agent(title, 3)) })],
  ['more odd titles', aChart({ agents: ODD_TITLES.slice(4).map((title) => agent(title, 3)) })],
  ...HOSTILE_TEXTS.map((title, index): [string, Chart] => [
    `hostile title ${index}`,
    aChart({ agents: [agent(title, 2), agent(title, 1)] }),
  ]),
  ...[1_000, 99_949, 999_499_999, Number.MAX_SAFE_INTEGER / 100].map((scale): [string, Chart] => [
    `huge numbers, by ${scale}`,
    aChart({
      buckets: DAYS.map((label, index) => bucket(label, index, scale)),
      agents: ODD_TITLES.slice(0, 5).map((title) => agent(title, 7 * scale, scale)),
    }),
  ]),
  [
    'one beside a million',
    aChart({
      buckets: [bucket('a', 1), bucket('b', 3, 1_000_000), bucket('c', 1)],
      agents: [agent('most', 1_000_000), agent('least', 1, 0)],
    }),
  ],
  ['long labels', aChart({ buckets: Array.from({ length: 13 }, (_, i) => bucket('26 Oct–12 Nov 2026', i)) })],
  ['many parts', aChart({ buckets: Array.from({ length: 60 }, (_, i) => bucket(`${1970 + i}`, i)) })],
  ['one part', aChart({ buckets: [bucket('Mon 16', 3)] })],
  [
    'nothing in its parts',
    aChart({
      buckets: DAYS.map((label) => bucket(label, 0)),
      totals: { designs: 0, answers: 1, decisions: 2 },
    }),
  ],
];
