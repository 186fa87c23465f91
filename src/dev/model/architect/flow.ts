import { nodeName, type Part } from './parts.ts';

/** A process over several services: its owner, and who does a step when the owner tells, and reports back. */
export type Flow = {
  owner: Part;
  steps: { part: Part; on: string[]; reports: string[] }[];
  /** The owner's event that undoes the steps before. */
  undo: string | undefined;
};

/** The process that the events of a design make up; nothing where every step stands alone. */
export function mainFlow(parts: readonly Part[]): Flow | undefined {
  const flows = parts.filter((part) => part.traits.includes('core')).map((owner) => flowOf(owner, parts));
  flows.sort((a, b) => b.steps.length - a.steps.length);
  const [longest] = flows;
  return longest === undefined || longest.steps.length === 0 ? undefined : longest;
}

function flowOf(owner: Part, parts: readonly Part[]): Flow {
  const undo = owner.emits.find(
    (event) =>
      /\.(cancelled|declined|rejected|expired)$/.test(event) &&
      parts.some((part) => part.hears.includes(event)),
  );
  const steps = parts
    .filter((part) => part !== owner)
    .map((part) => ({
      part,
      on: owner.emits.filter((event) => event !== undo && part.hears.includes(event)),
      reports: part.emits.filter((event) => owner.hears.includes(event) && !event.includes('refund')),
    }))
    .filter((step) => step.on.length > 0 && step.reports.length > 0);
  const first = (events: readonly string[]): number =>
    Math.min(...events.map((event) => owner.emits.indexOf(event)));
  return { owner, steps: steps.sort((a, b) => first(a.on) - first(b.on)), undo };
}

export function movesMoney(flow: Flow | undefined): boolean {
  return flow?.steps.some((step) => step.part.traits.includes('money')) ?? false;
}

const code = (events: readonly string[]): string => events.map((event) => `\`${event}\``).join(' or ');

/** The process as numbered steps, with what undoes it. */
export function flowText(flow: Flow): string {
  const steps = flow.steps.map(
    ({ part, on, reports }, index) =>
      `${index + 1}. ${nodeName(flow.owner)} tells ${code(on)}; ${nodeName(part)} acts and reports ${code(reports)}.`,
  );
  const undo =
    flow.undo === undefined
      ? `A step that fails is retried; what can’t be done is shown on the ${flow.owner.entities[0]?.name.replaceAll('_', ' ') ?? 'matter'} for a person.`
      : `When a step fails, ${nodeName(flow.owner)} tells ${code([flow.undo])}, and whoever has acted undoes it.`;
  return [`${nodeName(flow.owner)} owns the process and keeps how far it is:`, steps.join('\n'), undo].join(
    '\n\n',
  );
}
