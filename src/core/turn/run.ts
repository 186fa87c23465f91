import type { Agent } from '../agents/agent.ts';
import { buildSystem } from '../agents/prompt.ts';
import type { Chat } from '../chat/chat.ts';
import type { Footer } from '../chat/reply.ts';
import type { DecisionLog } from '../decisions/decision-log.ts';
import { AppError } from '../errors.ts';
import type { Parked, PendingResult, ThreadState } from '../thread/state.ts';
import type { ThreadStore } from '../thread/store.ts';
import { withoutHeard } from '../thread/transitions.ts';
import { callModel, type RetryPolicy, type Sleep } from './call-model.ts';
import { finishWithAnswer, finishWithDesign, park } from './finish.ts';
import type {
  AssistantTurn,
  Model,
  ModelEvent,
  ModelReply,
  ModelUsage,
  ToolUse,
  TranscriptTurn,
} from './model.ts';
import { numberDecisions } from './number-decisions.ts';
import { readInbox } from './read-inbox.ts';
import { BE_BRIEFER, GO_ON, handsIn, lastDraft, refusedDesigns, SAY_SOMETHING } from './refused-designs.ts';
import type { Session } from './session.ts';
import { type ReviewedDesign, refuse, type Tool, type ToolContext, type ToolOutcome } from './tool.ts';
import { isTooLong, mergeTurns, textOf, toBlock, toolUses } from './transcript.ts';

/** More model calls than any sensible design takes: a model that loops is stopped here. */
const MOST_MODEL_TURNS = 24;
/** A reply that is cut at the output limit is asked for again, shorter, this often. */
const MOST_CUTS = 2;
/** A design with errors goes back this often; after that it is shown with them. */
const MOST_MENDS = 3;
/** A design that can't even be read goes back this often. */
const MOST_REFUSED_DESIGNS = 4;

export type RunDeps = {
  store: ThreadStore;
  chat: Pick<Chat, 'history' | 'person'>;
  model: Model;
  tools: readonly Tool[];
  decisions: Pick<DecisionLog, 'reserve'>;
  retry: RetryPolicy;
  sleep: Sleep;
  now: () => number;
  onEvent: (event: ModelEvent) => void;
  /** The process is about to end: the turn is another worker's after the next save. */
  isEnding: () => boolean;
  /** Called once per finished model call. */
  onUsage: (usage: ModelUsage) => void;
};

type Tally = {
  startedAt: number;
  calls: number;
  input: number;
  output: number;
  cached: number;
  model: string;
};

/**
 * Runs one turn of a thread: model, tools, model … until it answers, asks or hands in a design. Each finished model
 * turn is saved before the next, so a crash repeats one call at most. Ends with the thread's new state saved;
 * rejects with `Superseded` when the thread is no longer ours, with an `AppError` when the turn failed.
 */
export async function runTurn(
  deps: RunDeps,
  session: Session,
  agent: Agent,
  signal: AbortSignal,
): Promise<void> {
  const system = buildSystem(agent);
  const tools = toolsOf(agent, deps.tools);
  const tally: Tally = {
    startedAt: deps.now(),
    calls: 0,
    input: 0,
    output: 0,
    cached: 0,
    model: agent.model,
  };
  const transcript = await deps.store.transcript(session.threadId);
  const written: string[] = [];
  let cuts = 0;

  for (let n = 0; n < MOST_MODEL_TURNS; n++) {
    if (deps.isEnding()) throw new AppError('aborted', { retry: 'backoff' });
    // Before anything is added: what is too long must not grow with each try.
    if (isTooLong(transcript)) throw new AppError('model-too-long', { retry: 'never' });
    const state = await hear(deps, session, transcript);
    const request = {
      model: agent.model,
      system,
      tools: tools.map((t) => t.spec),
      messages: mergeTurns(transcript),
    };
    const reply = await callModel(deps, request, signal, deps.onEvent);
    count(tally, reply);
    deps.onUsage(reply.usage);

    switch (reply.stop) {
      case 'refusal':
        throw new AppError('model-refusal', { retry: 'never' });
      case 'context-full':
        throw new AppError('model-too-long', { retry: 'never' });
      case 'max-tokens':
        if (++cuts > MOST_CUTS) throw new AppError('model-cut-off', { retry: 'never' });
        await keep(session, transcript, { role: 'user', content: [{ type: 'text', text: BE_BRIEFER }] });
        continue;
      case 'paused': {
        if (toolUses(reply.turn).length > 0) break;
        const goOn: TranscriptTurn = { role: 'user', content: [{ type: 'text', text: GO_ON }] };
        await keep(session, transcript, ...(reply.turn.content.length > 0 ? [reply.turn] : []), goOn);
        written.push(textOf(reply.turn));
        continue;
      }
      case 'end':
      case 'tools':
        break;
      default:
        reply.stop satisfies never;
    }

    const calls = toolUses(reply.turn);
    const refused = refusedDesigns(transcript);
    const roundsLeft = Math.max(0, agent.clarify.rounds - state.rounds);
    const context = { agent, roundsLeft, mendsLeft: MOST_MENDS - refused.length, signal };
    if (calls.length === 0) {
      const text = [...written, textOf(reply.turn)].filter((part) => part !== '').join('\n\n');
      const draft = text === '' ? undefined : await lastDraft(refused, tools, context);
      if (draft) return handIn(state, draft, [reply.turn], text);
      if (text !== '') return answer(deps, session, agent, reply.turn, text, tally);
      await keep(session, transcript, { role: 'user', content: [{ type: 'text', text: SAY_SOMETHING }] });
      continue;
    }

    if (handsIn(reply.turn)) deps.onEvent({ kind: 'checking' });
    const { results, end } = await runTools(calls, tools, context);
    if (end?.kind === 'ask') {
      const parked: Parked = { toolUseId: end.call.id, results };
      const { ask } = end;
      await session.update((s) => ({ state: park(s, ask, parked, deps.now()), turns: [reply.turn] }));
      return;
    }
    const resultTurn = toResultTurn(results, end);
    if (end?.kind === 'design') return handIn(state, end, [reply.turn, resultTurn]);
    if (handsIn(reply.turn) && refused.length >= MOST_MENDS) {
      const draft = await lastDraft(refused, tools, context);
      if (draft) return handIn(state, draft, [reply.turn, resultTurn]);
      if (refused.length >= MOST_REFUSED_DESIGNS) throw new AppError('invalid-design', { retry: 'never' });
    }
    if (results.some((result) => result.isError)) deps.onEvent({ kind: 'mending' });
    await keep(session, transcript, reply.turn, resultTurn);
  }
  throw new AppError('too-many-turns', { retry: 'never' });

  /** `words`: what the model said instead of mending the design once more. */
  async function handIn(
    state: ThreadState,
    reviewed: ReviewedDesign,
    turns: TranscriptTurn[],
    words = '',
  ): Promise<void> {
    signal.throwIfAborted();
    // A number is never given back, so whoever lost the thread meanwhile must not take one.
    await session.update((s) => ({ state: s }));
    const numbers = await numberDecisions(deps.decisions, state, reviewed.design);
    const footer = toFooter(agent, tally, deps.now());
    await session.update((s) => ({
      ...finishWithDesign(s, { ...reviewed, numbers, words }, footer, deps.now()),
      turns,
    }));
  }
}

/** Moves what is new for the model from the thread into the transcript, both at once. */
async function hear(deps: RunDeps, session: Session, transcript: TranscriptTurn[]): Promise<ThreadState> {
  const current = await session.update((state) => ({ state }));
  const heard = await readInbox(deps.chat, current, transcript);
  const turn = heard.turn;
  if (!turn) return current;
  const state = await session.update((s) => ({
    state: {
      ...s,
      inbox: withoutHeard(s.inbox, heard.taken),
      phase: s.phase.kind === 'working' ? withoutAnswers(s.phase) : s.phase,
      ...(heard.readUntil === undefined ? {} : { readUntil: heard.readUntil }),
    },
    turns: [turn],
  }));
  transcript.push(turn);
  return state;
}

function withoutAnswers(phase: Extract<ThreadState['phase'], { kind: 'working' }>) {
  const { answered: _, ...rest } = phase;
  return rest;
}

async function keep(session: Session, transcript: TranscriptTurn[], ...turns: TranscriptTurn[]) {
  await session.update((state) => ({ state, turns }));
  transcript.push(...turns);
}

async function answer(
  deps: RunDeps,
  session: Session,
  agent: Agent,
  turn: AssistantTurn,
  text: string,
  tally: Tally,
): Promise<void> {
  const footer = toFooter(agent, tally, deps.now());
  await session.update((s) => ({
    ...finishWithAnswer(s, text, footer, deps.now()),
    turns: [turn],
  }));
}

type End = (Extract<ToolOutcome, { kind: 'ask' }> | Extract<ToolOutcome, { kind: 'design' }>) & {
  call: ToolUse;
};

/** Runs the calls of one model turn in order; the first that ends the turn leaves the later ones undone. */
async function runTools(calls: ToolUse[], tools: readonly Tool[], context: ToolContext) {
  const results: PendingResult[] = [];
  let end: End | undefined;
  for (const call of calls) {
    const outcome = end
      ? refuse(`Not run: ${end.call.name} came first.`)
      : await runTool(call, tools, context);
    if (outcome.kind === 'result') {
      results.push({ toolUseId: call.id, content: outcome.content, isError: outcome.isError });
    } else {
      end = { ...outcome, call };
    }
  }
  return { results, end };
}

async function runTool(call: ToolUse, tools: readonly Tool[], context: ToolContext): Promise<ToolOutcome> {
  const tool = tools.find((t) => t.spec.name === call.name);
  if (!tool) return refuse(`There is no tool ${call.name}.`);
  return tool.run(call.input, context);
}

function toResultTurn(results: PendingResult[], end: End | undefined): TranscriptTurn {
  const accepted = end ? [toBlock(end.call.id, JSON.stringify({ status: 'accepted' }), false)] : [];
  const others = results.map((r) => toBlock(r.toolUseId, r.content, r.isError));
  return { role: 'user', content: [...accepted, ...others] };
}

/** The tools an agent may use; names it has from elsewhere are not ours and don't count. */
function toolsOf(agent: Agent, tools: readonly Tool[]): readonly Tool[] {
  const allowed = tools.filter((tool) => agent.tools?.includes(tool.spec.name));
  return allowed.length > 0 ? allowed : tools;
}

function count(tally: Tally, reply: ModelReply): void {
  tally.calls += 1;
  tally.input += reply.usage.inputTokens;
  tally.output += reply.usage.outputTokens;
  tally.cached += reply.usage.cachedTokens;
  tally.model = reply.model;
}

function toFooter(agent: Agent, tally: Tally, now: number): Footer {
  return {
    agent: { id: agent.id, title: agent.title, hash: agent.hash },
    model: tally.model,
    turns: tally.calls,
    inputTokens: tally.input,
    outputTokens: tally.output,
    cachedTokens: tally.cached,
    tookMs: now - tally.startedAt,
  };
}
