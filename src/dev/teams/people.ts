import type { Button } from './card-inputs.ts';
import type { PressOutcome } from './control.ts';
import { answerConsent } from './files.ts';
import { requireConversationOf, requirePerson } from './lookup.ts';
import { addBot, addMember, deleteChannel, removeBot } from './membership.ts';
import { giveFeedback, type OnMessage, press, refresh } from './press.ts';
import { chooseSuggested, edit, react, remove, type Said, say } from './say.ts';
import type { Stage } from './stage.ts';
import { stopStream } from './stop-stream.ts';

/** A person by handle, name or id; `in` is a conversation by name or id, their own chat with the bot when left out. */
type Where = { user: string; in?: string };

/** What people do in Teams. Each throws `NotPossible` where the client would not let them. */
export type People = {
  /** `@Name` becomes a mention; `thread` is any message of a thread in a channel. */
  say(what: Where & { text: string; thread?: string }): Said;
  edit(what: OnMessage & { text: string }): void;
  remove(what: OnMessage): void;
  /** Adds the reaction, or takes it back. */
  react(what: OnMessage & { name: string }): void;
  /** Presses a button of a card: the only one that fits. */
  click(what: OnMessage & Button & { inputs?: Record<string, string> }): Promise<PressOutcome>;
  /** Looks at a card that is refreshed for them. */
  refresh(what: OnMessage): Promise<PressOutcome>;
  feedback(what: OnMessage & { reaction: 'like' | 'dislike'; text?: string }): Promise<PressOutcome>;
  chooseSuggested(what: OnMessage & { value: string }): Said;
  answerConsent(what: OnMessage & { action: 'accept' | 'decline' }): Promise<PressOutcome>;
  /** The native Stop of a message that is being streamed. */
  stopStream(what: OnMessage): void;
  /** Blocks what the bot writes there, or allows it again. */
  block(what: Where & { isBlocked: boolean }): void;
  addBot(what: Where): void;
  removeBot(what: Where): void;
  addMember(what: { user: string; in: string; add: string }): void;
  deleteChannel(what: { user: string; in: string }): void;
};

export function createPeople(stage: Stage): People {
  return {
    say: (what) => say(stage, what),
    edit: (what) => edit(stage, what),
    remove: (what) => remove(stage, what),
    react: (what) => react(stage, what),
    click: (what) => press(stage, what),
    refresh: (what) => refresh(stage, what),
    feedback: (what) => giveFeedback(stage, what),
    chooseSuggested: (what) => chooseSuggested(stage, what),
    answerConsent: (what) => answerConsent(stage, what),
    stopStream: (what) => stopStream(stage, what),
    block(what) {
      const conversation = requireConversationOf(stage, requirePerson(stage, what.user), what.in);
      conversation.isBlocked = what.isBlocked;
    },
    addBot: (what) => addBot(stage, what),
    removeBot: (what) => removeBot(stage, what),
    addMember: (what) => addMember(stage, what),
    deleteChannel: (what) => deleteChannel(stage, what),
  };
}
