import type { Problem, Rule, Subject } from '../review/rule.ts';
import { count, listNames, quote } from '../review/wording.ts';

/** More than one recommendation is none, whoever wrote it; how many options there are is a matter of the agent. */
export const optionsCount: Rule = {
  id: 'options-count',
  severity: 'error',
  appliesTo: ({ design, agent }) => design.options.length > 0 || agent?.output.options !== undefined,
  check: (subject) => [...checkNumber(subject), ...checkRecommended(subject)],
};

function checkNumber({ design, agent }: Subject): Problem[] {
  const promised = agent?.output.options;
  if (promised === undefined) return [];
  const [least, most] = promised;
  const given = design.options.length;
  if (given >= least && given <= most) return [];
  const right = least === most ? `exactly ${least}` : `${least} to ${most}`;
  return [
    {
      where: 'options',
      message: `The design has ${count(given, 'option')}: hand in ${right}, each with its trade-offs.`,
    },
  ];
}

function checkRecommended({ design, agent }: Subject): Problem[] {
  const recommended = [...design.options.entries()].filter(([, option]) => option.recommended);
  const second = recommended[1];
  if (second !== undefined) {
    const names = listNames(recommended.map(([, option]) => quote(option.name)));
    return [
      {
        where: `options.${second[0]}`,
        message: `${names} are all recommended: recommend exactly one option.`,
      },
    ];
  }
  if (recommended.length > 0 || design.options.length === 0 || agent?.output.options === undefined) return [];
  return [{ where: 'options', message: 'None of the options is recommended: recommend exactly one.' }];
}
