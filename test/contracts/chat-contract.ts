import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from './chat/case.ts';
import { COMMANDS } from './chat/cases/commands.ts';
import { CONVERSATIONS } from './chat/cases/conversations.ts';
import { DESIGNS } from './chat/cases/designs.ts';
import { DIGEST_SCHEDULES } from './chat/cases/digest-schedules.ts';
import { DIGESTS } from './chat/cases/digests.ts';
import { INTERRUPTIONS } from './chat/cases/interruptions.ts';
import { MISHAPS } from './chat/cases/mishaps.ts';
import { QUESTIONS } from './chat/cases/questions.ts';
import type { Kind, Platform, Seat } from './chat/desk.ts';
import { playScene } from './chat/scene.ts';
import { openStage } from './chat/stage.ts';

const CASES: readonly Case[] = [
  ...CONVERSATIONS,
  ...QUESTIONS,
  ...INTERRUPTIONS,
  ...DESIGNS,
  ...COMMANDS,
  ...DIGEST_SCHEDULES,
  ...DIGESTS,
  ...MISHAPS,
];

const PLACE: Record<Kind, string> = {
  channel: 'in a channel',
  thread: 'in a thread of people',
  group: 'in a group chat',
  direct: 'in a direct message',
};

/** What a person can do with the bot: the same list for every platform, run through its real adapter. */
export function describeChat(platform: Platform): void {
  const { cannot } = platform;
  const all = CASES.flatMap(({ name, kinds, play }) =>
    kinds.map((kind) => ({ name, kind, play, fullName: `${name}, ${PLACE[kind]}` })),
  );
  const seats = all.map((_, n) => seatAt(n));

  describe(`a person on ${platform.name}`, () => {
    let stage: Awaited<ReturnType<typeof openStage>>;
    beforeAll(async () => {
      stage = await openStage(platform, [...seats, ...seats.map((_, n) => seatAt(seats.length + n))]);
    });
    afterAll(() => stage?.close());

    for (const [n, { name, fullName, kind, play }] of all.entries()) {
      const reason = cannot[fullName] ?? cannot[name];
      if (reason !== undefined) {
        it.skip(`${fullName}: ${reason}`, () => {});
        continue;
      }
      const [seat, elsewhere] = [seatAt(n), seatAt(all.length + n)];
      it(fullName, () => playScene(stage, { kind, seat, elsewhere }, play));
    }

    it('is kept from nothing but cases of this list', () => {
      const known = new Set(all.flatMap(({ name, fullName }) => [name, fullName]));
      expect(Object.keys(cannot).filter((name) => !known.has(name))).toEqual([]);
    });
  });
}

function seatAt(n: number): Seat {
  return { asker: `ada-${n}`, other: `bob-${n}`, guest: `gus-${n}`, room: `room-${n}`, group: `group-${n}` };
}
