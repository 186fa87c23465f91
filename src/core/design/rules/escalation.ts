import type { Rule } from '../review/rule.ts';
import { count, listNames, quote } from '../review/wording.ts';

/** What is not known has to be somebody's to find out; a risk has to be met, or somebody's to accept. */
export const escalation: Rule = {
  id: 'escalation',
  severity: 'info',
  appliesTo: ({ design }) => design.checklist.some(({ status }) => status !== 'ok'),
  check({ design }) {
    if (design.escalations.length + design.openQuestions.length > 0) return [];
    const open = [...design.checklist.entries()].filter(
      ([, { status }]) => status === 'unknown' || (status === 'risk' && design.risks.length === 0),
    );
    const [first] = open;
    if (first === undefined) return [];
    const items = listNames(open.map(([, { item }]) => quote(item)));
    const message = `${count(open.length, 'point')} of the checklist ${open.length === 1 ? 'is' : 'are'} not settled (${items}), and neither an escalation nor an open question says who decides: name who has to be asked.`;
    return [{ where: `checklist.${first[0]}`, message }];
  },
};
