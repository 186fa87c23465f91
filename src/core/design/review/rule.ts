import type { Agent } from '../../agents/agent.ts';
import type { Design } from '../document.ts';
import type { Sources } from '../sources/sources.ts';
import type { Finding } from './finding.ts';

/** What a rule may look at. */
export type Subject = {
  design: Design;
  /** Whose format the design has; rules of the format say nothing without one. */
  agent?: Agent;
  sources: Sources;
};

export type Problem = Pick<Finding, 'where' | 'message'>;

/** One way in which a design does not hold up. The same subject gives the same problems, in the same order. */
export type Rule = {
  id: string;
  /** An agent may set another one, or switch the rule off. */
  severity: Finding['severity'];
  /** A rule counts as checked only where the design has what it is about. */
  appliesTo(subject: Subject): boolean;
  check(subject: Subject): Problem[];
};
