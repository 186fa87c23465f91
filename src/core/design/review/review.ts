import type { Agent } from '../../agents/agent.ts';
import { type Design, designSchema } from '../document.ts';
import { RULES } from '../rules/index.ts';
import type { Sources } from '../sources/sources.ts';
import type { Finding, Review } from './finding.ts';
import type { Problem, Subject } from './rule.ts';

type Context = {
  /** Whose format is checked, and whose severities count; without one, none. */
  agent?: Agent | undefined;
  sources: Sources;
};

/** More of one kind are one fault many times over: the rest is counted. */
const MOST_PER_RULE = 30;

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];
const PARTS = [...Object.keys(designSchema.shape), 'contexts', 'nodes', 'links'];

/** Everything that is wrong with a design, as far as it can be told without judgement: the same each time. */
export function reviewDesign(design: Design, { agent, sources }: Context): Review {
  const subject: Subject = { design, sources, ...(agent && { agent }) };
  const checked = RULES.flatMap((rule) => {
    const severity = agent?.rules[rule.id] ?? rule.severity;
    return severity === 'off' || !rule.appliesTo(subject) ? [] : [{ rule, severity }];
  });
  const findings = checked.flatMap(({ rule, severity }) =>
    shorten(inOrder(rule.check(subject))).map((problem) => ({ rule: rule.id, severity, ...problem })),
  );
  return {
    findings: SEVERITIES.flatMap((severity) => inOrder(findings.filter((one) => one.severity === severity))),
    checks: checked.length,
    validContracts: countValid(design, sources),
  };
}

function shorten(problems: Problem[]): Problem[] {
  const next = problems[MOST_PER_RULE];
  if (next === undefined) return problems;
  const left = problems.length - MOST_PER_RULE;
  const message = `There are ${left} more of the same kind, from here on.`;
  return [...problems.slice(0, MOST_PER_RULE), { where: next.where, message }];
}

/** As the document has it; what stands at one place stays in the order of the rules. */
function inOrder<T extends Problem>(problems: readonly T[]): T[] {
  return problems
    .map((problem) => ({ problem, place: toPlace(problem.where) }))
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map(({ problem }) => problem);
}

/** Each step of a path as a number: a part by its place in the document, an item by its index. */
function toPlace(where: string): number[] {
  return where.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : PARTS.indexOf(step)));
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((step, index) => step !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

/** A contract that was not read at all is not counted. */
function countValid({ contracts }: Design, { problems, operations }: Sources): number {
  const refused = new Set(
    problems.filter(({ rule }) => rule === 'contract-invalid').map(({ where }) => where.split('.')[1]),
  );
  return contracts.filter((_, index) => operations[index] !== undefined && !refused.has(`${index}`)).length;
}
