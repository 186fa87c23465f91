import type { Run } from '../../../core/chat/prose/runs.ts';
import type { Leaf } from '../render/leaf.ts';
import { heading, paragraph, styled } from './elements.ts';
import { settingsLeaf } from './settings.ts';

const COMMANDS = [
  ['<question>', 'ask; the best agent is chosen'],
  ['@<agent> <question>', 'ask that agent'],
  ['agents', 'the agents, and what each is for'],
  ['use <agent>|auto', 'who answers here from now on; “auto” chooses anew each time'],
  ['digest', 'when this channel gets a digest of its architecture, and what is in it'],
  ['digest weekly mon 09:00', 'the same in words: also “daily 09:00” or “monthly 1 09:00”'],
  ['digest now|list|off', 'one at once; which are set; no more of them'],
  ['help', 'this text'],
] as const;

const THREAD = [
  ['status', 'where the work is'],
  ['stop', 'end it; I stay silent until you mention me again'],
  ['retry', 'run the last request again'],
  ['skip', 'leave the open questions to me: I state what I assume'],
  ['choose <option>', 'take an option of the newest design: its decision is recorded'],
  ['quiet', 'stay out of this thread until I am mentioned again'],
] as const;

export function helpLeaves(): Leaf[] {
  return [
    heading('How to ask Architect'),
    paragraph('Ask an architecture question and get an answer, a few questions back, or a validated design.'),
    ...commandList(COMMANDS),
    paragraph('While I work on something, or wait for answers:'),
    ...commandList(THREAD),
    paragraph(
      'In a channel or a group chat I read only what mentions me: begin each of these with @Architect. In a chat with me alone everything is for me, without a mention.',
    ),
    settingsLeaf(),
  ];
}

function commandList(commands: readonly (readonly [string, string])[]): Leaf[] {
  return commands.map(([command, meaning]): Leaf => {
    const runs: Run[] = [styled(command, { code: true }), { text: ` – ${meaning}` }];
    return { kind: 'item', indent: 0, runs };
  });
}
