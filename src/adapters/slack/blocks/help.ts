import type { Leaf } from '../render/leaf.ts';
import { bullets, heading, paragraph, styled } from './elements.ts';
import { settingsLeaf } from './settings.ts';

const SLASH = [
  ['/architect <question>', 'ask; the best agent is chosen'],
  ['/architect @<agent> <question>', 'ask that agent'],
  ['/architect agents', 'the agents, and what each is for'],
  ['/architect use <agent>|auto', 'who answers in this channel; “auto” chooses anew each time'],
  ['/architect digest', 'when this channel gets a digest of its architecture, and what is in it'],
  ['/architect digest weekly mon 09:00', 'the same in words: also “daily 09:00” or “monthly 1 09:00”'],
  ['/architect digest now|list|off', 'one at once; which are set; no more of them'],
  ['/architect help', 'this text'],
] as const;

const THREAD = [
  ['@Architect <question>', 'ask, in a channel or in a thread'],
  ['@Architect status', 'where the work is'],
  ['@Architect stop', 'end it; I stay silent until you mention me again'],
  ['@Architect retry', 'run the last request again'],
  ['@Architect skip', 'leave the open questions to me: I state what I assume'],
  ['@Architect choose <option>', 'take an option of the newest design: its decision is recorded'],
  ['@Architect use <agent>', 'another agent answers in this thread from now on'],
  ['@Architect quiet', 'stay out of this thread until I am mentioned again'],
] as const;

export function helpLeaves(): Leaf[] {
  return [
    heading('How to ask Architect'),
    paragraph('Ask an architecture question and get an answer, a few questions back, or a validated design.'),
    ...commandList(SLASH),
    paragraph(
      'Threads know no slash commands: there, mention me. In a direct message everything is for me, without a mention.',
    ),
    ...commandList(THREAD),
    paragraph('While I wait for answers, a plain reply in the thread is one.'),
    settingsLeaf(),
  ];
}

export function commandList(commands: readonly (readonly [string, string])[]): Leaf[] {
  return bullets(
    commands.map(([command, meaning]) => [styled(command, { code: true }), { text: ` – ${meaning}` }]),
  );
}
