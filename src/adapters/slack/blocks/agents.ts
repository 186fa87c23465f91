import type { Run } from '../../../core/chat/prose/runs.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { AgentSummary, Reply } from '../../../core/chat/reply.ts';
import type { Leaf } from '../render/leaf.ts';
import { heading, paragraph, styled } from './elements.ts';
import { settingsLeaf } from './settings.ts';

/** Descriptions are written for the router, and may go on for pages; people choose by their beginning. */
const DESCRIPTION_CHARS = 280;

export function agentsLeaves(reply: Extract<Reply, { kind: 'agents' }>): Leaf[] {
  const leaves: Leaf[] = reply.unknown ? [unknownAgent(reply.unknown)] : [];
  leaves.push(heading('Agents'));
  if (reply.agents.length === 0) {
    leaves.push(paragraph('There are none yet. They are Markdown files in the agents folder.'));
    return leaves;
  }
  leaves.push(paragraph('Ask one by its id; without one, the best is chosen.'));
  leaves.push(...reply.agents.map((agent) => paragraph(...agentRuns(agent))), settingsLeaf());
  return leaves;
}

export function agentRuns(agent: AgentSummary): Run[] {
  const runs: Run[] = [
    styled(agent.title.trim() || agent.id, { bold: true }),
    { text: '  ' },
    styled(`@${agent.id}`, { code: true }),
    { text: `  ${cleanText(agent.model)}` },
  ];
  const description = beginningOf(cleanText(agent.description).trim());
  if (description !== '') runs.push({ text: `\n${description}` });
  if (agent.example !== undefined) {
    runs.push(
      { text: '\nFor example: ' },
      styled(`/architect @${agent.id} ${agent.example.trim()}`, { code: true }),
    );
  }
  return runs;
}

function unknownAgent({ asked, nearest }: { asked: string; nearest?: string }): Leaf {
  const missing: Run[] = [
    { text: 'There is no agent ' },
    styled(asked.trim() || '…', { code: true }),
    { text: '.' },
  ];
  if (nearest === undefined) return paragraph(...missing);
  return paragraph(...missing, ' Did you mean ', styled(`@${nearest}`, { code: true }), '?');
}

/** Whole sentences as far as they fit, else whole words. */
function beginningOf(text: string): string {
  if (text.length <= DESCRIPTION_CHARS) return text;
  const start = clipText(text, DESCRIPTION_CHARS);
  const [sentences] = /^.*[.!?。！？](?=\s)/su.exec(start) ?? [];
  const [words = start] = /^.*(?=\s)/su.exec(start) ?? [];
  return sentences ?? `${words.trimEnd()} …`;
}
