import type { HomeView, KnownBlock } from '@slack/types';
import { clipText } from '../../core/chat/prose/text.ts';
import type { AgentSummary } from '../../core/chat/reply.ts';
import { agentRuns } from './blocks/agents.ts';
import { context, heading, paragraph, styled } from './blocks/elements.ts';
import { commandList } from './blocks/help.ts';
import { buildBlocks } from './render/leaf-blocks.ts';

/** Slack takes 100 blocks, and 250 kB of a view. */
const SHOWN_AGENTS = 60;

const WAYS = [
  ['/architect <question>', 'in any channel I am in'],
  ['@Architect <question>', 'in a channel or a thread'],
  ['/architect @<agent> <question>', 'to ask one agent'],
] as const;

/** The App Home: what this is, who answers, how to ask, and what becomes of what is said. */
export function buildHome({ agents }: { agents: readonly AgentSummary[] }): HomeView {
  const shown = agents.slice(0, SHOWN_AGENTS);
  const more = agents.length - shown.length;
  const blocks: KnownBlock[] = buildBlocks([
    heading('Architect'),
    paragraph(
      'Ask an architecture question. You get an answer, a few questions back, or a design that was checked before you see it: services and who owns what, contracts, decisions, risks, and the options with one recommended.',
    ),
    heading('How to ask'),
    ...commandList(WAYS),
    paragraph(
      'Or just write to me in the Messages tab. Say ',
      styled('help', { code: true }),
      ' for all commands.',
    ),
    heading('Agents'),
    ...shown.map((agent) => paragraph(...agentRuns({ ...agent, title: clipText(agent.title, 150) }))),
    ...(shown.length === 0 ? [paragraph('There are none yet.')] : []),
    ...(more > 0 ? [paragraph(`And ${more} more: `, styled('/architect agents', { code: true }))] : []),
  ]);
  return { type: 'home', blocks: [...blocks, { type: 'divider' }, context(PRIVACY)] };
}

const PRIVACY =
  'I read a thread only after I was asked in it, and send what I read to the language model that answers. Answers are AI-generated: check them before you build on them.';
