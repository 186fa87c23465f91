import type { Design } from '../document.ts';
import type { Rule, Subject } from '../review/rule.ts';
import { quote } from '../review/wording.ts';
import type { SourceProblem } from '../sources/sources.ts';
import { foldSpaces } from '../text/one-line.ts';

type SourceRule = Pick<Rule, 'severity' | 'appliesTo'> & { id: SourceProblem['rule'] };

/** A rule whose problems a parser has found. */
export function createSourceRule({ id, severity, appliesTo }: SourceRule): Rule {
  const own = ({ sources }: Subject): SourceProblem[] =>
    sources.problems.filter((problem) => problem.rule === id);
  return {
    id,
    severity,
    appliesTo: (subject) => own(subject).length > 0 || appliesTo(subject),
    check: (subject) =>
      own(subject).map(({ where, line, message }) => {
        const place = line === undefined ? '' : `, line ${line}`;
        return { where, message: `${describePlace(subject.design, where)}${place}: ${message}` };
      }),
  };
}

export function hasContracts({ design }: Subject): boolean {
  return design.contracts.length > 0;
}

/** Whether a section has a line that what the rule is about begins with. */
export function hasLine(pattern: RegExp): Rule['appliesTo'] {
  return ({ design }) => design.sections.some(({ markdown }) => pattern.test(markdown));
}

/** In words that people find it by: a contract's file, a section's heading. */
function describePlace(design: Design, where: string): string {
  const [, list, index] = /^(contracts|sections)\.(\d+)/.exec(where) ?? [];
  if (list === 'contracts') return foldSpaces(design.contracts[Number(index)]?.filename ?? where);
  const heading = design.sections[Number(index)]?.heading;
  return list === 'sections' && heading !== undefined ? `The section ${quote(heading)}` : where;
}
