import { textReply, toolReply } from '../../src/dev/model/scripted.ts';
import type { Brain } from '../../src/dev/model/wire.ts';
import { handIn, saidTo } from '../fakes/brains.ts';
import { SOME_QUESTIONS } from '../fakes/design.ts';

/** A brief names itself, and what it wants: `plain-17` an answer, `asked-17` a question and an answer, `design-17` a question and a design. */
export type Wish = 'plain' | 'asked' | 'design';

export const briefName = (wish: Wish, i: number | string): string => `${wish}-${i}`;

const NAME = /\b(plain|asked|design)-([a-z0-9]+)\b/;

/** Model calls that a run of each kind takes when nothing goes wrong. */
export const CALLS: Record<Wish, number> = { plain: 1, asked: 2, design: 2 };

/** Answers each brief by its name, and counts the calls for each. Crossed threads show, since everything bears the name. */
export function createCountingBrain(delayMs = 0): { brain: Brain; calls: ReadonlyMap<string, number> } {
  const calls = new Map<string, number>();
  const brain: Brain = async (request) => {
    const said = saidTo(request);
    const [name = 'unknown', wish] = NAME.exec(said) ?? [];
    calls.set(name, (calls.get(name) ?? 0) + 1);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (wish === 'plain') return textReply(`Answer to ${name}.`);
    if (!said.includes('tool_result')) {
      const input = { ...SOME_QUESTIONS, reason: `Questions on ${name}.` };
      return toolReply([{ name: 'ask_clarifying_questions', input }]);
    }
    if (wish === 'asked') return textReply(`Answer to ${name}.`);
    return handIn({ title: `Design for ${name}`, summary: `What ${name} needs.` })(request);
  };
  return { brain, calls };
}
