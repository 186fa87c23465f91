import { expect } from 'vitest';
import { asks, askThenDesign, handIn } from '../../../fakes/brains.ts';
import { SOME_QUESTIONS } from '../../../fakes/design.ts';
import { until } from '../../../fakes/until.ts';
import { aCase, type Case } from '../case.ts';
import { hold } from '../hold.ts';
import { answersIn } from '../scene.ts';

export const MISHAPS: readonly Case[] = [
  aCase('what is delivered again is answered once', async ({ think, script, ask, seat, requests }) => {
    const held = hold('Use an outbox.');
    think(held.reply);
    const talk = ask();
    await until(() => requests().length === 1, 'the model call');
    await talk.redeliver();
    held.release();
    await talk.said('Use an outbox.');
    // What a copy had begun would be seen by then.
    script('And an inbox.');
    talk.say(seat.asker, 'and what about the services that read them twice?');
    await talk.said('And an inbox.');
    expect(talk.shown()).toHaveLength(2);
    expect(requests()).toHaveLength(2);
  }),

  aCase('a double click on an answer counts once', async ({ script, ask, seat, requests }) => {
    script(asks(SOME_QUESTIONS.questions.slice(0, 1)), 'One database will do.');
    const talk = ask();
    await talk.said('How many orders a day?');
    await talk.pressTwice(seat.asker, '10,000');
    await talk.said('One database will do.');
    expect(answersIn(requests()).answers).toHaveLength(1);
    expect(requests()).toHaveLength(2);
  }),

  aCase('questions outlive the programs that asked them', async ({ script, ask, seat, restart }) => {
    script(asks(), handIn());
    const talk = ask();
    await talk.said('Who takes the payment?');
    await restart();
    talk.say(seat.asker, '1. 500\n2. a provider');
    await talk.said('Food delivery for one city');
  }),

  aCase('nothing of one conversation is in another', async ({ kind, think, begin, seat, elsewhere }) => {
    think(askThenDesign);
    const isThreaded = kind === 'channel' || kind === 'thread';
    const places = [
      { name: 'one', at: seat },
      { name: 'two', at: elsewhere },
      ...(isThreaded ? [{ name: 'three', at: seat }] : []),
    ];
    const talks = places.map(({ name, at }) => ({
      name,
      user: at.asker,
      talk: begin(at.asker, `@cloudphone design brief-${name} for us`, at),
    }));
    for (const { name, talk } of talks) await talk.said(`Questions on brief-${name}.`);
    for (const { name, user, talk } of talks) talk.say(user, `answer-${name}`);
    for (const { name, talk } of talks) {
      await talk.said(`Design for brief-${name}`);
      await talk.said(`With answer-${name}.`);
    }
    for (const { name, talk } of talks) {
      const shown = talk.shown().join('\n');
      for (const other of talks) if (other.name !== name) expect(shown).not.toContain(`-${other.name}`);
    }
  }),
];
