import type { Finding } from '../../design/review/finding.ts';
import type { ProseLeaf } from '../prose/leaf.ts';
import { bullets, heading, paragraph, styled } from '../prose/make.ts';
import type { Run } from '../prose/runs.ts';
import { cleanText, clipText, formatCount } from '../prose/text.ts';
import type { Reply } from '../reply.ts';

type Presented = Extract<Reply, { kind: 'design' }>;

const GROUPS = [
  { severity: 'error', one: 'error', title: 'Errors' },
  { severity: 'warning', one: 'warning', title: 'Warnings' },
  { severity: 'info', one: 'note', title: 'Notes' },
] as const satisfies readonly { severity: Finding['severity']; one: string; title: string }[];

/** A finding is one sentence; what is longer is whole in the chapter. */
const MESSAGE_CHARS = 300;

/** What was checked and found, in a line; errors that remain are said one by one, the first of them here. */
export function checksLeaves({ design, review }: Presented, mostErrors: number): ProseLeaf[] {
  const contracts = design.contracts.length;
  const valid = Math.min(review.validContracts, contracts);
  const counts = [
    ...(contracts === 0
      ? []
      : [
          valid === contracts
            ? `${formatCount(contracts, 'contract')} valid`
            : `${valid} of ${formatCount(contracts, 'contract')} valid`,
        ]),
    formatCount(review.checks, 'check'),
    ...GROUPS.flatMap(({ severity, one }) => {
      const count = ofSeverity(review.findings, severity).length;
      return count === 0 ? [] : [formatCount(count, one)];
    }),
  ];
  const errors = ofSeverity(review.findings, 'error');
  const line = paragraph(styled(`${errors.length === 0 ? '✓' : '✗'} ${counts.join(' · ')}`, { bold: true }));
  if (errors.length === 0) return [line];
  const shown = errors.slice(0, mostErrors);
  const hidden = errors.length - shown.length;
  const more = hidden > 0 ? [`${formatCount(hidden, 'more error')} under “Review”.`] : [];
  const messages = shown.map(({ message }) => clipText(cleanText(message).trim(), MESSAGE_CHARS));
  return [line, ...bullets([...messages, ...more].map((text) => [{ text }]))];
}

/** Every finding with its place in the document. */
export function reviewLeaves({ review }: Presented): ProseLeaf[] {
  return GROUPS.flatMap(({ severity, title }): ProseLeaf[] => {
    const findings = ofSeverity(review.findings, severity);
    if (findings.length === 0) return [];
    return [heading(title, 3), ...bullets(findings.map(findingRuns))];
  });
}

function findingRuns({ message, where, rule }: Finding): Run[] {
  const place = [rule, where].map((part) => cleanText(part).trim()).filter((part) => part !== '');
  return [{ text: `${cleanText(message).trim()} ` }, styled(place.join(' · '), { code: true })];
}

function ofSeverity(findings: readonly Finding[], severity: Finding['severity']): Finding[] {
  return findings.filter((finding) => finding.severity === severity);
}
