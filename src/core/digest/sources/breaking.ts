import type { Design } from '../../design/document.ts';
import { fold, listNames } from '../../design/review/wording.ts';
import type { DigestItem } from '../digest.ts';
import type { ChannelHistory, DigestSource } from '../source.ts';
import { callersOf } from './callers.ts';
import {
  type BrokenOperation,
  findBroken,
  nameOfBroken,
  type ReadDesign,
  serviceName,
} from './contract-changes.ts';
import { type DesignOutcome, readDesign, readNewest, type VersionOf } from './design-turns.ts';
import { named, toDetail, toTitle } from './words.ts';

/**
 * What is older has been told in every digest for a month. Contracts are read anew for each digest, which costs more than
 * anything else in it.
 */
const LOOK_BACK_MS = 31 * 86_400_000;

/** When all paths get another prefix, say, that is one piece of news for each service. */
const MOST_SINGLE = 4;

/**
 * All digests, and the designs that people wait for, share what reads contracts. Where more of them changed, those of the
 * threads that have the newest designs are looked at.
 */
const MOST_READ = 100;

/** Operations that a new version of a contract took from those who call them, until a later one offers them again. */
export const breaking: DigestSource = {
  id: 'breaking',
  title: 'Contracts that break their callers',
  lasting: true,
  async items(history) {
    const threads: { id: string; newest: VersionOf }[] = [];
    for (const state of history.threads) {
      const newest = await readNewest(history, state);
      if (newest) threads.push({ id: state.id, newest });
    }
    threads.sort((a, b) => b.newest.outcome.at - a.newest.outcome.at);
    const read = new Set<Design>();
    const limited: ChannelHistory = {
      ...history,
      readSources: (design) => {
        read.add(design);
        return history.readSources(design);
      },
    };
    const items: DigestItem[] = [];
    // One thread after the other: all of them share what reads contracts.
    for (const { id, newest } of threads) {
      const steps = newestWithin(MOST_READ, read, await listSteps(history, id, newest), newest);
      items.push(...(await findInThread(limited, id, newest, steps)));
      await history.pause();
    }
    return items;
  },
};

/**
 * The newest steps for which no more than that many designs have to be read in all. What they say does not hang on older
 * ones, so that nothing false is told without these.
 */
function newestWithin(
  most: number,
  read: ReadonlySet<Design>,
  steps: readonly Step[],
  newest: VersionOf,
): Step[] {
  const designs = new Set(read);
  const within: Step[] = [];
  for (const step of steps.toReversed()) {
    if (sayTheSame(step.before.outcome, step.after.outcome)) continue;
    for (const { outcome } of [step.before, step.after, newest]) designs.add(outcome.design);
    if (designs.size > most) break;
    within.unshift(step);
  }
  return within;
}

async function findInThread(
  history: ChannelHistory,
  threadId: string,
  newest: VersionOf,
  steps: readonly Step[],
): Promise<DigestItem[]> {
  const { design } = newest.outcome;
  const found = new Map<string, Found>();
  for (const { before, after } of steps) {
    const broken = await brokenBetween(history, before.outcome, after.outcome);
    if (broken.length === 0) continue;
    const still = after === newest ? broken : await brokenBetween(history, before.outcome, newest.outcome);
    const stillByName = new Map(still.toReversed().map((one) => [nameOfBroken(one, design), one]));
    for (const one of broken) {
      const name = nameOfBroken(one, after.outcome.design);
      const now = stillByName.get(name);
      const callers = now ? callersOf(design, now) : [];
      // What a later step changed once more is told of that step alone.
      if (now && callers.length > 0) found.set(name, { broken: now, callers, name, since: after });
    }
  }
  return groupByStep([...found.values()]).flatMap((group) => toItem(threadId, group, design));
}

type Found = { broken: BrokenOperation; callers: string[]; name: string; since: VersionOf };

/** What one version broke: each by itself where that is little, else service by service. */
function groupByStep(all: readonly Found[]): Found[][] {
  return groupBy(all, ({ since }) => since.turn).flatMap((step) =>
    groupBy(step, ({ broken, name }) => (step.length > MOST_SINGLE ? broken.serviceId : name)),
  );
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => unknown): T[][] {
  const groups = new Map<unknown, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

type Step = { before: VersionOf; after: VersionOf };

/** From one version to the next, oldest first; where another agent began anew there is no step. */
async function listSteps(history: ChannelHistory, threadId: string, newest: VersionOf): Promise<Step[]> {
  const from = Math.min(history.sinceAt, history.untilAt - LOOK_BACK_MS);
  const steps: Step[] = [];
  for (let after = newest; after.outcome.at > from; ) {
    const turn = after.outcome.previousTurn;
    const outcome =
      turn === undefined || turn >= after.turn ? undefined : await readDesign(history, threadId, turn);
    if (turn === undefined || !outcome) break;
    const before = { turn, outcome };
    steps.unshift({ before, after });
    after = before;
  }
  return steps;
}

async function brokenBetween(
  history: ChannelHistory,
  before: DesignOutcome,
  after: DesignOutcome,
): Promise<BrokenOperation[]> {
  if (sayTheSame(before, after)) return [];
  const read = async ({ design }: DesignOutcome): Promise<ReadDesign> => ({
    design,
    sources: await history.readSources(design),
  });
  const broken = findBroken(await read(before), await read(after));
  await history.pause();
  return broken;
}

/** Most versions leave the contracts as they are: those need not be read. */
function sayTheSame(before: DesignOutcome, after: DesignOutcome): boolean {
  const texts = ({ design }: DesignOutcome): string =>
    JSON.stringify(design.contracts.map(({ filename, content }) => [filename, content]).sort());
  return before.design.contracts.length === 0 || texts(before) === texts(after);
}

function toItem(threadId: string, group: readonly Found[], design: Design): DigestItem[] {
  const [first] = group;
  if (!first) return [];
  const { broken, name, since } = first;
  const { version, design: changed, at } = since.outcome;
  const service = serviceName(design, broken.serviceId);
  const callers = [...new Set(group.flatMap((one) => one.callers))].sort();
  const isOne = group.length === 1;
  const title = isOne ? describe(broken, service, callers) : describeAll(group, service, callers);
  const what = isOne
    ? broken.what
    : group.map((one) => `${one.broken.operation.id} ${IN_SHORT[one.broken.how]}`);
  return [
    {
      key: `breaking:${threadId}:${since.turn}:${isOne ? name : `${fold(service)}/${group.length}`}`,
      title: toTitle(title),
      ...toDetail(`since version ${version} of ${named(changed.title)}`, ...what),
      at,
      threadId,
      turn: since.turn,
    },
  ];
}

function describeAll(group: readonly Found[], service: string, callers: readonly string[]): string {
  const isSure = group.some(({ broken }) => broken.how !== 'may-break');
  const breaks = isSure ? 'breaks' : 'may break';
  return `${group.length} operations of ${service} changed or are gone, which ${breaks} ${listNames(callers)}`;
}

const IN_SHORT: Record<BrokenOperation['how'], string> = {
  removed: 'is gone',
  breaks: 'changed',
  'may-break': 'changed',
};

function describe({ operation, how }: BrokenOperation, service: string, callers: readonly string[]): string {
  const who = listNames(callers);
  switch (how) {
    case 'removed':
      return `${operation.id} is gone from ${service}, and ${who} ${callers.length === 1 ? 'uses' : 'use'} it`;
    case 'breaks':
      return `${operation.id} of ${service} changed in a way that breaks ${who}`;
    case 'may-break':
      return `${operation.id} of ${service} changed, which may break ${who}`;
    default:
      return how satisfies never;
  }
}
