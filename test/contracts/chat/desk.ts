import type { Place } from '../../../src/core/chat/message.ts';
import type { Bot, BotOptions } from '../../fakes/bot.ts';

/** Where people talk with the bot. `thread`: one in a channel that people began among themselves. */
export const KINDS = ['channel', 'thread', 'group', 'direct'] as const;

export type Kind = (typeof KINDS)[number];

/** Names on the platform of those who sit together, and of where: nothing of one seat is in another. */
export type Seat = { asker: string; other: string; guest: string; room: string; group: string };

/** The label of what ends a turn. */
export const STOP = /^stop$/i;

export type HandedFile = { name: string; data: Buffer };

/** One conversation with the bot, as people in it see it. */
export type Talk = {
  /** Addressed to the bot, as people have to there. */
  say(user: string, words: string): void;
  /** In the same place, without calling the bot; nothing where the platform keeps that from it. */
  sayAmongPeople(user: string, words: string): void;
  /** What is to be read in each of the bot's messages, oldest first. */
  shown(): string[];
  /** Resolves with the newest message of the bot that shows these words. */
  said(words: string | RegExp): Promise<string>;
  hasButton(label: string | RegExp): boolean;
  /** Presses the button with that label on the newest message that has it. */
  press(user: string, label: string | RegExp): Promise<void>;
  /** A double click, and then what the platform makes of a press that it takes for lost. */
  pressTwice(user: string, label: string | RegExp): Promise<void>;
  /** Fills in the form of the open questions: answers by the id of the question. */
  fill(user: string, answers: Record<string, string>): Promise<void>;
  /** Writes into the form for follow-ups that a design has. */
  followUp(user: string, words: string): Promise<void>;
  /** Asks another agent, by its id, from the list that an answer has. */
  askAnother(user: string, agent: string): Promise<void>;
  /** Changes the words that the conversation began with, or what was said after them last. */
  edit(user: string, words: string): void;
  /** Brings what was said last once more, in all the ways in which the platform does that. */
  redeliver(): Promise<void>;
  /** What was handed over here, with its bytes; takes what is offered. */
  files(): Promise<HandedFile[]>;
  /** How many pictures are shown in the bot's messages. */
  pictures(): number;
  /** Whom the bot's messages call, in the platform's own form. */
  called(): string[];
  /** Where the bot's messages lead when somebody taps a link in them. */
  links(): string[];
};

/** A platform as its people use it. */
export type Desk = {
  /** Says the first words for the bot; in a thread of people, some that are not for it come before. */
  begin(seat: Seat, kind: Kind, user: string, words: string): Talk;
  /** One of the words that are about the place, where there is no thread yet. */
  command(seat: Seat, kind: Kind, user: string, words: string): Promise<void>;
  /** What nobody but this person was shown, oldest first. */
  privately(user: string): string[];
  /** Presses a button of what this person alone was shown. */
  pressPrivately(user: string, label: string): Promise<void>;
  /** Opens the settings from what this person was shown last, and saves them with these choices. */
  saveSettings(user: string, choices: Record<string, string>): Promise<void>;
  /** Conversations there that the bot began itself, with a message that shows these words; oldest first. */
  begun(seat: Seat, kind: Kind, user: string, words: RegExp): Talk[];
  /** What is to be read in the message that a link leads this person to; undefined where there is none. */
  linked(user: string, url: string): string | undefined;
  /** Sends the form of the digest that this person was shown, filled in so; resolves with what is wrong with it. */
  saveDigest(user: string, choices: Record<string, string>): Promise<string[]>;
  placeOf(seat: Seat, kind: Kind, user: string): Place;
  /** The platform's own words for a call of that person. */
  markOf(user: string): string;
  /** What the platform refused, or would not have shown as it was meant, since this was asked last. */
  problems(): string[];
};

export type Platform = {
  name: string;
  /** By the name of a case, or of a case in one place: what the platform itself does not allow. */
  cannot: Record<string, string>;
  /** The stand-ins with these seats in their worlds. */
  world(seats: readonly Seat[]): Pick<BotOptions, 'slack' | 'teams'>;
  sit(bot: Bot, seats: readonly Seat[]): Desk;
};
