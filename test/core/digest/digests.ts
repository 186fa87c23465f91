import type { Digest, DigestItem, DigestNumbers, DigestSection } from '../../../src/core/digest/digest.ts';

export const item = (title: string, detail?: string): DigestItem => ({
  key: title,
  title,
  ...(detail === undefined ? {} : { detail }),
  at: 1,
  threadId: 't',
  turn: 1,
});

export const section = (title: string, ...items: DigestItem[]): DigestSection => ({
  id: title.toLowerCase(),
  title,
  items,
});

export const numbers = (change: Partial<DigestNumbers> = {}): DigestNumbers => ({
  designs: 3,
  answers: 12,
  decisions: 2,
  inputTokens: 1,
  outputTokens: 1,
  byAgent: [
    { id: 'ms', title: 'Microservices Architect', designs: 3, answers: 4 },
    { id: 'api', title: 'API Designer', designs: 0, answers: 8 },
  ],
  ...change,
});

/** A week with designs, decisions and an open question. */
export function aDigest(change: Partial<Digest> = {}): Digest {
  return {
    place: { platform: 'slack', workspaceId: 'T1', channelId: 'C1', direct: false },
    period: 'weekly',
    zone: 'UTC',
    sinceAt: 0,
    untilAt: 10,
    sections: [
      section(
        'Designs',
        item('“Order system”, version 2', '3 options, none chosen yet · by Microservices Architect'),
        item('“Refunds with saga”', 'Kafka chosen by Ada Lovelace, accepted as ADR-0012'),
      ),
      section('Decisions', item('ADR-0012 Use Kafka for order events', 'accepted by Ada Lovelace')),
    ],
    open: [section('Open questions', item('“How many orders a day?”', 'waits for Grace for 9 days'))],
    numbers: numbers(),
    missed: [],
    ...change,
  };
}
