import type { PersonInbound } from '../chat/inbound.ts';
import type { PersonId } from '../chat/message.ts';
import { optionLabels } from '../decisions/option-label.ts';
import { placeOfOption } from '../decisions/same-titles.ts';
import { type Decision, GONE, go, NOTHING, note, say } from './decision.ts';
import { choosable, findOption, isLabel, listOptions } from './options.ts';
import type { Choice, DesignRef, InboxMessage, ThreadState } from './state.ts';
import { takeWords } from './take-words.ts';
import { addNote, addToInbox, deliver } from './transitions.ts';

type Press = Extract<PersonInbound, { kind: 'press' }>;

const NOTHING_TO_CHOOSE =
  'There is no design with options in this thread. Say `choose <option>` in the thread of the design.';

/** Whether words after `choose` are about the options of this thread and nothing else. */
export function isAboutOptions(state: ThreadState, wanted: string): boolean {
  const design = choosable(state);
  return design !== undefined && (isLabel(wanted) || findOption(design.options, wanted)?.rest === '');
}

/** Whether they name an option, whatever else they say. */
export function namesOption(state: ThreadState, wanted: string): boolean {
  const design = choosable(state);
  return design !== undefined && (isLabel(wanted) || findOption(design.options, wanted) !== undefined);
}

/**
 * By words: of the newest design. `message` is all that was said: where that is more than the choice, it goes to the
 * model as a request of its own.
 */
export function chooseByWords(
  state: ThreadState | undefined,
  wanted: string,
  message: InboxMessage,
  now: number,
): Decision {
  const design = state && choosable(state);
  if (!design) return note(NOTHING_TO_CHOOSE);
  const named = findOption(design.options, wanted);
  if (named === undefined) {
    return note(
      `That names none of the options of version ${design.version}, or more than one. They are ${listOptions(design.options)}. Say \`choose ${optionLabels(design.options)[0] ?? ''}\`, for instance.`,
    );
  }
  const { option, rest } = named;
  const isSame = isChosen(state, design, option);
  if (rest === '') {
    return isSame
      ? note(`Option "${design.options[option] ?? ''}" is chosen already.`)
      : go(choose(state, design, option, message, now));
  }
  const chosen = isSame ? state : choose(state, design, option, message, now);
  // Nobody asked for it as an answer: it goes to the model together with those.
  if (chosen.phase.kind === 'waiting') return go(addToInbox(chosen, message));
  return { ...takeWords(chosen, message, now), jobs: ['deliver'] };
}

/** By button: only of the newest design, whose card has these buttons; a second click changes nothing. */
export function chooseByPress(state: ThreadState, inbound: Press, now: number): Decision {
  const design = state.designs?.find((known) => known.turn === inbound.ref.turn);
  const newest = choosable(state);
  const option = inbound.option ?? -1;
  if (design?.options[option] === undefined) return say(GONE);
  if (design.turn !== newest?.turn) return note(describeNewest(state));
  if (isChosen(state, design, option)) return NOTHING;
  return go(choose(state, design, option, { authorId: inbound.author.id }, now));
}

function describeNewest(state: ThreadState): string {
  const newest = state.designs?.at(-1)?.version ?? 1;
  return choosable(state)
    ? `Version ${newest} is the newest design of this thread: choose on its card, or say \`choose <option>\`.`
    : `Version ${newest} is the newest design of this thread, and it has no options to choose from.`;
}

/** A choice holds in later versions too, as long as they have an option of that name. */
function isChosen({ choice, designs = [] }: ThreadState, design: DesignRef, option: number): boolean {
  const made = designs.find((known) => known.turn === choice?.turn);
  if (made === design) return choice?.option === option;
  return placeOfOption(design.options, made?.options[choice?.option ?? -1]) === option;
}

/**
 * Keeps the choice and shows it, as a message of its own and on the design's card. The model hears of it with the next
 * request; it is no request itself.
 */
function choose(
  state: ThreadState,
  design: DesignRef,
  option: number,
  { authorId, messageId }: Omit<InboxMessage, 'text'>,
  now: number,
): ThreadState {
  const { turn, version } = design;
  const choice = toChoice(state, turn, option, authorId, now);
  const text = `I choose option "${design.options[option] ?? ''}" of version ${version}.`;
  // One that waits may be on its way with what was chosen before: the newest goes last.
  const others = state.deliveries.filter((d) => d.target !== 'refresh' || d.turn !== turn);
  return deliver(
    addNote(
      { ...state, choice, deliveries: others },
      { authorId, text, ...(messageId === undefined ? {} : { messageId }) },
    ),
    { id: `choice-${turn}-${choice.at}`, turn, target: 'post', content: { kind: 'choice', choice } },
    { id: `refresh-${turn}-${choice.at}`, turn, target: 'refresh', content: { kind: 'outcome' } },
  );
}

/** Choices of a thread are told apart by their time, so it rises even where clocks differ. */
function toChoice(state: ThreadState, turn: number, option: number, byId: PersonId, now: number): Choice {
  return { turn, option, byId, at: Math.max(now, (state.choice?.at ?? 0) + 1) };
}
