import { expect } from 'vitest';
import { asks } from '../../../fakes/brains.ts';
import { SOME_QUESTIONS } from '../../../fakes/design.ts';
import { until } from '../../../fakes/until.ts';
import { aCase, type Case, SHARED } from '../case.ts';
import { answersIn } from '../scene.ts';

const FIRST = 'How many orders a day?';
const SECOND = 'Who takes the payment?';
const ONE = SOME_QUESTIONS.questions.slice(0, 1);

export const QUESTIONS: readonly Case[] = [
  aCase('a question of the bot is answered by a button', async ({ script, ask, seat, requests }) => {
    script(asks(ONE), 'One database will do.');
    const talk = ask();
    await talk.said(FIRST);
    await talk.press(seat.asker, '10,000');
    await talk.said('One database will do.');
    expect(answersIn(requests()).answers).toMatchObject([{ id: 'scale', answer: '10,000' }]);
    await until(() => !talk.hasButton('10,000'), 'the answered question to be closed');
  }),

  aCase('questions are answered by their form', async ({ script, ask, seat, requests }) => {
    script(asks(), 'Then take a provider.');
    const talk = ask();
    await talk.said(SECOND);
    await talk.fill(seat.asker, { scale: '10,000', payment: 'we do it ourselves' });
    await talk.said('Then take a provider.');
    expect(answersIn(requests()).answers).toMatchObject([
      { id: 'scale', answer: '10,000' },
      { id: 'payment', answer: 'we do it ourselves' },
    ]);
  }),

  aCase('what a form leaves empty is assumed', async ({ script, ask, seat, requests }) => {
    script(asks(), 'Then I assume a provider.');
    const talk = ask();
    await talk.said(SECOND);
    await talk.fill(seat.asker, { scale: 'about 3,000' });
    await talk.said('Then I assume a provider.');
    const { answers, skipped } = answersIn(requests());
    expect(answers).toMatchObject([{ id: 'scale', answer: 'about 3,000' }]);
    expect(skipped).toEqual(['payment']);
  }),

  aCase('questions are answered in words', async ({ script, ask, seat, requests }) => {
    script(asks(), 'A small system will do.');
    const talk = ask();
    await talk.said(SECOND);
    talk.say(seat.asker, '1. 500\n2. a provider');
    await talk.said('A small system will do.');
    expect(answersIn(requests()).answers).toMatchObject([
      { id: 'scale', answer: '500' },
      { id: 'payment', answer: 'a provider' },
    ]);
  }),

  aCase(
    'two people answer, and who said what is known',
    async ({ script, ask, seat, requests }) => {
      script(asks(), 'Thank you both.');
      const talk = ask();
      await talk.said(SECOND);
      talk.say(seat.other, '2. a provider');
      await talk.said('✓ a provider');
      await talk.press(seat.asker, '10,000');
      await talk.said('Thank you both.');
      const { answers } = answersIn(requests());
      expect(Object.fromEntries(answers.map(({ id, answer }) => [id, answer]))).toEqual({
        scale: '10,000',
        payment: 'a provider',
      });
      const [one, other] = answers.map(({ answeredBy }) => answeredBy);
      expect(one).not.toBe(other);
    },
    SHARED,
  ),

  aCase('whoever asks is told what is waited for', async ({ script, ask, seat, told }) => {
    script(asks(), 'I assumed the rest.');
    const talk = ask();
    await talk.said(SECOND);
    talk.say(seat.other, 'status');
    await told(seat.other, /waits for 2 answers/);
    talk.say(seat.other, 'skip');
    await talk.said('I assumed the rest.');
  }),

  ...(['skip', 'a button'] as const).map((how) =>
    aCase(`open questions are left to the agent by ${how}`, async ({ script, ask, seat, requests }) => {
      script(asks(), 'I assumed the rest.');
      const talk = ask();
      await talk.said(SECOND);
      if (how === 'skip') talk.say(seat.asker, 'skip');
      else await talk.press(seat.asker, /assume the rest/i);
      await talk.said('I assumed the rest.');
      expect(answersIn(requests()).skipped).toEqual(['scale', 'payment']);
    }),
  ),
];
