import type { Address, Place } from '../chat/message.ts';
import { composeDigest } from './compose.ts';
import type { Digest, DigestPeriod } from './digest.ts';
import type { DigestProgress, DigestSetting, DigestStore } from './digest-store.ts';
import { type HistoryDeps, readHistory } from './read-history.ts';
import { PERIOD_MS } from './schedule.ts';
import type { ChannelHistory, DigestSource } from './source.ts';

export type MakeDigestDeps = HistoryDeps & {
  digests: Pick<DigestStore, 'settled'>;
  sources: readonly DigestSource[];
  /** Where people find a message; undefined where that can't be told. Never throws. */
  linkTo(address: Address, messageId: string): Promise<string | undefined>;
  /** A section could not be made. */
  onProblem(source: string, error: unknown): void;
};

/** What a digest is to tell of; until when, is said when it is made. */
export type DigestSpan = {
  place: Place;
  period: DigestPeriod;
  zone: string;
  sinceAt: number;
  without: readonly string[];
  told: readonly string[];
  missed: readonly number[];
};

/** What the digest of a slot is to tell of: all since the newest one before, or a period where there was none. */
export function spanOf(
  { place, schedule, without, before }: DigestSetting,
  progress: DigestProgress | undefined,
  slotAt: number,
  missed: readonly number[],
): DigestSpan {
  const { period, zone } = schedule;
  const isNewer = before !== undefined && before.untilAt > (progress?.untilAt ?? 0);
  const newest = isNewer ? before : progress;
  const { untilAt: sinceAt = slotAt - PERIOD_MS[period], told = [] } = newest ?? {};
  return { place, period, zone, sinceAt, without, told, missed };
}

/** The digest of a channel up to an instant, each item with its link. */
export async function makeDigest(
  deps: MakeDigestDeps,
  span: DigestSpan,
  untilAt: number,
  signal: AbortSignal,
): Promise<Digest> {
  const history = await readHistory(deps, span.place, { sinceAt: span.sinceAt, untilAt }, signal);
  const digest = await composeDigest({
    ...span,
    history,
    sources: deps.sources,
    settled: (await deps.digests.settled(span.place)).map((key) => ({ key })),
    signal,
    onProblem: deps.onProblem,
  });
  return withLinks(deps, digest, history);
}

async function withLinks(
  { linkTo }: Pick<MakeDigestDeps, 'linkTo'>,
  digest: Digest,
  history: ChannelHistory,
): Promise<Digest> {
  const states = new Map(
    [...history.threads, ...history.ended.map(({ state }) => state)].map((s) => [s.id, s]),
  );
  const linked = async (sections: Digest['sections']) =>
    Promise.all(
      sections.map(async (section) => ({
        ...section,
        items: await Promise.all(
          section.items.map(async (item) => {
            const { rootId, place, receipts, agent } = states.get(item.threadId) ?? {};
            const known = agent ? { ...item, agentId: agent.id } : item;
            if (rootId === undefined || !place) return known;
            const messageId = receipts?.[item.turn]?.messageId ?? rootId;
            const link = await linkTo({ ...place, rootId }, messageId);
            return link === undefined ? known : { ...known, link };
          }),
        ),
      })),
    );
  return { ...digest, sections: await linked(digest.sections), open: await linked(digest.open) };
}
