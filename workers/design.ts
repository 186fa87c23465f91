import type { Agent } from '../src/core/agents/agent.ts';
import { chooseAgent, introduce } from '../src/core/agents/choose.ts';
import { decideByModel } from '../src/core/agents/decide-by-model.ts';
import { perAgents } from '../src/core/agents/per-agents.ts';
import { createRouter } from '../src/core/agents/router.ts';
import type { Chat } from '../src/core/chat/chat.ts';
import { AppError, toAppError } from '../src/core/errors.ts';
import type { Hold } from '../src/core/thread/jobs.ts';
import type { ThreadState } from '../src/core/thread/state.ts';
import { withoutHeard } from '../src/core/thread/transitions.ts';
import { failedRunId } from '../src/core/turn/failed-runs.ts';
import { describeFailure } from '../src/core/turn/failure.ts';
import { finishFailed, finishWithNotice } from '../src/core/turn/finish.ts';
import type { ModelUsage } from '../src/core/turn/model.ts';
import { runTurn } from '../src/core/turn/run.ts';
import { claimTurn, type Session, Superseded } from '../src/core/turn/session.ts';
import { askClarifyingQuestions } from '../src/core/turn/tools/ask-clarifying-questions.ts';
import { createSubmitDesign } from '../src/core/turn/tools/submit-design.ts';
import { describeError } from '../src/log.ts';
import type { Platform, WorkerServices } from '../src/services.ts';
import { sleep } from '../src/sleep.ts';
import { countTokens } from './count-tokens.ts';
import { startReporter } from './reporter.ts';

/** A fault of ours or of a neighbour is tried again this often before the person hears of it. */
const MOST_TRIES = 4;

/** Runs the turn of a thread, and sees to it that its end is shown, whatever it is. */
export function createDesign(services: WorkerServices) {
  const { store, jobs, log, metrics, workshop, decisions, failedRuns } = services;
  const tools = [askClarifyingQuestions, createSubmitDesign(workshop.readSources)];
  const router = perAgents(services.catalog, createRouter);

  return async (threadId: string, hold: Hold): Promise<void> => {
    const platform = services.platformOf(threadId);
    if (!platform) return;
    const claim = await claimTurn(store, threadId);
    if (claim.kind === 'idle') return;
    const { session, state } = claim;
    // It goes on, so the turn has not failed, nor is the one before it what a retry would run.
    await failedRuns.remove([state.turn, state.turn - 1].map((turn) => failedRunId(threadId, turn)));
    try {
      if (claim.kind === 'exhausted') throw new AppError('crashed', { retry: 'never' });
      await run(session, state, hold, platform);
      metrics.turns.inc({ end: 'ended' });
    } catch (error) {
      await settle(session, state, error, hold);
    }
    await jobs.enqueue('deliver', threadId);
  };

  async function run(
    session: Session,
    state: ThreadState,
    { signal, isEnding }: Hold,
    { chat, refreshMs }: Platform,
  ): Promise<void> {
    const agent = await agentOf(state, session, chat, signal);
    if (!agent) return;
    const reporter = startReporter(services, session.threadId, state.turn, agent.title, refreshMs);
    try {
      const { model, modelRetry: retry } = services;
      const deps = {
        store,
        chat,
        model,
        tools,
        decisions,
        retry,
        sleep,
        now: Date.now,
        isEnding,
        onEvent: reporter.onEvent,
        onUsage: (usage: ModelUsage) => countTokens(metrics, usage),
      };
      await runTurn(deps, session, agent, signal);
    } finally {
      await reporter.stop();
    }
  }

  /** What people said in their thread before they mentioned the bot. */
  async function earlierWords(state: ThreadState, chat: Chat): Promise<string> {
    const { rootId, place } = state;
    if (state.rootedBy !== 'people' || rootId === undefined) return '';
    const messages = await chat.history({ ...place, rootId }, { limit: 50 });
    return messages.map((message) => message.text).join('\n');
  }

  /** The version that the thread began with; for a new thread the one that is chosen now. */
  async function agentOf(
    state: ThreadState,
    session: Session,
    chat: Chat,
    signal: AbortSignal,
  ): Promise<Agent | undefined> {
    const { requested } = state;
    if (state.agent && (requested === undefined || requested === state.agent.id)) {
      const kept = await store.agents.read(state.agent.hash);
      if (kept) return kept;
    }
    const agents = services.catalog.list();
    // What was chosen asks for nothing; it is for the next turn, whoever has that.
    const dealtWith = state.inbox.filter((message) => !message.note);
    const known = requested === undefined && agents.find((agent) => agent.id === state.agent?.id);
    const choice = known
      ? ({ kind: 'agent', agent: known } as const)
      : await chooseAgent(
          { ...state, inbox: dealtWith },
          {
            agents,
            earlier: () => earlierWords(state, chat),
            router: router(),
            channelAgent: await services.settings.agent(state.place),
            decide: (text, candidates) => decideByModel(services.model, text, candidates, signal),
          },
        );
    if (choice.kind === 'none') {
      await session.update((s) => {
        const inbox = withoutHeard(s.inbox, dealtWith);
        return { state: finishWithNotice({ ...s, inbox }, introduce(agents), Date.now()) };
      });
      return undefined;
    }
    const { agent } = choice;
    await store.agents.keep(agent);
    const { id, title, hash } = agent;
    await session.update(({ requested: _, ...s }) => ({ state: { ...s, agent: { id, title, hash } } }));
    return agent;
  }

  /** Rethrows what is worth another try; everything else ends in the thread. */
  async function settle(session: Session, state: ThreadState, error: unknown, hold: Hold) {
    if (error instanceof Superseded) return;
    // Stopped, the thread is no longer ours, which the next line says; at the end of the process it is handed back.
    if (hold.signal.aborted || hold.isEnding()) {
      if (!(await isOurs(session))) return;
      throw new AppError('aborted', { retry: 'backoff', cause: error });
    }
    const failure = toAppError(error);
    const claims = state.phase.kind === 'working' ? state.phase.claims : 0;
    const isNeighbours = !failure.code.startsWith('model-') && failure.retry !== 'never';
    log.error({ threadId: session.threadId, ...describeError(error) }, 'turn failed');
    if (isNeighbours && claims < MOST_TRIES) throw failure;
    metrics.turns.inc({ end: failure.code });
    const told = describeFailure(error);
    const agent = (await store.load(session.threadId))?.state.agent;
    // Before the thread says so: a note too many is found out, one that is missing is not.
    await failedRuns.add({
      kind: 'turn',
      id: failedRunId(session.threadId, state.turn),
      threadId: session.threadId,
      turn: state.turn,
      ...(agent ? { agent: agent.id } : {}),
      code: failure.code,
      message: told.message,
      at: Date.now(),
    });
    await session.update((s) => ({ state: finishFailed(s, told, Date.now()) })).catch(ignoreSuperseded);
  }
}

async function isOurs(session: Session): Promise<boolean> {
  try {
    await session.update((state) => ({ state }));
    return true;
  } catch (error) {
    ignoreSuperseded(error);
    return false;
  }
}

function ignoreSuperseded(error: unknown): void {
  if (!(error instanceof Superseded)) throw error;
}
