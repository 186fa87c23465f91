import { type Command, parseCommand } from '../chat/command.ts';
import type { PersonInbound } from '../chat/inbound.ts';
import { nearestName } from '../chat/nearest-name.ts';
import { beginThread, threadIdIn } from './begin-thread.ts';
import { chooseByWords, isAboutOptions, namesOption } from './decide-choose.ts';
import { fillInDigest } from './decide-digest.ts';
import { decidePress } from './decide-press.ts';
import { decideSettings } from './decide-settings.ts';
import { decideStop } from './decide-stop.ts';
import { type Decision, type Guide, go, NOTHING, note, say } from './decision.ts';
import { choosable, isLabel } from './options.ts';
import { isCopy, remembering } from './resend.ts';
import { canRetry, retry } from './retry.ts';
import type { InboxMessage, ThreadState } from './state.ts';
import { describeStatus } from './status.ts';
import { takeWords } from './take-words.ts';
import { assumeRest } from './transitions.ts';

/** Nobody greets at greater length. */
const SMALL_TALK_CHARS = 60;

/** What a thread does next: no clock, no store, no platform. The same arguments give the same decision. */
export function decide(
  state: ThreadState | undefined,
  inbound: PersonInbound,
  now: number,
  guide: Guide,
): Decision {
  switch (inbound.kind) {
    case 'command':
      return decideWords(undefined, inbound, parseCommand(inbound.text, 'slash'), now, guide);
    case 'message':
      return state && isCopy(state, inbound, now)
        ? NOTHING
        : remembering(decideMessage(state, inbound, now, guide), inbound, now);
    case 'press':
    case 'form':
      return decidePress(state, inbound, now, guide);
    case 'halt':
      return state ? decideStop(state, inbound.author.id, now) : NOTHING;
    case 'settings':
      return inbound.form === 'digest' ? fillInDigest(inbound) : decideSettings(inbound, guide);
    case 'edited':
      return decideEdit(state, inbound);
    default:
      return inbound satisfies never;
  }
}

type Said = Extract<PersonInbound, { kind: 'message' | 'command' }>;
type Message = Extract<PersonInbound, { kind: 'message' }>;

function decideMessage(
  state: ThreadState | undefined,
  inbound: Message,
  now: number,
  guide: Guide,
): Decision {
  const addressed = inbound.mentionsBot || inbound.place.direct;
  if (addressed) return decideWords(state, inbound, parseCommand(inbound.text, 'chat'), now, guide);
  if (!state) return NOTHING;
  const command = bareCommand(state, inbound);
  if (command) return decideWords(state, inbound, command, now, guide);
  if (!isHeard(state, inbound, guide)) return NOTHING;
  return takeWords(state, inboxMessage(inbound, inbound.text), now);
}

/** What can mean nobody but the bot: these words alone where it waits or works, and options that it offers. */
function bareCommand(state: ThreadState, inbound: Message): Command | undefined {
  if (state.rootedBy === 'people' || state.quiet || inbound.mentionsOthers) return undefined;
  const command = parseCommand(inbound.text, 'chat');
  const phase = state.phase.kind;
  const isMeant =
    (command.kind === 'skip' && phase === 'waiting') ||
    (command.kind === 'stop' && (phase === 'waiting' || phase === 'working')) ||
    (command.kind === 'choose' && isAboutOptions(state, command.option));
  return isMeant ? command : undefined;
}

/** The contract's table "Who is heard", for messages in a channel that do not mention the bot. */
function isHeard(state: ThreadState, inbound: Message, guide: Guide): boolean {
  if (state.rootedBy === 'people' || state.quiet || inbound.mentionsOthers) return false;
  if (inbound.text.trim() === '') return false;
  return state.phase.kind === 'waiting' || guide.isForAgent(inbound.text);
}

function decideWords(
  state: ThreadState | undefined,
  inbound: Said,
  command: Command,
  now: number,
  guide: Guide,
): Decision {
  switch (command.kind) {
    case 'empty':
    case 'help':
      return say({ kind: 'help' });
    case 'agents':
      return say({ kind: 'agents', agents: guide.agents });
    case 'usage':
      return note(
        command.why === undefined
          ? `That is written \`${command.right}\`.`
          : `${command.why}: write \`${command.right}\`.`,
      );
    case 'digest':
      return { ...NOTHING, digest: command.ask };
    case 'use':
      return decideUse(state, inbound, command.agent, guide);
    case 'unavailable':
      return note(`\`${command.word}\` is not available yet. \`help\` shows what is.`);
    case 'ask':
      return decideAsk(state, inbound, command, now, guide);
    case 'choose':
      return decideChoose(state, inbound, command.option, now, guide);
    case 'stop':
    case 'status':
    case 'retry':
    case 'skip':
    case 'quiet':
      return state
        ? decideThreadWord(state, inbound.author.id, command.kind, now)
        : note('There is nothing of mine in this thread. Ask me something first.');
    default:
      return command satisfies never;
  }
}

/** Where no option is meant, `choose` begins an answer or a question, unless it can be neither. */
function decideChoose(
  state: ThreadState | undefined,
  inbound: Said,
  option: string,
  now: number,
  guide: Guide,
): Decision {
  const message = inboxMessage(inbound, inbound.text.trim());
  if (state && namesOption(state, option)) return chooseByWords(state, option, message, now);
  const isAnswer = state?.phase.kind === 'waiting' && !isLabel(option);
  const isQuestion = !(state && choosable(state)) && /\s/.test(option) && !/^option\s/i.test(option);
  return isAnswer || isQuestion
    ? decideAsk(state, inbound, { kind: 'ask', question: inbound.text.trim() }, now, guide)
    : chooseByWords(state, option, message, now);
}

/** In a thread of ours the word is about the thread, elsewhere about the channel; a chat without threads is both. */
function decideUse(state: ThreadState | undefined, inbound: Said, agent: string, guide: Guide): Decision {
  const isAuto = agent === 'auto';
  if (!isAuto && !guide.agents.some((a) => a.id === agent)) return sayUnknown(agent, guide);
  const who = guide.agents.find((a) => a.id === agent)?.title ?? 'The best agent';
  if (state && !state.place.flat) {
    return go(withAgent(state, agent), [], {
      kind: 'notice',
      markdown: `**${who}** answers in this thread from now on.`,
    });
  }
  if (inbound.kind === 'message' && inbound.rootId !== undefined) {
    return note('There is nothing of mine in this thread yet. Ask first, or use the word in the channel.');
  }
  const markdown = isAuto
    ? 'From now on the best agent is chosen for each question here. `@<agent>` still asks one by name.'
    : `**${who}** answers here from now on. \`@<agent>\` still asks another one, \`use auto\` ends it.`;
  return { ...note(markdown), ...(state ? { state: withAgent(state, agent) } : {}), settings: { agent } };
}

function sayUnknown(asked: string, guide: Guide): Decision {
  const nearest = nearestName(
    asked,
    guide.agents.map((a) => a.id),
  );
  const unknown = nearest === undefined ? { asked } : { asked, nearest };
  return say({ kind: 'agents', agents: guide.agents, unknown });
}

function decideAsk(
  state: ThreadState | undefined,
  inbound: Said,
  command: Extract<Command, { kind: 'ask' }>,
  now: number,
  guide: Guide,
): Decision {
  const agent = command.agent;
  if (agent !== undefined && !guide.agents.some((a) => a.id === agent)) return sayUnknown(agent, guide);
  if (command.question === '') {
    return agent === undefined ? say({ kind: 'help' }) : note(`Ask it something: \`@${agent} <question>\`.`);
  }
  // Nobody else should have to see it; and it is cheap, unlike the router, since the sender waits.
  const isShort = command.question.length < SMALL_TALK_CHARS;
  if (inbound.kind === 'command' && agent === undefined && isShort && guide.isSmallTalk(command.question)) {
    return note(guide.introduction);
  }
  if (state) {
    return takeWords(withAgent(state, agent), inboxMessage(inbound, command.question), now);
  }
  return begin(inbound, command.question, agent, now);
}

/** Another agent named in a running thread takes it over from the next turn on. */
function withAgent(state: ThreadState, requested: string | undefined): ThreadState {
  return requested === undefined ? state : { ...state, requested };
}

/** The first request of a thread. */
function begin(inbound: Said, question: string, requested: string | undefined, now: number): Decision {
  const isCommand = inbound.kind === 'command';
  const rootId = isCommand ? undefined : (inbound.rootId ?? inbound.messageId);
  const askerId = inbound.author.id;
  const isPeoples = !isCommand && inbound.rootId !== undefined && !inbound.place.direct;
  const root = {
    id: threadId(inbound),
    place: inbound.place,
    askerId,
    rootedBy: isPeoples ? ('people' as const) : ('request' as const),
    ...(rootId === undefined ? {} : { rootId }),
    ...(isCommand && inbound.handle !== undefined ? { handle: inbound.handle } : {}),
    ...(requested === undefined ? {} : { requested }),
  };
  const shown = isCommand ? { askerId, question } : undefined;
  return go(beginThread(root, inboxMessage(inbound, question), now, shown));
}

function decideThreadWord(
  state: ThreadState,
  personId: string,
  word: 'stop' | 'status' | 'retry' | 'skip' | 'quiet',
  now: number,
): Decision {
  const phase = state.phase.kind;
  switch (word) {
    case 'stop':
      return decideStop(state, personId, now);
    case 'status':
      return note(describeStatus(state, now));
    case 'skip':
      return phase === 'waiting'
        ? go(assumeRest(state, personId, now))
        : note('There is no open question to skip.');
    case 'retry':
      return canRetry(state)
        ? go(retry(state, now))
        : note('There is nothing to run again: the last request did not fail.');
    case 'quiet':
      return go({ ...state, quiet: true }, [], {
        kind: 'notice',
        markdown: 'I stay quiet here until somebody mentions me.',
      });
    default:
      return word satisfies never;
  }
}

function decideEdit(
  state: ThreadState | undefined,
  inbound: Extract<PersonInbound, { kind: 'edited' }>,
): Decision {
  const isRequest = state?.requests.some(
    (r) => r.messageId === inbound.messageId && r.authorId === inbound.author.id,
  );
  if (!state || !isRequest || inbound.text.trim() === '') return NOTHING;
  const ref = { threadId: state.id, turn: state.turn };
  return {
    state: { ...state, edited: { messageId: inbound.messageId, text: inbound.text } },
    jobs: [],
    replies: [{ kind: 'edited', ref, messageId: inbound.messageId }],
  };
}

function inboxMessage(inbound: Said, text: string): InboxMessage {
  const messageId = inbound.kind === 'message' ? { messageId: inbound.messageId } : {};
  return { authorId: inbound.author.id, text, ...messageId };
}

/** A thread is named after its root; one that a command begins has none yet and is named after the command. */
export function threadId(inbound: Said): string {
  const root = inbound.kind === 'command' ? `c-${inbound.keys[0]}` : (inbound.rootId ?? inbound.messageId);
  return threadIdIn(inbound.place, root);
}
