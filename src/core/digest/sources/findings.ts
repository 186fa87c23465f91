import { formatCount } from '../../chat/prose/text.ts';
import type { Finding } from '../../design/review/finding.ts';
import type { DigestItem } from '../digest.ts';
import type { ChannelHistory, DigestSource } from '../source.ts';
import { compareFindings, type FindingChanges } from './compare-findings.ts';
import { type DesignRun, listDesignRuns, readDesign } from './design-turns.ts';
import { named, toDetail, toTitle } from './words.ts';

/** Errors and warnings that a new version of a design brought, or got rid of. */
export const findings: DigestSource = {
  id: 'findings',
  title: 'Findings that came or went',
  lasting: false,
  async items(history) {
    const items = await Promise.all(listDesignRuns(history).map((run) => toItem(history, run)));
    return items.filter((item) => item !== undefined);
  },
};

/** Against the version that people had before: what came and went in between is not told. */
async function toItem(history: ChannelHistory, run: DesignRun): Promise<DigestItem | undefined> {
  const { state, turn, at, outcome } = run.newest;
  const baseTurn = turnBefore(run);
  const base = baseTurn === undefined ? undefined : await readDesign(history, state.id, baseTurn);
  if (!base) return undefined;
  const changes = compareFindings(base, outcome);
  if (changes.appeared.length + changes.went.length === 0) return undefined;
  return {
    key: `findings:${state.id}:${turn}`,
    title: toTitle(`${named(outcome.design.title)}, version ${outcome.version}: ${counts(changes)}`),
    ...toDetail(...say('New', changes.appeared), ...say('Gone', changes.went)),
    at,
    threadId: state.id,
    turn,
  };
}

/** The one that all versions of the run came after; undefined where another agent began anew. */
function turnBefore({ newest, turns }: DesignRun): number | undefined {
  const previous = new Map(turns.map(({ turn, outcome }) => [turn, outcome.previousTurn]));
  let turn = newest.turn;
  while (previous.has(turn)) {
    const earlier = previous.get(turn);
    if (earlier === undefined || earlier >= turn) return undefined;
    turn = earlier;
  }
  return turn;
}

function counts({ appeared, went }: FindingChanges): string {
  const ofSeverity = (severity: Finding['severity']): number =>
    appeared.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [ofSeverity('error'), ofSeverity('warning')];
  return [
    ...(errors > 0 ? [formatCount(errors, 'new error')] : []),
    ...(warnings > 0 ? [formatCount(warnings, 'new warning')] : []),
    ...(went.length > 0 ? [`${formatCount(went.length, 'finding')} gone`] : []),
  ].join(', ');
}

function say(what: string, all: readonly Finding[]): string[] {
  return all.map(({ message }) => `${what}: ${message}`);
}
