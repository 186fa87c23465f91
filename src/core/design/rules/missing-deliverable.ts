import type { Agent } from '../../agents/agent.ts';
import type { Design } from '../document.ts';
import type { Rule } from '../review/rule.ts';

type Deliverable = Agent['output']['deliverables'][number];
type Promised = { where: string; isThere(design: Design): boolean; message: string };

const RUNBOOK =
  /run[ -]?books?|playbook|betriebshandbuch|notfallhandbuch|manual de operaci|guía de operaci|manuel d.exploitation|运维手册|操作手册|应急预案|运行手册/iu;

const PROMISES: Record<Deliverable, Promised> = {
  diagram: {
    where: 'model.nodes',
    isThere: ({ model }) => model === null || model.nodes.length > 0,
    message: 'This agent promises a diagram and the model has no nodes to draw: add them.',
  },
  contracts: {
    where: 'contracts',
    // Without a service there is nothing to call.
    isThere: ({ model, contracts }) =>
      contracts.length > 0 || !model?.nodes.some(({ kind }) => kind === 'service' || kind === 'gateway'),
    message:
      'This agent promises API contracts and the design has none: add those of the services that it adds or changes.',
  },
  ownership: {
    where: 'model.nodes',
    isThere: ({ model }) => model === null || model.nodes.some(({ owns }) => owns.length > 0),
    message:
      'This agent promises to say who owns which data and no node owns any: list it under the services.',
  },
  decisions: {
    where: 'decisions',
    isThere: ({ decisions }) => decisions.length > 0,
    message:
      'This agent promises architecture decisions and the design records none: add those that it makes.',
  },
  runbook: {
    where: 'sections',
    isThere: ({ sections }) =>
      sections.some(({ heading, markdown }) => RUNBOOK.test(`${heading}\n${markdown}`)),
    message: 'This agent promises a runbook and no section has one: write what to do when it fails.',
  },
  code: {
    where: 'sections',
    isThere: ({ sections }) => sections.some(({ markdown }) => /^[ \t]*(?:`{3,}|~{3,})/m.test(markdown)),
    message:
      'This agent promises code examples and no section has a code block: add one where the change is made.',
  },
};

/** Advice without a model changes no structure, so it owes none of what describes one. */
export const missingDeliverable: Rule = {
  id: 'missing-deliverable',
  severity: 'warning',
  appliesTo: ({ agent }) => agent !== undefined && agent.output.deliverables.length > 0,
  check: ({ design, agent }) =>
    (agent?.output.deliverables ?? []).flatMap((deliverable) => {
      const { where, isThere, message } = PROMISES[deliverable];
      return isThere(design) ? [] : [{ where, message }];
    }),
};
