import type { Part } from '../../../core/chat/chat.ts';
import { cleanText } from '../../../core/chat/prose/text.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import type { DecisionRecord } from '../../../core/decisions/decision-log.ts';
import { adrName } from '../../../core/design/artifacts/adr.ts';
import type { Leaf } from '../render/leaf.ts';
import { paragraph, styled } from './elements.ts';
import { messages, toFiles } from './parts.ts';

/** What was decided, by whom and instead of what; the record itself is a file. */
export function planChosen(reply: Extract<Reply, { kind: 'chosen' }>): Part[] {
  const { record, option, byId, superseded, files } = reply;
  const leaves: Leaf[] = [
    paragraph(styled(`${adrName(record.number)} accepted: ${record.title.trim()}`, { bold: true })),
    paragraph(`✓ ${option.trim()}`),
    { kind: 'person', before: 'Chosen by ', personId: byId, after: '.', aside: true },
  ];
  if (superseded.length > 0) leaves.push(paragraph(`Supersedes ${superseded.map(nameRecord).join(', ')}.`));
  return [...messages(leaves), ...toFiles(files)];
}

function nameRecord({ number, title }: DecisionRecord): string {
  return `${adrName(number)} ${cleanText(title).trim()}`;
}
