import { type Catalogue, loadCatalogue } from '../catalogue/load-catalogue.ts';
import type { Brain, ModelRequest, Reply } from '../wire.ts';
import { type AgentProfile, readAgentProfile } from './agent-profile.ts';
import { advise, explain, greet, handedIn, noSubject, notKnown } from './answers.ts';
import { chooseQuestions, type Question } from './ask.ts';
import { type Conversation, readConversation, type Submission, stringAt } from './conversation.ts';
import { buildFirst, collectFacts, isForeign } from './design.ts';
import { stamp, writeDocument } from './document.ts';
import { allText, findBase } from './find-base.ts';
import { followUp } from './follow-up.ts';
import { readIntent, wantsSystem } from './intent.ts';
import { isChoiceNote, isQuestion } from './kinds-of-words.ts';
import { mend, mostMends } from './mend.ts';
import { narrateDigest } from './narrate-digest.ts';
import { isWorthDesign } from './worth-design.ts';

/**
 * Stands in for a model where there is none: rules over the words of the conversation and a catalogue, no AI.
 * The same request always gets the same answer, and every answer says what it is.
 */
export function createOfflineArchitect(): Brain {
  const catalogue = loadCatalogue();
  return (request) => {
    const paragraph = narrateDigest(request);
    return paragraph === undefined ? decide(catalogue, request) : say(paragraph);
  };
}

function decide(catalogue: Catalogue, request: ModelRequest): Reply {
  const conversation = readConversation(request);
  const profile = readAgentProfile(systemTexts(request));
  const submission = conversation.submissions.at(-1);
  if (submission === undefined) return firstTurn(catalogue, profile, conversation);
  const { outcome } = submission;
  if (outcome.kind === 'refused') return answerRefusal(conversation, submission, outcome.reason, profile);
  return afterDesign(catalogue, profile, conversation, submission);
}

function firstTurn(catalogue: Catalogue, profile: AgentProfile, conversation: Conversation): Reply {
  const intent = readIntent(conversation.request.text);
  switch (intent.kind) {
    case 'greeting':
      return say(greet());
    case 'explain':
      return say(withLanguageNote(explain(intent.patterns), conversation.request.text));
    case 'unknown':
      return say(notKnown());
    case 'design':
      return design(catalogue, profile, conversation);
    default:
      return intent satisfies never;
  }
}

function design(catalogue: Catalogue, profile: AgentProfile, conversation: Conversation): Reply {
  if (wantsMap(conversation)) return callTool('service_map', {}, `${stamp} looking at what is there.`);
  const base = findBase(catalogue, profile, conversation);
  if (base === undefined)
    return say(wantsSystem(conversation.request.text) ? noSubject() : advise(conversation.request.text, []));
  if (!isWorthDesign(conversation, base)) return say(advise(conversation.request.text, base.parts));
  const questions = conversation.tools.includes('ask_clarifying_questions')
    ? chooseQuestions({
        profile,
        domain: base.domain,
        facts: collectFacts(conversation),
        text: allText(conversation),
        rounds: conversation.rounds,
        extending: base.extends,
        parts: base.parts,
      })
    : [];
  if (questions.length > 0)
    return askBack(base.extends ? 'this change' : `the ${base.domain.name.toLowerCase()} design`, questions);
  return handIn(conversation, writeDocument(buildFirst(base, catalogue, profile, conversation)));
}

function afterDesign(
  catalogue: Catalogue,
  profile: AgentProfile,
  conversation: Conversation,
  submission: Submission,
): Reply {
  takeUpQuestion(conversation, submission);
  if (submission.followUps.length === 0 && conversation.again === undefined)
    return say(handedIn(stringAt(submission.input, 'title')));
  const result = followUp(catalogue, profile, conversation, submission);
  return result.kind === 'answer' ? say(result.text) : handIn(conversation, writeDocument(result.blueprint));
}

/** Where people last asked something of the design, that is what another architect has to answer. */
function takeUpQuestion(conversation: Conversation, submission: Submission): void {
  const last = submission.answered.at(-1);
  const isLast = submission.followUps.every((said) => isChoiceNote(said.text));
  if (conversation.again !== 'another' || last === undefined || !isQuestion(last.text) || !isLast) return;
  submission.followUps.push(last);
  submission.answered.pop();
  conversation.again = undefined;
}

function answerRefusal(
  conversation: Conversation,
  submission: Submission,
  reason: string,
  profile: AgentProfile,
): Reply {
  const inRow =
    conversation.submissions.length -
    1 -
    conversation.submissions.findLastIndex((one) => one.outcome.kind !== 'refused');
  const mended = inRow > mostMends ? undefined : mend(submission.input, reason, profile.sections);
  if (mended === undefined) {
    return say(
      `${stamp} the design was refused and I can't mend it. What was wrong:\n\n${reason.slice(0, 1_500)}`,
    );
  }
  return callTool('submit_design', mended, `${stamp} mending what was refused.`);
}

function askBack(subject: string, questions: readonly Question[]): Reply {
  return callTool('ask_clarifying_questions', {
    reason: `${stamp} ${questions.length === 1 ? 'one point' : `${questions.length} points`} that ${subject} hangs on ${questions.length === 1 ? 'is' : 'are'} open.`,
    questions: questions.map((question) => ({ ...question })),
  });
}

function handIn(conversation: Conversation, document: ReturnType<typeof writeDocument>): Reply {
  if (conversation.tools.includes('submit_design')) {
    return callTool('submit_design', { ...document }, `${stamp} writing down "${document.title}".`);
  }
  const sections = document.sections.map((section) => `## ${section.heading}\n\n${section.markdown}`);
  return say([document.summary, ...sections].join('\n\n'));
}

/** With a repository at hand, a question about what runs starts from what is there. */
function wantsMap(conversation: Conversation): boolean {
  const aboutExisting =
    /\b(our|existing|current|this (system|repo|repository|code)|the (repo|repository|code ?base))\b/i.test(
      allText(conversation),
    );
  return (
    aboutExisting &&
    conversation.tools.includes('service_map') &&
    !conversation.looks.some((look) => look.name === 'service_map')
  );
}

function withLanguageNote(text: string, request: string): string {
  return isForeign(request)
    ? `${text}\n\n(Answered in English: this stand-in knows no other language well.)`
    : text;
}

function systemTexts(request: ModelRequest): string[] {
  if (request.system === undefined) return [];
  return typeof request.system === 'string' ? [request.system] : request.system.map((block) => block.text);
}

function say(text: string): Reply {
  return { content: [{ type: 'text', text }] };
}

function callTool(name: string, input: Record<string, unknown>, text?: string): Reply {
  return {
    content: [
      ...(text === undefined ? [] : [{ type: 'text' as const, text }]),
      { type: 'tool_use' as const, name, input },
    ],
  };
}
