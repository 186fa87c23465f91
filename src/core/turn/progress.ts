import type { Step } from '../chat/reply.ts';
import type { ModelEvent } from './model.ts';

/** What is being written, by the first fields of the design document that can be seen. */
const DESIGN_PARTS: Record<string, string> = {
  sections: 'writing the sections',
  options: 'weighing the options',
  model: 'placing services and links',
  contracts: 'writing the contracts',
  decisions: 'recording the decisions',
  risks: 'looking at the risks',
  checklist: 'going through the checklist',
};

/** The steps of a turn as people see them: one running at a time, in order. */
export type TurnProgress = { steps: Step[] };

export function startProgress(agentTitle: string): TurnProgress {
  return {
    steps: [
      { title: 'Read the request', status: 'done' },
      { title: `${agentTitle} thinks it through`, status: 'running' },
    ],
  };
}

/** A new value when something visible changed, else the same one. */
export function showEvent(progress: TurnProgress, event: ModelEvent): TurnProgress {
  switch (event.kind) {
    case 'text':
      return begin(progress, 'Write the answer');
    case 'tool': {
      if (event.name === 'ask_clarifying_questions')
        return begin(progress, 'Find what the brief leaves open');
      if (event.name !== 'submit_design') return begin(progress, `Use ${event.name}`);
      const part = [...event.keys].reverse().find((key) => key in DESIGN_PARTS);
      return begin(progress, 'Write the design', part === undefined ? undefined : DESIGN_PARTS[part]);
    }
    case 'checking':
      return begin(progress, 'Check the design');
    case 'mending':
      return begin(progress, 'Mend what the check found');
    case 'waiting':
      return detail(progress, event.reason);
    default:
      return event satisfies never;
  }
}

function begin(progress: TurnProgress, title: string, what?: string): TurnProgress {
  const last = progress.steps.at(-1);
  if (last?.title === title) return what === undefined ? progress : detail(progress, what);
  const done = progress.steps.map(({ title: t }) => ({ title: t, status: 'done' as const }));
  return { steps: [...done, { title, status: 'running', ...(what === undefined ? {} : { detail: what }) }] };
}

function detail(progress: TurnProgress, what: string): TurnProgress {
  const last = progress.steps.at(-1);
  if (!last || last.detail === what) return progress;
  return { steps: [...progress.steps.slice(0, -1), { ...last, detail: what }] };
}
