import type { Design } from '../../src/core/design/document.ts';
import { readAgentProfile } from '../../src/dev/model/architect/agent-profile.ts';
import { textReply, toolReply } from '../../src/dev/model/scripted.ts';
import type { Brain, ModelRequest, Reply } from '../../src/dev/model/wire.ts';
import { aDesign, SOME_QUESTIONS } from './design.ts';

/** The words of people in a conversation with the model. */
export function saidTo(request: ModelRequest): string {
  return JSON.stringify(request.messages.filter((m) => m.role === 'user'));
}

/** Hands in a small design with the sections that the format of the asked agent has. */
export function handIn(change: Partial<Design> = {}): (request: ModelRequest) => Reply {
  return (request) => toolReply([{ name: 'submit_design', input: fitting(request, aDesign(change)) }]);
}

/** The same design, with the sections that the format of the asked agent has before its own. */
export function fitting(request: ModelRequest, design: Design): Design {
  const system =
    typeof request.system === 'string' ? [request.system] : (request.system ?? []).map((b) => b.text);
  const wanted = readAgentProfile(system).sections;
  const own = design.sections.filter((section) => !wanted.includes(section.heading));
  const missing = wanted.map(
    (heading) =>
      design.sections.find((section) => section.heading === heading) ?? {
        heading,
        markdown: `On ${heading}.`,
      },
  );
  return { ...design, sections: [...missing, ...own] };
}

/**
 * Asks first and then hands in a design that is titled after what it was asked for, so that crossed threads show: each
 * brief names itself by `brief-<name>`.
 */
export const askThenDesign: Brain = (request): Reply => {
  const said = saidTo(request);
  const name = /brief-[a-z0-9]+/.exec(said)?.[0] ?? 'brief-unknown';
  if (!said.includes('tool_result')) {
    const questions = { ...SOME_QUESTIONS, reason: `Questions on ${name}.` };
    return toolReply([{ name: 'ask_clarifying_questions', input: questions }]);
  }
  const answer = /answer-[a-z0-9]+/.exec(said)?.[0] ?? 'no answer';
  return handIn({ title: `Design for ${name}`, summary: `With ${answer}.` })(request);
};

export const echo: Brain = (request) =>
  textReply(`Answer to ${/brief-[a-z0-9]+/.exec(saidTo(request))?.[0]}`);

/** Asks these questions and waits. */
export const asks = (questions = SOME_QUESTIONS.questions): Reply =>
  toolReply([{ name: 'ask_clarifying_questions', input: { ...SOME_QUESTIONS, questions } }]);

/** Says these words of a digest; asked for anything else it fails. Agents have tools, whoever sums up has none. */
export function narrating(words: string): Brain {
  return ({ tools = [] }) => {
    if (tools.length > 0) throw new Error('Only the words of a digest were expected to be asked for.');
    return textReply(words);
  };
}
