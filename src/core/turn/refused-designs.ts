import type { AssistantTurn, ToolUse, TranscriptTurn } from './model.ts';
import type { ReviewedDesign, Tool, ToolContext } from './tool.ts';
import { toolUses } from './transcript.ts';

const SUBMIT_DESIGN = 'submit_design';
const ASK = 'ask_clarifying_questions';

/** What the program itself says to the model, in the place of people. */
export const BE_BRIEFER =
  'Your last reply was cut off at the output limit and nothing of it was kept. Say the same more briefly; hand in a design with fewer or shorter sections.';
export const SAY_SOMETHING = 'Your last reply was empty. Answer the people, ask them, or hand in a design.';
/** A conversation that ends with the model's own words is refused. */
export const GO_ON = 'Go on where you left off.';
const OWN_WORDS = [BE_BRIEFER, SAY_SOMETHING, GO_ON];

/** Whether a model turn tries to hand in a design. */
export function handsIn(turn: AssistantTurn): boolean {
  return designCalls(turn).length > 0;
}

/** The model turns since people last said something that tried to hand in a design; none of them ended the turn. */
export function refusedDesigns(transcript: readonly TranscriptTurn[]): AssistantTurn[] {
  const from = transcript.findLastIndex((turn, place) => isFromPeople(turn, transcript[place - 1])) + 1;
  return transcript
    .slice(from)
    .filter((turn): turn is AssistantTurn => turn.role === 'assistant' && handsIn(turn));
}

/**
 * The last of them that can be read, and what the review says of it. It is read anew, since the run that it was refused
 * in may have been another process.
 */
export async function lastDraft(
  refused: readonly AssistantTurn[],
  tools: readonly Tool[],
  context: Omit<ToolContext, 'mendsLeft'>,
): Promise<ReviewedDesign | undefined> {
  const tool = tools.find((known) => known.spec.name === SUBMIT_DESIGN);
  for (const call of refused.flatMap(designCalls).reverse()) {
    const outcome = await tool?.run(call.input, { ...context, mendsLeft: 0 });
    if (outcome?.kind === 'design') return { design: outcome.design, review: outcome.review };
  }
  return undefined;
}

function designCalls(turn: AssistantTurn): ToolUse[] {
  return toolUses(turn).filter((call) => call.name === SUBMIT_DESIGN);
}

/** Words, or the answers to what the model asked; results of other calls are the program's. */
function isFromPeople(turn: TranscriptTurn, before: TranscriptTurn | undefined): boolean {
  if (turn.role !== 'user') return false;
  const asked = before?.role === 'assistant' && toolUses(before).find((c) => c.name === ASK)?.id;
  return turn.content.some((block) =>
    block.type === 'text' ? !OWN_WORDS.includes(block.text) : block.tool_use_id === asked && !block.is_error,
  );
}
