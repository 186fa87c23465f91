import type { DecisionRecord } from '../../decisions/decision-log.ts';
import { adrName } from '../../design/artifacts/adr.ts';
import { listNames } from '../../design/review/wording.ts';
import type { DigestItem } from '../digest.ts';
import type { ChannelHistory, DigestSource } from '../source.ts';
import { named, toDetail, toTitle } from './words.ts';

/**
 * Decisions that were accepted, and those that hold no longer because of another one. A proposal that a choice made void
 * never held, so nothing is said of it.
 */
export const decisions: DigestSource = {
  id: 'decisions',
  title: 'Decisions',
  lasting: false,
  async items(history) {
    const byNumber = new Map(history.decisions.map((record) => [record.number, record]));
    const items = history.decisions.map((record) => {
      if (record.at === undefined) return undefined;
      if (record.supersededBy === undefined) return toAccepted(history, record, record.at, byNumber);
      const by = byNumber.get(record.supersededBy);
      return by?.at === undefined ? undefined : toSuperseded(history, record, by, by.at);
    });
    return (await Promise.all(items)).filter((item) => item !== undefined);
  },
};

async function toAccepted(
  history: ChannelHistory,
  record: DecisionRecord,
  at: number,
  byNumber: ReadonlyMap<number, DecisionRecord>,
): Promise<DigestItem> {
  const replaced = (record.supersedes ?? []).filter((number) => byNumber.get(number)?.at !== undefined);
  return {
    key: `decision:${record.number}:accepted`,
    title: toTitle(`${adrName(record.number)} accepted: ${record.title}`),
    ...toDetail(
      await choiceOf(history, record),
      replaced.length === 0 ? '' : `in place of ${listNames(replaced.map(adrName))}`,
    ),
    at,
    threadId: record.threadId,
    turn: record.turn,
  };
}

async function toSuperseded(
  history: ChannelHistory,
  record: DecisionRecord,
  by: DecisionRecord,
  at: number,
): Promise<DigestItem> {
  const now = by.option === undefined ? '' : `now ${named(by.option)}`;
  const was = record.option === undefined ? '' : `was ${named(record.option)}`;
  const who = by.byId === undefined ? '' : `by ${await history.nameOf(by.byId)}`;
  return {
    key: `decision:${record.number}:superseded`,
    title: toTitle(`${adrName(record.number)} superseded by ${adrName(by.number)}: ${record.title}`),
    ...toDetail([was, now].filter((part) => part !== '').join(', '), who),
    at,
    // What holds now is what people want to see.
    threadId: by.threadId,
    turn: by.turn,
  };
}

async function choiceOf(history: ChannelHistory, { option, byId }: DecisionRecord): Promise<string> {
  const by = byId === undefined ? '' : ` by ${await history.nameOf(byId)}`;
  return option === undefined ? '' : `${named(option)}, chosen${by}`;
}
