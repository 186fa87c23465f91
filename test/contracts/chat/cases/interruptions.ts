import { expect } from 'vitest';
import { asks } from '../../../fakes/brains.ts';
import { until } from '../../../fakes/until.ts';
import { aCase, type Case } from '../case.ts';
import { STOP } from '../desk.ts';
import type { Scene } from '../scene.ts';

export const INTERRUPTIONS: readonly Case[] = [
  ...(['a word', 'a button'] as const).map((how) =>
    aCase(`${how} stops a turn, which can be run again`, async ({ ponder, script, ask, seat, ...scene }) => {
      const given = scene.model.aborted();
      ponder();
      const talk = ask();
      await until(() => scene.requests().length === 1, 'the model call');
      if (how === 'a word') talk.say(seat.other, 'stop');
      else await talk.press(seat.other, STOP);
      await talk.said(/Stopped by/);
      await until(() => scene.model.aborted() === given + 1, 'the call to be given up');
      expect(talk.hasButton(STOP)).toBe(false);
      script('Use an outbox.');
      await talk.press(seat.asker, 'Run it again');
      await talk.said('Use an outbox.');
    }),
  ),

  aCase('stop closes open questions, which retry asks again', async ({ script, ask, seat }) => {
    script(asks(), 'Thank you.');
    const talk = ask();
    await talk.said('Who takes the payment?');
    talk.say(seat.asker, 'stop');
    await talk.said(/Stopped by/);
    talk.say(seat.asker, 'retry');
    await talk.said(/If nobody answers, I assume/);
    talk.say(seat.asker, '1. 500\n2. a provider');
    await talk.said('Thank you.');
  }),

  ...(['a word', 'a button'] as const).map((how) =>
    aCase(`a failure says why, and ${how} goes on from there`, async ({ model, script, ask, seat }) => {
      model.faults.push({ kind: 'status', status: 529, times: 4 });
      script('Use an outbox.');
      const talk = ask();
      await talk.said(/overloaded/);
      await retry(talk, seat.asker, how);
      await talk.said('Use an outbox.');
      expect(talk.shown().filter((text) => /overloaded/.test(text))).toEqual([]);
    }),
  ),

  aCase('a refusal that no repeating helps is told at once, with a way to retry', async (scene) => {
    const { model, script, ask, seat, requests } = scene;
    model.faults.push({ kind: 'status', status: 400 });
    script('Use an outbox.');
    const talk = ask();
    await talk.said(/The model refused the request/);
    expect(requests()).toHaveLength(1);
    await retry(talk, seat.other, 'a button');
    await talk.said('Use an outbox.');
  }),

  aCase('what a model declines is said, and offered to nobody again', async ({ script, ask }) => {
    script({ content: [{ type: 'text', text: '' }], stopReason: 'refusal' });
    const talk = ask();
    await talk.said(/The model declined/);
    expect(talk.hasButton(/retry/i)).toBe(false);
  }),
];

async function retry(talk: ReturnType<Scene['ask']>, user: string, how: 'a word' | 'a button') {
  if (how === 'a word') talk.say(user, 'retry');
  else await talk.press(user, /^retry$/i);
}
