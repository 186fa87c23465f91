import type { AgentProfile } from './agent-profile.ts';

/** What this architect looks at before anything else, as far as its instructions tell, in one sentence. */
export function ownWay({ checklist, topics, sections, stack }: AgentProfile): string {
  const plain = (text: string): string => (text.replace(/\*\*|[.?:]$/g, '').split(/[:–(]/)[0] ?? text).trim();
  const weighs =
    checklist.length > 0
      ? `weighs “${checklist.slice(0, 2).map(plain).join('” and “')}” before all else`
      : topics.length > 0
        ? `weighs “${topics.slice(0, 2).map(plain).join('” and “')}” before all else`
        : sections.length > 0
          ? `puts “${sections.slice(0, 2).map(plain).join('” and “')}” first`
          : 'weighs load, people and failures alike';
  const known = stack.slice(0, 3).join(', ');
  return `This architect ${weighs}${known === '' ? '' : `, and knows ${known}`}`;
}
