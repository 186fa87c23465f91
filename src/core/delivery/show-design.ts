import type { PresentedDesign } from '../chat/reply.ts';
import { presentDesign } from '../design/present-design.ts';
import type { ThreadState } from '../thread/state.ts';
import type { Outcome } from '../thread/store.ts';
import type { ShowDeps } from './show.ts';
import { acceptChoice, nameOf } from './show-choice.ts';

type DesignOutcome = Extract<Outcome, { kind: 'design' }>;

/** Makes everything of a design that people get: pictures, files, and what it changes. Repeatable. */
export async function showDesign(
  deps: ShowDeps,
  state: ThreadState,
  turn: number,
  outcome: DesignOutcome,
): Promise<PresentedDesign> {
  const { design, version, review, numbers, at, previousTurn } = outcome;
  const previous = previousTurn === undefined ? undefined : await deps.store.outcome(state.id, previousTurn);
  const choice = state.choice?.turn === turn ? state.choice : undefined;
  const accepted = choice && (await acceptChoice(deps, state, design, choice));
  const presented = await presentDesign(
    {
      design,
      version,
      review,
      numbers,
      at,
      ...(previous?.kind === 'design' ? { previous } : {}),
      ...(choice && accepted
        ? {
            choice: {
              option: choice.option,
              number: accepted.record.number,
              at: choice.at,
              decider: await nameOf(deps, state, choice.byId),
              supersedes: accepted.superseded,
            },
          }
        : {}),
    },
    deps.workshop,
    'chat',
  );
  const shown = choice && {
    option: choice.option,
    byId: choice.byId,
    ...(accepted ? { number: accepted.record.number } : {}),
  };
  return { design, version, review, ...presented, ...(shown ? { choice: shown } : {}) };
}
