import type { Part } from '../../../core/chat/chat.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import type { DecisionRecord } from '../../../core/decisions/decision-log.ts';
import type { Leaf } from '../render/leaf.ts';
import { packMessages } from '../render/pack.ts';
import { cleanText } from '../render/text.ts';
import { type NameOf, paragraph, styled } from './elements.ts';
import { toFiles, toMessages } from './parts.ts';
import { personLeaf } from './people.ts';

/** What was decided, by whom and instead of what; the record itself is a file. */
export function planChosen(reply: Extract<Reply, { kind: 'chosen' }>, nameOf?: NameOf): Part[] {
  const { record, option, byId, superseded, file } = reply;
  const leaves: Leaf[] = [
    paragraph(
      styled(`${adrName(record.number)} accepted: `, { bold: true }),
      styled(cleanText(record.title).trim(), { bold: true }),
    ),
    personLeaf(`✓ ${cleanText(option).trim()} – chosen by `, byId, '.', nameOf),
  ];
  if (superseded.length > 0) {
    leaves.push(paragraph(`Supersedes ${superseded.map(nameRecord).join(', ')}.`));
  }
  return [...toMessages(packMessages(leaves)), ...toFiles([file])];
}

export function adrName(number: number): string {
  return `ADR-${String(number).padStart(4, '0')}`;
}

function nameRecord({ number, title }: DecisionRecord): string {
  return `${adrName(number)} ${cleanText(title).trim()}`;
}
