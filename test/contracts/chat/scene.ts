import type { Redis } from 'ioredis';
import { expect } from 'vitest';
import { channelOfPlace, keys } from '../../../src/adapters/redis/keys.ts';
import type { Period } from '../../../src/core/digest/schedule.ts';
import { type ScriptedReply, scriptedBrain } from '../../../src/dev/model/scripted.ts';
import type { ModelServer } from '../../../src/dev/model/server.ts';
import type { Brain, ModelRequest } from '../../../src/dev/model/wire.ts';
import { makeDue, untilDone } from '../../fakes/digest-clock.ts';
import { until } from '../../fakes/until.ts';
import { type Desk, type Kind, type Seat, STOP, type Talk } from './desk.ts';
import { untilShown } from './until-shown.ts';

/** What one case has: a place of its own, people, and a model that answers as the case says. */
export type Scene = {
  kind: Kind;
  desk: Desk;
  /** `other` is somebody else, except where the asker is alone with the bot. */
  seat: Seat;
  /** Other people in another place. */
  elsewhere: Seat;
  model: Pick<ModelServer, 'faults' | 'aborted'>;
  /** What the model answers from now on, in order. */
  script(...replies: ScriptedReply[]): void;
  think(brain: Brain): void;
  /** The model does not answer as long as the case lasts. */
  ponder(): void;
  /** The agent is named, so that nothing but the words of the case is asked of the model. */
  ask(words?: string): Talk;
  begin(user: string, words: string, seat?: Seat): Talk;
  command(user: string, words: string): Promise<void>;
  /** Resolves with what this person alone was shown, once these words are in it. */
  told(user: string, words: string | RegExp): Promise<string>;
  /** Everything that the model was asked in this case. */
  requests(): readonly ModelRequest[];
  /** The app and its workers end, and others begin. */
  restart(): Promise<void>;
  /** The digest of that period of the place is due now, for the first time since it was set. */
  digestIsDue(period: Period): Promise<unknown>;
  /** Resolves when there is nothing more to be done for that digest until its next slot. */
  digestIsDone(period: Period): Promise<void>;
  /** Resolves when nothing of the place is under way any more. */
  untilQuiet(): Promise<unknown>;
  /** Whether pictures are drawn and texts read, or only stood in for. */
  draws(isReal: boolean): void;
};

export const QUESTION = 'how should our order service publish events?';

/** What the stage gives to each scene. */
export type Backstage = Pick<Scene, 'desk' | 'restart' | 'draws' | 'think'> & {
  model: ModelServer;
  redis: Redis;
};

/** Plays one case, and looks at what it leaves behind. */
export async function playScene(
  { desk, restart, draws, think, model, redis }: Backstage,
  where: Pick<Scene, 'kind' | 'seat' | 'elsewhere'>,
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  const { kind } = where;
  const seat = kind === 'direct' ? { ...where.seat, other: where.seat.asker } : where.seat;
  const asked = model.requests().length;
  const refused = model.refusals().length;
  const talks: Talk[] = [];
  const begin: Scene['begin'] = (user, words, at = seat) => {
    const talk = desk.begin(at, kind, user, words);
    talks.push(talk);
    return talk;
  };
  const over = new AbortController();
  draws(false);
  think(scriptedBrain());
  try {
    await play({
      ...where,
      seat,
      desk,
      model,
      restart,
      draws,
      think,
      begin,
      ponder: () =>
        think(
          () =>
            new Promise((_, reject) => {
              over.signal.addEventListener('abort', () => reject(new Error('The case is over.')));
            }),
        ),
      script: (...replies) => think(scriptedBrain(replies)),
      ask: (words = QUESTION) => begin(seat.asker, `@backend ${words}`),
      command: (user, words) => desk.command(seat, kind, user, words),
      told: (user, words) => untilShown(words, () => desk.privately(user)),
      requests: () => model.requests().slice(asked),
      untilQuiet: () => {
        const active = keys.active(channelOfPlace(desk.placeOf(seat, kind, seat.asker)));
        return until(async () => (await redis.scard(active)) === 0, 'an end of all work');
      },
      digestIsDue: (period) => makeDue(redis, desk.placeOf(seat, kind, seat.asker), period),
      digestIsDone: (period) => untilDone(redis, desk.placeOf(seat, kind, seat.asker), period),
    });
  } finally {
    over.abort();
  }
  for (const talk of talks) await until(() => !isAtWork(talk), 'a thread that does not end on its work');
  expect(desk.problems()).toEqual([]);
  expect(model.refusals().slice(refused)).toEqual([]);
}

function isAtWork(talk: Talk): boolean {
  return talk.hasButton(STOP) || talk.shown().some((text) => /working on it/i.test(text));
}

/** The words of people in a request, and what tools brought. */
export function wordsOf(requests: readonly ModelRequest[]): string {
  return JSON.stringify(requests.map(({ messages }) => messages));
}

export function systemOf(request: ModelRequest | undefined): string {
  return JSON.stringify(request?.system ?? '');
}

type Answers = { answers: { id: string; answer: string; answeredBy: string }[]; skipped: string[] };

/** What the model was told of the answers to its questions. */
export function answersIn(requests: readonly ModelRequest[]): Answers {
  const results = requests
    .flatMap(({ messages }) => messages)
    .flatMap(({ content }) => (typeof content === 'string' ? [] : content))
    .flatMap((block) => (block.type === 'tool_result' ? [block.content] : []))
    .map((content) => (typeof content === 'string' ? content : JSON.stringify(content)));
  const found = results.findLast((text) => text.includes('"answers"'));
  if (found === undefined) throw new Error('The model was told of no answers.');
  return JSON.parse(found.startsWith('[') ? JSON.parse(found)[0].text : found) as Answers;
}
