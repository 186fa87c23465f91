import type { DecisionLog } from '../decisions/decision-log.ts';
import { draftDecisions, settleDecision } from '../decisions/draft-decisions.ts';
import { placeOfOption } from '../decisions/same-titles.ts';
import type { Design } from '../design/document.ts';
import type { ThreadState } from '../thread/state.ts';

/**
 * The numbers of a new version's decisions, in the order of `draftDecisions`. What people have chosen has its record
 * already: as long as that option is among those of the design, its decision is no new proposal, and gets null.
 */
export async function numberDecisions(
  decisions: Pick<DecisionLog, 'reserve'>,
  { place, id, turn, choice, designs = [] }: ThreadState,
  design: Design,
): Promise<(number | null)[]> {
  const chosen = designs.find((known) => known.turn === choice?.turn)?.options[choice?.option ?? -1];
  const names = design.options.map((option) => option.name);
  const option = placeOfOption(names, chosen);
  const decided = settleDecision(design, option)?.index;
  const titles = draftDecisions(design).map((decision) => decision.title);
  const open = titles.filter((_, index) => index !== decided);
  const numbers = await decisions.reserve(place, id, turn, open);
  return titles.map((_, index) => (index === decided ? null : (numbers.shift() ?? null)));
}
