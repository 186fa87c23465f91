import { formatCount } from '../../chat/prose/text.ts';
import { adrName } from '../../design/artifacts/adr.ts';
import type { Finding } from '../../design/review/finding.ts';
import type { DigestItem } from '../digest.ts';
import type { ChannelHistory, DigestSource } from '../source.ts';
import { type DesignRun, type DesignTurn, listDesignRuns } from './design-turns.ts';
import { named, toDetail, toTitle } from './words.ts';

/** Designs that were made; of a thread the newest one, which all others led to. */
export const designs: DigestSource = {
  id: 'designs',
  title: 'Designs',
  lasting: false,
  items: (history) => Promise.all(listDesignRuns(history).map((run) => toItem(history, run))),
};

async function toItem(history: ChannelHistory, { newest, turns }: DesignRun): Promise<DigestItem> {
  const { state, turn, at, outcome } = newest;
  const { design, version, review, footer } = outcome;
  return {
    key: `design:${state.id}:${turn}`,
    title: toTitle(`${named(design.title)}${version > 1 ? `, version ${version}` : ''}`),
    ...toDetail(
      turns.length > 1 ? `${turns.length} versions` : '',
      await stateOf(history, newest),
      countFindings(review.findings),
      `by ${footer.agent.title}`,
    ),
    at,
    threadId: state.id,
    turn,
  };
}

/** Of its options: empty where there is nothing to choose. */
async function stateOf(history: ChannelHistory, { state, turn, outcome }: DesignTurn): Promise<string> {
  const { options } = outcome.design;
  const { choice } = state;
  if (!choice || choice.at > history.untilAt) {
    return options.length < 2 ? '' : `${options.length} options, none chosen yet`;
  }
  const record = history.decisions.find(({ threadId, at }) => threadId === state.id && at === choice.at);
  const chosenFrom = state.designs?.find((known) => known.turn === choice.turn);
  const option = record?.option ?? chosenFrom?.options[choice.option];
  if (option === undefined) return '';
  const which = choice.turn === turn || !chosenFrom ? '' : ` of version ${chosenFrom.version}`;
  const by = await history.nameOf(choice.byId);
  const chosen = `${named(option)}${which} chosen by ${by}`;
  if (!record) return chosen;
  return record.supersededBy === undefined
    ? `${chosen}, accepted as ${adrName(record.number)}`
    : `${chosen}, superseded by ${adrName(record.supersededBy)}`;
}

function countFindings(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const counts = [
    ...(errors > 0 ? [formatCount(errors, 'error')] : []),
    ...(warnings > 0 ? [formatCount(warnings, 'warning')] : []),
  ];
  return counts.join(', ');
}
