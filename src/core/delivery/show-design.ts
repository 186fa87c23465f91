import { placeOfOption } from '../decisions/same-titles.ts';
import { presentDesign } from '../design/present-design.ts';
import type { PresentedDesign } from '../design/presented-design.ts';
import type { ThreadState } from '../thread/state.ts';
import type { Outcome } from '../thread/store.ts';
import { type RecordedChoice, recordChoice } from './record-choice.ts';
import type { ShowDeps } from './show.ts';

type DesignOutcome = Extract<Outcome, { kind: 'design' }>;

/** Makes everything of a design that people get, or of its card alone: see `presentDesign`. Repeatable. */
export async function showDesign(
  deps: ShowDeps,
  state: ThreadState,
  turn: number,
  outcome: DesignOutcome,
  scope: 'chat' | 'card',
  signal: AbortSignal,
): Promise<PresentedDesign> {
  const { design, version, review, numbers, at, previousTurn } = outcome;
  const previous = previousTurn === undefined ? undefined : await deps.store.outcome(state.id, previousTurn);
  const made = await choiceSoFar(deps, state, turn);
  const names = design.options.map((one) => one.name);
  const option = placeOfOption(names, made?.option);
  const presented = await presentDesign(
    {
      design,
      version,
      review,
      numbers,
      at,
      ...(previous?.kind === 'design' ? { previous } : {}),
      ...(made && option >= 0 ? { choice: { option, file: made.file } } : {}),
    },
    deps.workshop,
    scope,
    signal,
  );
  return { design, version, review, ...presented, ...shownChoice(made, option) };
}

/** What was chosen of this version or one before it, and holds until something else is. */
async function choiceSoFar(
  deps: ShowDeps,
  state: ThreadState,
  turn: number,
): Promise<RecordedChoice | undefined> {
  const { choice } = state;
  return choice && choice.turn <= turn ? recordChoice(deps, state, choice) : undefined;
}

function shownChoice(
  made: RecordedChoice | undefined,
  option: number,
): Pick<PresentedDesign, 'choice' | 'earlierChoice'> {
  if (!made) return {};
  const { byId } = made.choice;
  const { number } = made.record;
  if (option >= 0) return { choice: { option, byId, number } };
  return { earlierChoice: { version: made.version, option: made.option, byId, number } };
}
