import type { Finding, Review } from '../review/finding.ts';
import { count } from '../review/wording.ts';
import { bulletList } from './markdown.ts';

const GROUPS: [Finding['severity'], string, string][] = [
  ['error', 'error', 'Errors that remain'],
  ['warning', 'warning', 'Warnings'],
  ['info', 'note', 'Notes'],
];

/** `24 checks · 3 contracts valid · 1 error`: what the review comes to, in a line. */
export function reviewLine({ findings, checks, validContracts }: Review): string {
  const counts: [number, string][] = [
    [checks, 'check'],
    ...GROUPS.map(([severity, word]): [number, string] => [
      findings.filter((finding) => finding.severity === severity).length,
      word,
    ]),
  ];
  const [checked = '', ...found] = counts.flatMap(([number, word], i) =>
    number === 0 && i > 0 ? [] : [count(number, word)],
  );
  const valid = validContracts === 0 ? [] : [`${count(validContracts, 'contract')} valid`];
  return [checked, ...valid, ...(found.length === 0 ? ['nothing found'] : found)].join(' · ');
}

/** Every finding, errors first. */
export function reviewText(review: Review): string {
  const groups = GROUPS.flatMap(([severity, , title]) => {
    const found = review.findings.filter((finding) => finding.severity === severity);
    return found.length === 0 ? [] : [`**${title}**\n\n${bulletList(found.map(findingText))}`];
  });
  return [`${reviewLine(review)}.`, ...groups].join('\n\n');
}

function findingText({ rule, where, message }: Finding): string {
  return `${message} (\`${rule}\` at \`${where}\`)`;
}
