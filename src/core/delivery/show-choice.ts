import type { Reply } from '../chat/reply.ts';
import type { Accepted } from '../decisions/decision-log.ts';
import { draftDecisions, settleDecision } from '../decisions/draft-decisions.ts';
import { adrFileName, writeAdr } from '../design/artifacts/adr.ts';
import type { Design } from '../design/document.ts';
import type { Choice, ThreadState } from '../thread/state.ts';
import type { ShowDeps } from './show.ts';

/** Records a choice, and says so with the decision's record as a file; undefined when its design is gone. */
export async function showChoice(
  deps: ShowDeps,
  state: ThreadState,
  choice: Choice,
): Promise<Reply | undefined> {
  const outcome = await deps.store.outcome(state.id, choice.turn);
  if (outcome?.kind !== 'design') return undefined;
  const settled = settleDecision(outcome.design, choice.option);
  const accepted = await acceptChoice(deps, state, outcome.design, choice);
  if (!settled || !accepted) return undefined;
  const { record, superseded } = accepted;
  const decider = await nameOf(deps, state, choice.byId);
  const content = writeAdr(settled.draft, {
    number: record.number,
    at: choice.at,
    deciders: [decider],
    supersedes: superseded.map(({ number, title }) => ({ number, title })),
  });
  return {
    kind: 'chosen',
    ref: { threadId: state.id, turn: choice.turn },
    byId: choice.byId,
    option: settled.draft.chosen ?? '',
    record,
    superseded,
    file: { name: adrFileName(record.number, record.title), mediaType: 'text/markdown', content },
  };
}

/** The record of a choice; the first call makes it, and every further one gives the same. */
export async function acceptChoice(
  deps: Pick<ShowDeps, 'decisions'>,
  state: ThreadState,
  design: Design,
  choice: Choice,
): Promise<Accepted | undefined> {
  const settled = settleDecision(design, choice.option);
  if (!settled) return undefined;
  const { turn, byId, at } = choice;
  const { title } = settled.draft;
  return deps.decisions.accept(state.place, {
    key: `${state.id}/${turn}/${at}/${byId}`,
    threadId: state.id,
    turn,
    draftTitle: draftDecisions(design)[settled.index]?.title ?? title,
    title,
    option: settled.draft.chosen ?? '',
    byId,
    at,
  });
}

export async function nameOf(
  deps: Pick<ShowDeps, 'chat'>,
  state: ThreadState,
  personId: string,
): Promise<string> {
  // A name that can't be looked up now is no reason to leave a decision unrecorded.
  return deps.chat.person(state.place.workspaceId, personId).then(
    (person) => person.name,
    () => personId,
  );
}
