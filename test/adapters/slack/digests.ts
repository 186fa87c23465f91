import type { Reply } from '../../../src/core/chat/reply.ts';
import type { Digest, DigestItem, DigestSection, Settled } from '../../../src/core/digest/digest.ts';
import { digestFile } from '../../../src/core/digest/digest-md.ts';
import { NASTY, REF } from './given.ts';
import { PICTURE } from './presented.ts';

type DigestReply = Extract<Reply, { kind: 'digest' }>;

const MONDAY = Date.parse('2026-11-23T08:00:00Z');
const WEEK_MS = 7 * 86_400_000;
const PLACE = { platform: 'slack', workspaceId: 'T1ABC', channelId: 'C1ABC', direct: false } as const;

type Given<T> = { [K in keyof T]?: T[K] | undefined };

/** What is undefined is left out. */
function leaveOut<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

export function item(key: string, more: Given<DigestItem> = {}): DigestItem {
  return leaveOut({
    key,
    title: `Item ${key}`,
    detail: `What is to be known of ${key}.`,
    at: MONDAY - 3_600_000,
    threadId: REF.threadId,
    turn: 1,
    link: `https://acme.slack.com/archives/C1ABC/p${encodeURIComponent(key)}`,
    ...more,
  } as DigestItem);
}

const SECTIONS: DigestSection[] = [
  {
    id: 'designs',
    title: 'New designs',
    items: [
      item('design-1', {
        title: 'Food delivery for one city',
        detail: 'Version 3, option B chosen, by Backend Architect. 2 warnings.',
      }),
      item('design-2', { title: 'Refunds', detail: 'Version 1, 3 options open.' }),
    ],
  },
  {
    id: 'decisions',
    title: 'Decisions',
    items: [
      item('decision-8', {
        title: 'ADR-0008 Refunds are asynchronous',
        detail: 'Accepted by Ada Lovelace; ADR-0003 is superseded.',
      }),
    ],
  },
  {
    id: 'breaking',
    title: 'Contracts that break callers',
    items: [
      item('breaking-1', {
        title: 'POST /orders of Orders was removed',
        detail: 'Checkout and Kitchen call it.',
      }),
    ],
  },
];

const OPEN: DigestSection[] = [
  {
    id: 'drafts',
    title: 'Decisions still proposed',
    items: [item('draft-5', { title: 'ADR-0005 Payment provider', detail: 'Since 9 Nov, nobody decided.' })],
  },
  {
    id: 'questions',
    title: 'Open questions',
    items: [
      item('question-1', {
        title: 'Billing: how many invoices a day?',
        detail: 'Waits for Ben since 12 Nov.',
      }),
    ],
  },
];

export const DIGEST: Digest = {
  place: PLACE,
  period: 'weekly',
  sinceAt: MONDAY - WEEK_MS,
  untilAt: MONDAY,
  zone: 'Europe/Berlin',
  sections: SECTIONS,
  open: OPEN,
  numbers: {
    designs: 4,
    answers: 7,
    decisions: 2,
    medianMs: 200_000,
    costUsd: 1.237,
    inputTokens: 812_345,
    outputTokens: 45_678,
    byAgent: [
      { id: 'backend', title: 'Backend Architect', designs: 3, answers: 5 },
      { id: 'cloudphone', title: 'Cloud Phone Architect', designs: 1, answers: 2 },
    ],
  },
  missed: [],
};

const CHART = {
  ...PICTURE,
  name: 'digest-chart',
  title: 'What happened, by day',
  altText: 'Mon 16: 2 designs, 3 answers. Tue 17: 1 decision. Backend Architect: 3 designs.',
};

/** A digest as it is delivered, with its file. */
export function digestReply(digest: Digest = DIGEST, more: Given<DigestReply> = {}): DigestReply {
  return leaveOut({
    kind: 'digest',
    ref: REF,
    digest,
    picture: CHART,
    settled: [],
    nextAt: MONDAY + WEEK_MS,
    files: [digestFile(digest, more.words)],
    ...more,
  } as DigestReply);
}

/** So many items, in sections of 12. */
export function manyItems(
  count: number,
  more: (n: number) => Given<DigestItem> = () => ({}),
): DigestSection[] {
  return Array.from({ length: Math.ceil(count / 12) }, (_, section) => ({
    id: `section-${section}`,
    title: `Section ${section}`,
    items: Array.from({ length: Math.min(12, count - section * 12) }, (_, n) =>
      item(`s${section}-i${n}`, more(section * 12 + n)),
    ),
  }));
}

export function settle(key: string, how: Settled['how'] = 'done', byId = 'U1ADA'): Settled {
  return { key, how, byId, at: MONDAY + 60_000 };
}

const NOTHING: Digest = {
  ...DIGEST,
  sections: [],
  open: [],
  numbers: { designs: 0, answers: 0, decisions: 0, inputTokens: 0, outputTokens: 0, byAgent: [] },
};

const HUGE: Digest = {
  ...DIGEST,
  sections: manyItems(60, (n) => ({ title: `${n} ${'题'.repeat(300)}`, detail: '长 '.repeat(2_000) })),
  open: manyItems(40, (n) => ({
    key: `open-${n}`,
    title: `${n} ${'旧'.repeat(300)}`,
    detail: 'old words '.repeat(300),
  })),
};

const NASTY_DIGEST: Digest = {
  ...DIGEST,
  sections: manyItems(3, (n) => ({ key: `n${n}`, title: NASTY, detail: `${NASTY}\n${NASTY}` })).map(
    (section) => ({
      ...section,
      title: NASTY,
    }),
  ),
  open: manyItems(3, (n) => ({ key: `o${n}`, title: NASTY, detail: NASTY })).map((section) => ({
    ...section,
    title: NASTY,
  })),
  numbers: { ...DIGEST.numbers, byAgent: [{ id: 'x', title: NASTY, designs: 1, answers: 0 }] },
};

const SCHEDULE = { period: 'weekly', weekday: 1, hour: 9, minute: 0, zone: 'America/New_York' } as const;

export const SETTING = {
  place: PLACE,
  schedule: SCHEDULE,
  ownerId: 'U1ADA',
  heartbeat: false,
  without: [],
  setAt: MONDAY - WEEK_MS,
};

const WORDS = 'Refunds became asynchronous, which ends the removal of POST /orders for two callers.';

/** Digests of every kind, and their ugliest relatives. */
export const DIGEST_REPLIES: Record<string, Reply> = {
  digest: digestReply(DIGEST, { words: WORDS }),
  'digest, heartbeat': digestReply({ ...NOTHING, open: OPEN }, { picture: undefined, files: [] }),
  'digest, only old': digestReply({ ...NOTHING, open: OPEN, missed: [MONDAY - WEEK_MS] }, { files: [] }),
  'digest, one item': digestReply({ ...DIGEST, sections: manyItems(1), open: [] }, { nextAt: undefined }),
  'digest, without links': digestReply({
    ...DIGEST,
    sections: manyItems(5, () => ({ link: undefined, detail: undefined })),
  }),
  'digest, 60 items': digestReply({
    ...DIGEST,
    sections: manyItems(60),
    missed: [1, 2, 3, 4].map((n) => MONDAY - n * WEEK_MS),
  }),
  'digest, settled': digestReply(DIGEST, {
    settled: [settle('design-1'), settle('decision-8', 'not-for-us', 'U2BOB'), settle('draft-5')],
  }),
  'digest, all settled': digestReply(HUGE, {
    settled: [...HUGE.sections, ...HUGE.open].flatMap(({ items }) => items.map(({ key }) => settle(key))),
  }),
  'digest, huge': digestReply(HUGE, {
    words: '话'.repeat(900),
    picture: { ...CHART, altText: '图'.repeat(1_000) },
  }),
  'digest, nasty': digestReply(NASTY_DIGEST, {
    words: NASTY,
    picture: { ...CHART, title: NASTY, altText: NASTY },
  }),
  'digest-list': {
    kind: 'digest-list',
    schedules: [
      { setting: SETTING, nextAt: MONDAY + WEEK_MS, paused: false },
      {
        setting: {
          ...SETTING,
          schedule: { period: 'monthly', day: 30, hour: 8, minute: 5, zone: 'Asia/Kolkata' },
          ownerId: 'U2BOB',
          heartbeat: true,
          without: ['designs', 'findings'],
        },
        nextAt: MONDAY + WEEK_MS,
        paused: true,
      },
    ],
  },
  'digest-list, none': { kind: 'digest-list', schedules: [] },
};
