import { type ModelRequest, type RequestBlock, toBlocks } from '../wire.ts';
import { type Again, readAgain } from './kinds-of-words.ts';
import { answersIn } from './match-answer.ts';

export type Said = { from: string; text: string };

export type AskRound = {
  questions: { id: string; question: string; default: string; options: string[] }[];
  answers: { id: string; answer: string }[];
  note: string;
};

export type Submission = {
  input: Record<string, unknown>;
  outcome: { kind: 'accepted' } | { kind: 'refused'; reason: string } | { kind: 'open' };
  /** What people wrote after it that has not been answered in words yet. */
  followUps: Said[];
  /** What was answered in words. */
  answered: Said[];
};

export type ToolLook = { name: string; input: Record<string, unknown>; output: string; isError: boolean };

/** One conversation, taken apart: who wants what, what was asked back, what was handed in. */
export type Conversation = {
  tools: string[];
  thread: Said[];
  request: Said;
  /** Said before there was a design, beside the request itself. */
  additions: Said[];
  rounds: AskRound[];
  submissions: Submission[];
  looks: ToolLook[];
  /** What is to be done now is the last request once more. */
  again: Again | undefined;
  /** The request that was answered in words last, with what was added to it. */
  closed: { request: Said; additions: Said[] } | undefined;
};

export function readConversation(request: ModelRequest): Conversation {
  const conversation: Conversation = {
    tools: (request.tools ?? []).map((tool) => tool.name),
    thread: [],
    request: { from: '', text: '' },
    additions: [],
    rounds: [],
    submissions: [],
    looks: [],
    again: undefined,
    closed: undefined,
  };
  const calls = new Map<string, Extract<RequestBlock, { type: 'tool_use' }>>();
  for (const message of request.messages) {
    if (
      message.role === 'assistant' &&
      toBlocks(message.content).every((block) => block.type !== 'tool_use')
    ) {
      closeAnswered(conversation);
    }
    for (const block of toBlocks(message.content)) {
      if (block.type === 'tool_use') {
        calls.set(block.id, block);
        if (block.name === 'submit_design') {
          conversation.again = undefined;
          conversation.submissions.push({
            input: block.input,
            outcome: { kind: 'open' },
            followUps: [],
            answered: [],
          });
        }
      }
      if (block.type === 'text' && message.role === 'user') addText(conversation, block.text);
      if (block.type !== 'tool_result') continue;
      const call = calls.get(block.tool_use_id);
      if (call !== undefined) addResult(conversation, call, textOf(block), block.is_error === true);
    }
  }
  return conversation;
}

/** An answer in words ends a matter: what comes next is a new request, with the old ones as its thread. */
function closeAnswered(conversation: Conversation): void {
  conversation.again = undefined;
  const submission = conversation.submissions.at(-1);
  if (submission !== undefined) {
    submission.answered.push(...submission.followUps.splice(0));
    return;
  }
  const closed = { request: conversation.request, additions: conversation.additions.splice(0) };
  conversation.closed = closed;
  conversation.thread.push(closed.request, ...closed.additions);
  conversation.request = { from: '', text: '' };
}

/** Takes up the request again that was answered in words. */
function reopen(conversation: Conversation): void {
  const { closed } = conversation;
  if (closed === undefined || conversation.request.text !== '' || conversation.submissions.length > 0) return;
  const taken = [closed.request, ...closed.additions];
  conversation.thread = conversation.thread.filter((said) => !taken.includes(said));
  conversation.request = closed.request;
  conversation.additions = closed.additions;
  conversation.closed = undefined;
}

function addText(conversation: Conversation, text: string): void {
  const request = /<request(?:\s+from="([^"]*)")?>\n?([\s\S]*?)\n?<\/request>/.exec(text);
  const said = messagesIn(text);
  if (request !== null) {
    conversation.thread.push(...messagesIn(text.slice(0, request.index)));
    conversation.request = {
      from: unescapeXml(request[1] ?? ''),
      text: unescapeXml(request[2] ?? '').trim(),
    };
    // Of what was said before in a thread of people, the newest is what was asked.
    if (readAgain(conversation.request.text) !== undefined)
      conversation.request = conversation.thread.pop() ?? conversation.request;
    return;
  }
  if (/^\s*<thread>/.test(text)) {
    conversation.thread.push(...said);
    return;
  }
  const all = said.length > 0 ? said : [{ from: '', text: unescapeXml(text).trim() }];
  const again = all.map((one) => readAgain(one.text)).findLast((one) => one !== undefined);
  if (again !== undefined) {
    conversation.again = again;
    reopen(conversation);
  }
  const heard = all.filter((one) => readAgain(one.text) === undefined);
  const submission = conversation.submissions.at(-1);
  if (conversation.request.text === '' && submission === undefined)
    conversation.request = heard[0] ?? conversation.request;
  else if (submission === undefined) {
    conversation.additions.push(...heard);
    const round = conversation.rounds.at(-1);
    if (round !== undefined) for (const said of heard) readAsAnswers(round, said.text);
  } else submission.followUps.push(...heard);
}

function addResult(
  conversation: Conversation,
  call: Extract<RequestBlock, { type: 'tool_use' }>,
  output: string,
  isError: boolean,
): void {
  if (call.name === 'submit_design') {
    const submission = conversation.submissions.findLast((one) => one.input === call.input);
    if (submission !== undefined) {
      submission.outcome = isError ? { kind: 'refused', reason: output } : { kind: 'accepted' };
    }
  } else if (call.name === 'ask_clarifying_questions') {
    // A refused round counts too, so that the same questions are not asked for ever.
    conversation.rounds.push(readRound(call.input, isError ? '{}' : output));
  } else {
    conversation.looks.push({ name: call.name, input: call.input, output, isError });
  }
}

function readRound(input: Record<string, unknown>, output: string): AskRound {
  const answer = parseJson(output);
  const round: AskRound = {
    questions: recordsAt(input, 'questions').map((question) => ({
      id: stringAt(question, 'id'),
      question: stringAt(question, 'question'),
      default: stringAt(question, 'default'),
      options: stringsAt(question, 'options'),
    })),
    answers: recordsAt(answer, 'answers').map((one) => ({
      id: stringAt(one, 'id'),
      answer: stringAt(one, 'answer'),
    })),
    // A result that is no JSON is still what somebody said.
    note: answer === undefined ? output : stringAt(answer, 'note'),
  };
  readAsAnswers(round, round.note);
  return round;
}

/** What somebody wrote instead of pressing a button answers the questions that are still open. */
export function readAsAnswers(round: AskRound, text: string): AskRound['answers'] {
  const found = answersIn(text, openQuestions(round));
  round.answers.push(...found);
  return found;
}

export function openQuestions(round: AskRound): AskRound['questions'] {
  return round.questions.filter((question) => !round.answers.some((one) => one.id === question.id));
}

function messagesIn(text: string): Said[] {
  const pattern = /<message(?:\s+from="([^"]*)")?>\n?([\s\S]*?)\n?<\/message>/g;
  return [...text.matchAll(pattern)].map((match) => ({
    from: unescapeXml(match[1] ?? ''),
    text: unescapeXml(match[2] ?? '').trim(),
  }));
}

function textOf(block: Extract<RequestBlock, { type: 'tool_result' }>): string {
  if (typeof block.content === 'string') return block.content;
  return (block.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

export function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordsAt(value: unknown, key: string): Record<string, unknown>[] {
  const found = isRecord(value) ? value[key] : undefined;
  return Array.isArray(found) ? found.filter(isRecord) : [];
}

export function stringAt(value: unknown, key: string): string {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
}

function stringsAt(value: unknown, key: string): string[] {
  const found = isRecord(value) ? value[key] : undefined;
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
}
